package dossier.web;

import dossier.model.Address;
import dossier.model.Channel;
import dossier.model.Item;
import dossier.model.Site;
import gg.jte.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a page is about, in the words of schema.org, for machines that read JSON-LD. No text of an article is in it
/// but its title and the excerpt that its outlet lets out.
final class Ld {
    private static final int MOST = 100;

    private Ld() {}

    /// An article: ours is a copy, `isBasedOn` names the original.
    static Content article(Site site, Item item) {
        List<String> fields = new ArrayList<>();
        fields.add(field("@context", "https://schema.org"));
        fields.addAll(news(site, item));
        if (!item.excerpt().isEmpty()) fields.add(field("description", item.excerpt()));
        item.picture()
                .filter(picture -> Address.isWeb(picture.url()))
                .ifPresent(picture ->
                        fields.add(field("image", Address.ascii(picture.url().toString()))));
        if (!item.tags().isEmpty())
            fields.add(
                    name("keywords") + item.tags().stream().map(Ld::text).collect(Collectors.joining(",", "[", "]")));
        item.outlet().rights().ifPresent(rights -> fields.add(field("copyrightNotice", rights)));
        return script(fields);
    }

    /// A list and what stands on this page of it.
    static Content list(Site site, Channel channel, String address) {
        List<String> fields = new ArrayList<>();
        fields.add(field("@context", "https://schema.org"));
        fields.add(field("@type", "CollectionPage"));
        fields.add(field("name", channel.title(site)));
        fields.add(field("url", address));
        channel.updated().ifPresent(updated -> fields.add(field("dateModified", updated.toString())));
        fields.add(name("isPartOf")
                + object(List.of(field("@type", "WebSite"), field("name", site.title()), field("url", site.at("/")))));
        fields.add(name("hasPart")
                + channel.items().stream()
                        .limit(MOST)
                        .map(item -> object(news(site, item)))
                        .collect(Collectors.joining(",", "[", "]")));
        return script(fields);
    }

    private static List<String> news(Site site, Item item) {
        List<String> fields = new ArrayList<>();
        fields.add(field("@type", "NewsArticle"));
        fields.add(field("headline", item.title()));
        fields.add(field("url", site.at(item.path())));
        if (Address.isWeb(item.link()))
            fields.add(field("isBasedOn", Address.ascii(item.link().toString())));
        fields.add(field("datePublished", item.date().toString()));
        fields.add(field("dateModified", item.changed().toString()));
        if (!item.lang().isEmpty()) fields.add(field("inLanguage", item.lang()));
        if (!item.authors().isEmpty())
            fields.add(name("author")
                    + item.authors().stream()
                            .map(author -> object(List.of(field("@type", "Person"), field("name", author))))
                            .collect(Collectors.joining(",", "[", "]")));
        fields.add(name("publisher")
                + object(List.of(
                        field("@type", "Organization"),
                        field("name", item.outlet().name()),
                        field("url", Address.ascii(item.outlet().home().toString())))));
        return fields;
    }

    private static Content script(List<String> fields) {
        return output -> output.writeContent(object(fields));
    }

    private static String object(List<String> fields) {
        return "{" + String.join(",", fields) + "}";
    }

    private static String field(String name, String value) {
        return name(name) + text(value);
    }

    private static String name(String name) {
        return text(name) + ":";
    }

    /// A text of JSON in which nothing can end the element that it stands in.
    static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        value.codePoints().forEach(point -> out.append(escaped(point).orElseGet(() -> Character.toString(point))));
        return out.append('"').toString();
    }

    private static Optional<String> escaped(int point) {
        if (point == '"' || point == '\\') return Optional.of("\\" + (char) point);
        boolean unsafe = point < ' '
                || point == '<'
                || point == '>'
                || point == '&'
                || point == 0x2028
                || point == 0x2029
                || (point >= 0xD800 && point <= 0xDFFF);
        return unsafe ? Optional.of("\\u%04x".formatted(point)) : Optional.empty();
    }
}
