package dossier.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dossier.model.DateFlag;
import dossier.model.Pulse;
import dossier.model.Signposts;
import dossier.parse.FeedDocument.Category;
import dossier.parse.FeedDocument.Core;
import dossier.parse.FeedDocument.Extras;
import dossier.parse.FeedDocument.File;
import dossier.parse.FeedDocument.Head;
import dossier.parse.FeedDocument.Item;
import dossier.parse.FeedDocument.Person;
import dossier.parse.FeedDocument.Times;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads JSON Feed 1.0 and 1.1. A document that was cut off is read up to the cut.
final class JsonFeed {
    private static final JsonFactory JSON = factory();

    private final String base;
    private final ZoneId zone;
    private final ParseSettings settings;

    JsonFeed(String base, ZoneId zone, ParseSettings settings) {
        this.base = base;
        this.zone = zone;
        this.settings = settings;
    }

    /// The feed; empty where the text is no JSON Feed.
    Optional<FeedDocument> read(String text) {
        JsonNode root = tree(text);
        boolean feed = root.isObject()
                && (string(root, "version").contains("jsonfeed.org")
                        || root.path("items").isArray());
        if (!feed) return Optional.empty();
        List<Item> items = new ArrayList<>();
        Core core = core(string(root, "feed_url"), root, string(root, "description"), string(root, "home_page_url"));
        for (JsonNode item : root.path("items")) if (item.isObject()) items.add(item(item, core.authors()));
        return Optional.of(new FeedDocument(format(root), head(root, core, items), items));
    }

    private static String format(JsonNode root) {
        return string(root, "version").endsWith("/1.1")
                        || string(root, "version").endsWith("/1.1/")
                ? "json11"
                : "json1";
    }

    private Head head(JsonNode root, Core core, List<Item> items) {
        return new Head(
                core,
                newest(items),
                string(root, "generator"),
                extras(root, "icon"),
                address(string(root, "icon")).or(() -> address(string(root, "favicon"))),
                Pulse.Wishes.NONE,
                signposts(root));
    }

    private Signposts signposts(JsonNode root) {
        List<URI> hubs = new ArrayList<>();
        for (JsonNode hub : root.path("hubs")) {
            if (hubs.size() == Signs.MOST_HUBS) break;
            if (string(hub, "type").equalsIgnoreCase("websub"))
                web(string(hub, "url")).ifPresent(hubs::add);
        }
        return new Signposts(
                web(string(root, "feed_url")),
                hubs,
                web(string(root, "next_url")).map(next -> new Signposts.Older(next, false)));
    }

    private Optional<URI> web(String written) {
        return written.isBlank() ? Optional.empty() : Addresses.web(written, base);
    }

    /// JSON Feed has no date for itself: it is as new as its items.
    private static Times newest(List<Item> items) {
        Comparator<Instant> order = Comparator.naturalOrder();
        return new Times(
                items.stream()
                        .flatMap(item -> item.times().published().stream())
                        .max(order),
                items.stream().flatMap(item -> item.times().updated().stream()).max(order),
                Set.of());
    }

    private Item item(JsonNode item, List<Person> inherited) {
        String html = string(item, "content_html");
        Text content =
                html.isBlank() ? Text.plain(string(item, "content_text")) : Text.html(Addresses.inMarkup(html, base));
        String link = string(item, "url").isBlank() ? string(item, "external_url") : string(item, "url");
        Core core =
                core(string(item, "id"), item, string(item, "summary"), link).by(inherited);
        Set<DateFlag> flags = EnumSet.noneOf(DateFlag.class);
        Optional<Instant> published = instant(item, "date_published", flags);
        Optional<Instant> updated = instant(item, "date_modified", flags);
        if (published.isEmpty() && updated.isEmpty() && flags.isEmpty()) flags.add(DateFlag.MISSING);
        return new Item(core, new Times(published, updated, flags), content, files(item), "", extras(item, "image"));
    }

