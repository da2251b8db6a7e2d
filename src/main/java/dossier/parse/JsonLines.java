package dossier.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dossier.model.Bytes;
import dossier.model.DateFlag;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Filed;
import dossier.model.Limit;
import dossier.model.Markup;
import dossier.model.Publish;
import dossier.model.SafeHtml;
import dossier.model.Seen;
import dossier.model.Tagging;
import dossier.site.Trackers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads one article a line, as JSON: what `export jsonl` writes (items of JSON Feed 1.1, and what the archive knows of
/// them under `_dossier`), and what others write who name at least an address, a title and a text.
final class JsonLines implements FileReader {
    /// Bytes of a line.
    private static final int LONGEST = 16 << 20;

    private static final int LONGEST_FEED = 2_000;
    private static final int MOST_SIGHTINGS = 1_000;
    private static final int LONGEST_REASON = 2_000;

    private static final ObjectMapper JSON = new JsonMapper(factory());

    private final Counted bytes;
    private final InputStream in;
    private final String home;
    private final ZoneId zone;
    private final Instant now;
    private final ParseSettings settings;
    private long number;

    /// @param home the base of addresses that are written without one
    JsonLines(InputStream file, String home, ZoneId zone, Instant now, ParseSettings settings) {
        this.bytes = new Counted(file);
        this.in = new BufferedInputStream(bytes, 1 << 16);
        this.home = home;
        this.zone = zone;
        this.now = now;
        this.settings = settings;
    }

    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(100).build())
                .build();
    }

    @Override
    public Optional<Filed> next() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
            Ended ended = line(line);
            if (ended == Ended.FILE && line.size() == 0) return Optional.empty();
            number++;
            if (ended == Ended.TOO_LONG)
                return Optional.of(
                        new Filed.Broken(where(), "it has more than " + LONGEST + " bytes, and is not read"));
            String text = Decoder.decode(line.toByteArray(), "").strip();
            if (!text.isEmpty()) return Optional.of(filed(text));
        }
    }

    private String where() {
        return "line " + number;
    }

    @Override
    public long reached() {
        return bytes.count();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private enum Ended {
        LINE,
        FILE,
        TOO_LONG
    }

    private Ended line(ByteArrayOutputStream line) throws IOException {
        boolean tooLong = false;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') return tooLong ? Ended.TOO_LONG : Ended.LINE;
            if (line.size() < LONGEST) line.write(b);
            else tooLong = true;
        }
        return tooLong ? Ended.TOO_LONG : Ended.FILE;
    }

    // a line

    private Filed filed(String text) {
        JsonNode node;
        try {
            node = JSON.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
        } catch (JsonProcessingException broken) {
            long column =
                    broken.getLocation() == null ? 1 : broken.getLocation().getColumnNr();
            return new Filed.Broken(
                    where(), "it is no JSON at column %d: %s".formatted(column, broken.getOriginalMessage()));
        }
        if (!node.isObject()) return new Filed.Broken(where(), "it is no JSON object");
        if (node.path("_dossier").path("hidden").asBoolean()) return new Filed.Skipped(where(), "hidden there");
        try {
            return node.path("_dossier").has("removed") ? removed(node) : post(node);
        } catch (Wrong wrong) {
            return new Filed.Broken(where(), wrong.why);
        }
    }

    /// A line that says something that cannot be meant so.
    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;

        Wrong(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    /// A line of no use where nothing says which article it was.
    private Filed removed(JsonNode node) {
        JsonNode dossier = node.path("_dossier");
        List<Seen> carried = carried(dossier.path("sightings"));
        List<URI> addresses = new ArrayList<>();
        for (JsonNode address : all(dossier.path("addresses")))
            if (addresses.size() < MOST_SIGHTINGS)
                Addresses.web(address.asText(""), home).ifPresent(addresses::add);
        if (carried.isEmpty() && addresses.isEmpty()) return new Filed.Skipped(where(), "taken down");
        String reason = Text.plain(text(dossier, "reason").orElse("")).line(LONGEST_REASON);
        return new Filed.Removed(
                where(),
                text(dossier, "outlet"),
                addresses,
                carried,
                date(dossier, "removed").orElse(now),
                reason.isEmpty() ? "taken down elsewhere" : reason,
                Text.plain(text(dossier, "removed_by").orElse("")).line(200));
    }

    private static Optional<Limit> limit(JsonNode dossier) {
        String word = text(dossier, "publish").orElse("").toUpperCase(Locale.ROOT);
        String by = Text.plain(text(dossier, "publish_by").orElse("")).line(200);
        return Stream.of(Publish.values())
                .filter(publish -> publish.name().equals(word))
                .map(publish -> new Limit(publish, by))
                .findFirst();
    }

    private Filed post(JsonNode node) {
        Optional<URI> link = link(node);
        String title = Text.plain(text(node, "title").orElse("")).line(settings.title());
        String html = html(node);
        if (title.isEmpty() && html.isBlank() && link.isEmpty())
            throw new Wrong("it names no url, no title and no text");
        JsonNode dossier = node.path("_dossier");
        List<Seen> carried = carried(dossier.path("sightings"));
        Optional<String> id = text(node, "id", "guid");
        Optional<Instant> published = date(node, "date_published", "date", "published");
        Entry entry = new Entry(
                key(
                        link,
                        carried.stream()
                                .flatMap(seen -> seen.entry().stream())
                                .findFirst()
                                .or(() -> id),
                        title,
                        html),
                id,
                title,
                link,
                authors(node),
                published,
                date(node, "date_modified", "modified", "updated"),
                published.isPresent() ? Set.of() : Set.of(DateFlag.MISSING),
                markup(text(node, "summary").map(SafeHtml::escape).orElse("")),
                markup(html),
                List.of(),
                text(node, "image", "picture")
                        .flatMap(this::picture)
                        .map(List::of)
                        .orElse(List.of()),
                text(node, "language", "lang").flatMap(Entries::language));
        Optional<String> outlet = text(dossier, "outlet").or(() -> text(node, "outlet"));
        return new Filed.Post(where(), entry, outlet, carried, tags(node), limit(dossier));
    }

    /// Where it came from: an export's `url` is its place in an archive, and it may have no other.
    private Optional<URI> link(JsonNode node) {
        Optional<String> written = text(node, "external_url")
                .or(() -> node.has("_dossier") ? Optional.empty() : text(node, "url", "link"));
        Optional<URI> link = written.flatMap(address -> Addresses.web(address, home));
        if (written.isPresent() && link.isEmpty())
            throw new Wrong("its url is no address of the web: " + shortened(written.get()));
        return link.map(Trackers::clean);
    }

    private static String key(Optional<URI> link, Optional<String> id, String title, String html) {
        return link.map(URI::toString)
                .or(() -> id)
                .map(Entries::steady)
                .map(Entries::bounded)
                .orElseGet(() -> "sha256:" + Bytes.utf8(title + "\n" + html).sha256());
    }

    private String html(JsonNode node) {
        return text(node, "content_html", "html")
                .or(() -> text(node, "content_text", "text").map(plain -> Wordpress.paragraphs(SafeHtml.escape(plain))))
                .orElse("");
    }

    private Markup markup(String html) {
        String bounded = html.length() > settings.text() ? html.substring(0, settings.text()) : html;
        return new Markup(Sanitiser.clean(Addresses.inMarkup(bounded, home)));
    }

    private Optional<Enclosure> picture(String address) {
        return Addresses.web(address, home).map(url -> new Enclosure(url, "image/*", 0, "", ""));
    }

    private Optional<Instant> date(JsonNode node, String... names) {
        Optional<String> written = text(node, names);
        if (written.isEmpty()) return Optional.empty();
        Optional<Instant> at = Dates.read(written.get(), zone).map(Dates.Read::at);
        if (at.isEmpty()) throw new Wrong("its date cannot be read: " + shortened(written.get()));
        return at.map(date -> date.isAfter(now.plus(settings.ahead())) ? now : date);
    }

    private List<String> authors(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode author : all(node.has("authors") ? node.path("authors") : node.path("author"))) {
            String name = Text.plain(author.isObject() ? author.path("name").asText("") : author.asText(""))
                    .line(200);
            if (!name.isEmpty() && names.size() < settings.lists()) names.add(name);
        }
        return List.copyOf(names);
    }

    /// A list, or the one thing that stands in place of a list.
    private static List<JsonNode> all(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) node.forEach(all::add);
        else if (!node.isMissingNode() && !node.isNull()) all.add(node);
        return all;
    }

    /// Who said what of it stands in an export beside the names; where nobody is named, the file says it.
    private List<Tagging> tags(JsonNode node) {
        Set<String> names = new LinkedHashSet<>();
        List<Tagging> tags = new ArrayList<>();
        for (JsonNode match : all(node.path("_dossier").path("matches"))) {
            String tag = tag(match.path("tag"));
            if (tag.isEmpty() || !match.has("by") || !names.add(tag) || tags.size() == settings.lists()) continue;
            tags.add(
                    Tagging.decided(tag, Text.plain(match.path("by").asText("")).line(200)));
        }
        for (JsonNode match : all(node.path("_dossier").path("matches"))) {
            String tag = tag(match.path("tag"));
            if (!tag.isEmpty() && match.has("rule") && names.add(tag) && tags.size() < settings.lists())
                tags.add(new Tagging(
                        tag, Text.plain(match.path("rule").asText("")).line(200), 0, List.of()));
        }
        for (JsonNode written : all(node.path("tags"))) {
            String tag = tag(written);
            if (!tag.isEmpty() && names.add(tag) && tags.size() < settings.lists())
                tags.add(Tagging.decided(tag, Filed.ACTOR));
        }
        return tags;
    }

    private static String tag(JsonNode written) {
        return Text.plain(written.asText("")).line(Wordpress.LONGEST_TAG);
    }

    private List<Seen> carried(JsonNode sightings) {
        List<Seen> carried = new ArrayList<>();
        for (JsonNode each : sightings) {
            Optional<URI> feed = text(each, "feed").flatMap(JsonLines::feed);
            Optional<String> entry = text(each, "entry").map(Entries::bounded);
            Optional<URI> url = text(each, "url")
                    .filter(address -> entry.isEmpty()
                            || !address.equals(text(each, "feed").orElse("")))
                    .flatMap(address -> Addresses.web(address, home))
                    .or(() -> entry.flatMap(_ -> feed));
            Optional<Instant> seen = date(each, "seen");
            if (feed.isEmpty() || url.isEmpty() || seen.isEmpty() || carried.size() == MOST_SIGHTINGS) continue;
            String title = Text.plain(text(each, "title").orElse("")).line(settings.title());
            carried.add(new Seen(text(each, "outlet").orElse(""), feed.get(), url.get(), title, seen.get(), entry));
        }
        return carried;
    }

    /// Of the web, or another file that was imported.
    private static Optional<URI> feed(String written) {
        return written.matches("import:[a-z]{1,20}")
                ? Optional.of(URI.create(written))
                : Addresses.uri(written).filter(feed -> feed.toString().length() <= LONGEST_FEED);
    }

    private static Optional<String> text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isObject()) value = value.has("name") ? value.path("name") : value.path("url");
            if (value.isValueNode() && !value.asText("").isBlank()) return Optional.of(value.asText());
        }
        return Optional.empty();
    }

    private static String shortened(String text) {
        String line = Text.spaced(text);
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
