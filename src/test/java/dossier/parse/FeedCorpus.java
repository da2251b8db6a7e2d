package dossier.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dossier.LocalOutlet;
import dossier.Samples;
import dossier.fetch.FetchSettings;
import dossier.fetch.Fetcher;
import dossier.model.Fetch;
import dossier.parse.FeedDocument.Category;
import dossier.parse.FeedDocument.Core;
import dossier.parse.FeedDocument.Extras;
import dossier.parse.FeedDocument.File;
import dossier.parse.FeedDocument.Head;
import dossier.parse.FeedDocument.Item;
import dossier.parse.FeedDocument.Person;
import dossier.parse.FeedDocument.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a corpus of feeds and writes what was read as predictions for its scorer:
/// `java dossier.parse.FeedCorpus FOLDER PREDICTIONS.json`.
final class FeedCorpus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ParseSettings ALL = ParseSettings.DEFAULTS.withEntries(1_000_000);

    private final FeedReader reader = new FeedReader(ALL);

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        JSON.writeValue(Path.of(arguments[1]).toFile(), new FeedCorpus().predict(folder));
    }

    /// The predictions for all cases below a folder.
    ObjectNode predict(Path folder) throws IOException {
        ObjectNode predictions = NODES.objectNode();
        for (Path expected : cases(folder)) {
            JsonNode stated = JSON.readTree(expected.toFile());
            predictions.set(stated.path("id").asText(), predict(expected, stated));
        }
        return predictions;
    }

    private static List<Path> cases(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".expect.json"))
                    .sorted()
                    .toList();
        }
    }

    private ObjectNode predict(Path expected, JsonNode stated) throws IOException {
        String stem = expected.toString().replaceFirst("\\.expect\\.json$", "");
        Path headers = Path.of(stem + ".headers.json");
        JsonNode header = Files.exists(headers) ? JSON.readTree(headers.toFile()) : NODES.objectNode();
        byte[] body = Files.readAllBytes(Path.of(stem + ".body"));
        Instant from = Instant.now();
        boolean packed = stated.path("needs").asText().equals("http");
        ObjectNode prediction = packed ? overHttp(body, header) : predict(body, header);
        prediction.put("ms", Duration.between(from, Instant.now()).toMillis());
        return prediction;
    }

    /// Cases of content codings are served as they are, and fetched as in production.
    private ObjectNode overHttp(byte[] body, JsonNode header) {
        FetchSettings settings = FetchSettings.DEFAULTS.allowPrivate(true);
        try (LocalOutlet server = LocalOutlet.open();
                Fetcher fetcher = new Fetcher(settings, InstantSource.system())) {
            String coding = header.path("content-encoding").asText("");
            server.on(
                    "/feed",
                    LocalOutlet.ok(
                            header.path("content-type").asText("application/xml"),
                            body,
                            coding.isEmpty() ? new String[0] : new String[] {"Content-Encoding: " + coding}));
            return switch (fetcher.fetch(Samples.feed(server.url("daily", "/feed")))) {
                case Fetch.Fresh fresh -> predict(fresh.body().bytes().toArray(), header);
                case Fetch.Failed failed -> NODES.objectNode().put("error", failed.reason());
                case Fetch other -> NODES.objectNode().put("error", other.toString());
            };
        }
    }

    private ObjectNode predict(byte[] body, JsonNode header) {
        String base = header.path("url").asText("");
        String address =
                Addresses.of(header.path("content-location").asText(""), base).orElse(base);
        FeedReader.Outcome outcome =
                reader.read(body, header.path("content-type").asText(""), address, ZoneOffset.UTC);
        return switch (outcome) {
            case FeedReader.Outcome.Feed(FeedDocument document) -> said(document, header);
            case FeedReader.Outcome.Page _ -> NODES.objectNode().put("error", "a web page");
            case FeedReader.Outcome.Index _ -> NODES.objectNode().put("error", "an index of sitemaps");
            case FeedReader.Outcome.Refused(String reason, boolean _) ->
                NODES.objectNode().put("error", reason);
        };
    }

    private static ObjectNode said(FeedDocument document, JsonNode header) {
        ObjectNode feed = head(document.head());
        feed.put("format", document.format());
        if (!feed.has("language") && header.has("content-language"))
            feed.set("language", header.get("content-language"));
        ArrayNode entries = NODES.arrayNode();
        for (Item item : document.items()) entries.add(item(item));
        ObjectNode said = NODES.objectNode();
        said.set("feed", feed);
        said.set("entries", entries);
        return said;
    }

    private static ObjectNode head(Head head) {
        ObjectNode feed = NODES.objectNode();
        core(feed, head.core(), "subtitle");
        times(feed, head.times());
        extras(feed, head.extras());
        put(feed, "generator", head.generator());
        put(feed, "icon", head.icon().orElse(""));
        head.ttl().ifPresent(ttl -> feed.put("ttl", Long.toString(ttl.toMinutes())));
        return feed;
    }

    private static ObjectNode item(Item item) {
        ObjectNode entry = NODES.objectNode();
        core(entry, item.core(), "summary");
        times(entry, item.times());
        extras(entry, item.extras());
        text(entry, "content", item.content());
        put(entry, "source_title", item.source());
        ArrayNode enclosures = entry.putArray("enclosures");
        for (File file : item.files())
            enclosures
                    .addObject()
                    .put("url", file.url())
                    .put("type", file.type())
                    .put("length", file.length());
        return entry;
    }

    private static void core(ObjectNode to, Core core, String summary) {
        put(to, "id", core.id());
        put(to, "title", core.title().line(ALL.title()));
        put(to, "title_html", clean(core.title()));
        text(to, summary, core.summary());
        put(to, "link", core.link().orElse(""));
        put(to, "rights", core.rights().line(ALL.title()));
        put(to, "rights_html", clean(core.rights()));
        persons(to, "authors", core.authors());
        persons(to, "contributors", core.contributors());
        core.authors().stream().findFirst().ifPresent(author -> author(to, author));
        core.authors().stream()
                .map(Person::email)
                .filter(mail -> !mail.isEmpty())
                .findFirst()
                .ifPresent(mail -> put(to, "author_email", mail));
        core.authors().stream()
                .map(Person::url)
                .filter(url -> !url.isEmpty())
                .findFirst()
                .ifPresent(url -> put(to, "author_url", url));
        ArrayNode categories = to.putArray("categories");
        for (Category category : core.categories())
            Stream.of(category.term(), category.label())
                    .filter(word -> !word.isEmpty())
                    .forEach(categories::add);
    }

    private static void author(ObjectNode to, Person author) {
        put(to, "author", author.name().isEmpty() ? author.email() : author.name());
    }

    private static void persons(ObjectNode to, String field, List<Person> persons) {
        ArrayNode names = to.putArray(field);
        for (Person person : persons) {
            if (person.name().isEmpty()) names.add(person.email());
            else if (person.email().isEmpty()) names.add(person.name());
            else names.add(person.name() + " (" + person.email() + ")");
        }
    }

    private static void times(ObjectNode to, Times times) {
        put(to, "published", times.published().map(Instant::toString).orElse(""));
        put(to, "updated", times.updated().map(Instant::toString).orElse(""));
    }

    private static void extras(ObjectNode to, Extras extras) {
        put(to, "image", extras.image().orElse(""));
        ArrayNode thumbnails = to.putArray("thumbnails");
        extras.thumbnails().forEach(thumbnails::add);
        extras.duration().ifPresent(seconds -> to.put("duration", seconds));
        extras.explicit().ifPresent(explicit -> to.put("explicit", explicit));
        extras.place()
                .ifPresent(place -> to.putArray("geo").add(place.latitude()).add(place.longitude()));
        put(to, "language", extras.language().orElse(""));
        put(to, "comments", extras.comments().orElse(""));
        extras.commentCount().ifPresent(count -> to.put("comment_count", count));
        put(to, "comment_feed", extras.commentFeed().orElse(""));
        put(to, "in_reply_to", extras.inReplyTo().orElse(""));
    }

    private static void text(ObjectNode to, String field, Text text) {
        String html = clean(text);
        put(to, field + "_html", html);
        put(to, field.equals("subtitle") ? field : field + "_text", html);
    }

    private static String clean(Text text) {
        return Sanitiser.clean(text.markup());
    }

    private static void put(ObjectNode to, String field, String value) {
        Optional.of(value).filter(text -> !text.isEmpty()).ifPresent(text -> to.put(field, text));
    }
}