    private Core core(String id, JsonNode node, String summary, String link) {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : node.path("tags"))
            if (tags.size() < settings.lists() && tag.isValueNode()) tags.add(tag.asText());
        return new Core(
                id,
                Text.plain(string(node, "title")),
                Text.plain(summary),
                address(link),
                persons(node),
                List.of(),
                tags.stream()
                        .map(tag -> Text.plain(tag).line(300))
                        .filter(tag -> !tag.isEmpty())
                        .map(tag -> new Category(tag, ""))
                        .toList(),
                Text.NONE);
    }

    /// Version 1.1 says `authors`, 1.0 said `author`; who moves from one to the other writes both.
    private List<Person> persons(JsonNode node) {
        Set<Person> persons = new LinkedHashSet<>();
        JsonNode authors = node.path("authors");
        if (authors.isArray()) for (JsonNode author : authors) persons.add(person(author));
        else if (!authors.isMissingNode()) persons.add(person(authors));
        if (node.has("author")) persons.add(person(node.path("author")));
        return persons.stream()
                .filter(person -> !(person.name() + person.url()).isEmpty())
                .limit(settings.lists())
                .toList();
    }

    private Person person(JsonNode author) {
        if (author.isTextual()) return new Person(Text.plain(author.asText()).line(300), "", "");
        String name = Text.plain(string(author, "name")).line(300);
        return new Person(
                name, string(author, "email"), address(string(author, "url")).orElse(""));
    }

    private List<File> files(JsonNode item) {
        List<File> files = new ArrayList<>();
        for (JsonNode attachment : item.path("attachments")) {
            if (files.size() >= settings.lists()) break;
            address(string(attachment, "url"))
                    .ifPresent(url -> files.add(new File(
                            url,
                            string(attachment, "mime_type"),
                            string(attachment, "size_in_bytes"),
                            Text.plain(string(attachment, "title")),
                            Text.NONE)));
        }
        return files;
    }

    private Extras extras(JsonNode node, String image) {
        Optional<String> language = Optional.of(string(node, "language")).filter(word -> !word.isBlank());
        Optional<Integer> duration = Optional.of(
                        node.path("attachments").path(0).path("duration_in_seconds"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asInt);
        return new Extras(
                false,
                Optional.empty(),
                address(string(node, image)).or(() -> address(string(node, "banner_image"))),
                List.of(),
                duration,
                Optional.empty(),
                Optional.empty(),
                language,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<String> address(String written) {
        return Addresses.of(written, base);
    }

    private Optional<Instant> instant(JsonNode node, String field, Set<DateFlag> flags) {
        String written = string(node, field);
        return written.isBlank() ? Optional.empty() : Dates.believed(written, zone, flags);
    }

    private static String string(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? TreeBuilder.clean(value.asText()) : "";
    }

    /// The tree of what can be read; what is open at an error is closed there.
    static JsonNode tree(String text) {
        Deque<JsonNode> open = new ArrayDeque<>();
        ArrayNode top = JsonNodeFactory.instance.arrayNode();
        open.push(top);
        String field = "";
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> field = parser.currentName();
                    case START_OBJECT -> open.push(put(open, field, JsonNodeFactory.instance.objectNode()));
                    case START_ARRAY -> open.push(put(open, field, JsonNodeFactory.instance.arrayNode()));
                    case END_OBJECT, END_ARRAY -> open.pop();
                    default -> put(open, field, value(parser, token));
                }
            }
        } catch (IOException cutOff) {
            return top.path(0);
        }
        return top.path(0);
    }

    private static JsonNode put(Deque<JsonNode> open, String field, JsonNode value) {
        switch (open.getFirst()) {
            case ObjectNode object -> object.set(field, value);
            case ArrayNode array -> array.add(value);
            default -> throw new IllegalStateException("only objects and arrays are open");
        }
        return value;
    }

    private static JsonNode value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
            case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
            case VALUE_NUMBER_INT -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
            case VALUE_STRING -> JsonNodeFactory.instance.textNode(parser.getText());
            default -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(200).build())
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }
}
