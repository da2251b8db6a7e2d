package dossier.store;

import static dossier.store.House.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Inquiry;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Told;
import dossier.publish.Api;
import dossier.search.Index;
import dossier.search.Searcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What `/api/v1` answers, over a real store: that it obeys the document it describes itself by, and that whoever
/// follows it has the whole archive.
@ParameterizedClass
@EnumSource
class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final House house;
    private final Index index;
    private final Catalogue catalogue;
    private final Api api = new Api(House.site());
    private final RuleVersion spying;
    private final Map<String, Function<Inquiry, Told>> lookups = new LinkedHashMap<>();

    ApiTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY, House.BLOG));
        spying = house.rules.sync(List.of(House.SPYING)).getFirst();
        index = new Index(data.resolve("index"));
        Searcher searcher = new Searcher(index, House.site().zone(), 3);
        catalogue = new Catalogue(house.database, house.outlets, house.archive, searcher::newest);
        lookups.put("/api/v1/articles", catalogue::articles);
        lookups.put("/api/v1/articles/{id}", catalogue::article);
        lookups.put("/api/v1/articles/{id}/sightings", catalogue::sightings);
        lookups.put("/api/v1/articles/{id}/matches", catalogue::matches);
        lookups.put("/api/v1/articles/{id}/revisions", catalogue::revisions);
        lookups.put("/api/v1/tags", catalogue::tags);
        lookups.put("/api/v1/outlets", catalogue::outlets);
        lookups.put("/api/v1/changes", catalogue::changes);
    }

    @AfterEach
    void close() {
        index.close();
        house.close();
    }

    @Test
    void everyAnswerObeysTheDocument() throws IOException {
        keep("e", 7);
        revise();
        takeDown(nth(2));
        merges().merge(new ArticleId(nth(1)), new ArticleId(nth(3)), "ann", "the same");
        Stories stories = new Stories(house.database, house.outlets, house.clock, Articles.NO_BANDS, (_, _) -> false);
        stories.join(new ArticleId(nth(4)), new ArticleId(nth(5)), "ann", "");
        indexAll();
        JsonNode article = JSON.readTree(
                ask("/api/v1/articles/{id}", Map.of("id", numbered(4))).body().toArray());
        assertThat(article.path("story").asLong()).isEqualTo(nth(4));
        assertThat(article.at("/versions/0/article").asLong()).isEqualTo(nth(5));
        JsonNode document = document();
        Set<String> seen = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            JsonNode operation = path.getValue().path("get");
            Set<String> wanted = new HashSet<>();
            operation.path("responses").fieldNames().forEachRemaining(wanted::add);
            wanted.remove("304");
            for (Map<String, String> params : questions(operation)) {
                Reply reply = ask(path.getKey(), params);
                String status = String.valueOf(reply.status());
                JsonNode response = operation.path("responses").path(status);
                assertThat(response.isObject())
                        .as(path.getKey() + params + " " + status)
                        .isTrue();
                String type = reply.headers().getOrDefault("Content-Type", "").replaceFirst(";.*", "");
                JsonNode schema = response.path("content").path(type).path("schema");
                assertThat(schema.isObject()).as(path.getKey() + " " + type).isTrue();
                obeys(document, schema, reply);
                wanted.remove(status);
            }
            assertThat(wanted).as(path.getKey() + " was never seen to answer").isEmpty();
            seen.add(path.getKey());
        }
        assertThat(seen).isEqualTo(new TreeSet<>(lookups.keySet()));
    }

    @Test
    void theDocumentSaysWhatStandsInPlaceOfAFeed() throws IOException {
        JsonNode sighting = document().at("/components/schemas/Sighting/properties");
        assertThat(sighting.at("/feed/description").asText())
                .contains("`" + FeedTable.ADDED + "`", "`import:jsonl`", "`import:wxr`", "`import:feed`");
        assertThat(sighting.at("/entry/description").asText()).contains("key within the feed");
    }

    /// For each parameter its example, none, a wrong one; and articles that are there, gone and nowhere.
    private List<Map<String, String>> questions(JsonNode operation) {
        List<Map<String, String>> questions = new ArrayList<>();
        boolean article = operation.path("parameters").findValuesAsText("in").contains("path");
        for (String id : article ? List.of(numbered(1), numbered(2), numbered(3), "99999999", "0", "x") : List.of("")) {
            Map<String, String> base = article ? Map.of("id", id) : Map.of();
            questions.add(base);
            for (JsonNode parameter : operation.path("parameters")) {
                if (parameter.path("in").asText().equals("path")) continue;
                for (String value : values(parameter)) {
                    Map<String, String> params = new HashMap<>(base);
                    params.put(parameter.path("name").asText(), value);
                    questions.add(params);
                }
            }
        }
        return questions;
    }

    private String numbered(int place) {
        return String.valueOf(nth(place));
    }

    private static List<String> values(JsonNode parameter) {
        return switch (parameter.path("name").asText()) {
            case "q" -> List.of("text", "title:e3", "(", "nowhere");
            case "tag" -> List.of("spying", "no such tag");
            case "outlet" -> List.of("the-daily", "a-blog", "no-one");
            case "day", "after", "before" -> List.of("2026-02-28", "2026-02-30", "1", "9999-12-31", "0001-01-01");
            case "limit" -> List.of("2", "0", "100000", "-1", "x");
            case "cursor" -> List.of("!", "eA", "bng", "OTk5OTk5OTk5OTk5OTk5OTkuMC4x");
            case "since" -> List.of("3", "-1", "1000");
            default -> throw new IllegalArgumentException(parameter.toString());
        };
    }

    private static void obeys(JsonNode document, JsonNode schema, Reply reply) throws IOException {
        Map<String, Object> whole = new HashMap<>();
        whole.put("components", document.path("components"));
        whole.put("$ref", schema.path("$ref").asText());
        var checker = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        JSON.valueToTree(whole),
                        com.networknt.schema.SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
        assertThat(checker.validate(JSON.readTree(reply.body().toArray())))
                .as(reply.body().text(StandardCharsets.UTF_8))
                .isEmpty();
    }

    @Test
    void everyAddressOfTheDocumentHasItsRouteAndTheOtherWayRound() throws IOException {
        Set<String> routes = new TreeSet<>();
        Matcher matcher = Pattern.compile("platform-http:(/api/v1/[^\\s*]+)")
                .matcher(Files.readString(Path.of("routes/web.yaml")));
        while (matcher.find()) routes.add(matcher.group(1));
        assertThat(routes.remove("/api/v1/openapi.json")).isTrue();
        Set<String> described = new TreeSet<>();
        document().path("paths").fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void aListIsReadToItsEndWhateverArrivesMeanwhile() throws IOException {
        keep("e", 7);
        List<Long> before = ids(all("/api/v1/articles", Map.of("limit", "100")));
        JsonNode first = read(ask("/api/v1/articles", Map.of("limit", "3")));
        keep("later", 2);
        List<Long> found = new ArrayList<>(ids(List.of(first)));
        found.addAll(ids(follow(first)));
        assertThat(found).isEqualTo(before);
    }

    @Test
    void filtersNarrowEachOther() throws IOException {
        keep("e", 5);
        indexAll();
        assertThat(ids(all("/api/v1/articles", Map.of("tag", "spying", "outlet", "the-daily"))))
                .hasSize(5);
        assertThat(ids(all("/api/v1/articles", Map.of("tag", "spying", "outlet", "a-blog"))))
                .isEmpty();
        assertThat(ids(all("/api/v1/articles", Map.of("day", "2026-03-01")))).isEmpty();
        assertThat(ids(all("/api/v1/articles", Map.of("day", "2026-02-28")))).hasSize(5);
        assertThat(ids(all("/api/v1/articles", Map.of("after", "2026-02-28", "before", "2026-03-01"))))
                .hasSize(5);
        assertThat(ids(all("/api/v1/articles", Map.of("before", "2026-02-28")))).isEmpty();
    }

    @Test
    void aSearchIsReadToItsEndNewestFirst() throws IOException {
        keep("e", 7);
        indexAll();
        List<Long> everything = ids(all("/api/v1/articles", Map.of("limit", "100")));
        assertThat(ids(all("/api/v1/articles", Map.of("q", "spies", "limit", "2"))))
                .isEqualTo(everything);
        assertThat(ids(all("/api/v1/articles", Map.of("q", "title:e3", "tag", "spying"))))
                .hasSize(1);
        assertThat(ids(all("/api/v1/articles", Map.of("q", "spies", "before", "2026-02-28"))))
                .isEmpty();
    }

    @Test
    void aFilterThatIsWrittenWronglyLetsNothingThrough() throws IOException {
        Reply reply = ask("/api/v1/articles", Map.of("tags", "spying"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(read(reply).path("detail").asText()).contains("‘tags’").contains("is it tag?");
        assertThat(reply.headers()).containsEntry("Access-Control-Allow-Origin", "*");
    }

    @Test
    void theDiaryHasNoGapAndWhoFollowsItHasTheWholeArchive() throws IOException {
        Map<Long, JsonNode> mirror = new TreeMap<>();
        Map<Long, String> tombstones = new TreeMap<>();
        keep("e", 5);
        long last = follow(mirror, tombstones, 0);
        revise();
        takeDown(nth(3));
        hide(nth(4));
        keep("later", 3);
        last = follow(mirror, tombstones, last);
        assertThat(last).isEqualTo(house.changes.last());
        Map<Long, JsonNode> archive = new TreeMap<>();
        for (JsonNode page : all("/api/v1/articles", Map.of("limit", "2")))
            for (JsonNode article : page.path("articles"))
                archive.put(article.path("id").asLong(), article);
        assertThat(mirror).isEqualTo(archive);
        assertThat(tombstones).containsOnly(Map.entry(nth(3), "at the wish of the person named"));
        assertThat(archive).doesNotContainKeys(nth(3), nth(4)).containsKey(nth(5));
    }

    @Test
    void anotherFeedThatCarriesAnArticleIsNews() throws IOException {
        keep("e", 1);
        long last = house.changes.last();
        Outlet other = House.outlet("The Other", dossier.model.Keep.TAGGED, "https://other.example/rss");
        house.outlets.sync(List.of(House.DAILY, House.BLOG, other));
        Sighting again = feed("https://other.example/rss", List.of(House.entry("x", "https://daily.example/e0")));
        assertThat(house.work(
                        again, House.content("https://daily.example/e0", "Title of e0", "a text about spies"), spying))
                .extracting(Change::what)
                .containsExactly(Change.What.SIGHTED);
        JsonNode line = read(ask("/api/v1/changes", Map.of("since", String.valueOf(last))))
                .path("changes")
                .path(0);
        assertThat(line.path("shown").path("sightings")).hasSize(2);
    }

    @Test
    void anArticleThatIsOneWithAnotherIsFoundThere() {
        keep("m", 2);
        merges().merge(new ArticleId(nth(1)), new ArticleId(nth(2)), "ann", "the same event");
        for (String more : List.of("", "/revisions")) {
            Reply reply = ask("/api/v1/articles/{id}" + more, Map.of("id", numbered(2)));
            assertThat(reply.status()).isEqualTo(301);
            assertThat(reply.headers())
                    .containsEntry("Location", "https://archive.example/api/v1/articles/" + numbered(1) + more);
        }
    }

    @Test
    void whoKnowsMoreThanTheArchiveIsToldToBeginAnew() throws IOException {
        keep("e", 1);
        Reply reply = ask("/api/v1/changes", Map.of("since", "77"));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(read(reply).path("detail").asText()).contains("since=0");
    }

    @Test
    void aLicenceLineThatChangesIsNews() {
        keep("e", 2);
        long last = house.changes.last();
        Outlet licensed = new Outlet(
                House.DAILY.name(),
                House.DAILY.slug(),
                House.DAILY.kind(),
                "",
                House.DAILY.home(),
                House.DAILY.feeds(),
                House.DAILY.keep(),
                Publish.FULL,
                false,
                House.DAILY.text(),
                House.DAILY.poll(),
                House.DAILY.language(),
                House.DAILY.zone(),
                Map.of(),
                java.util.Optional.of("CC BY"));
        house.outlets.sync(List.of(licensed, House.BLOG));
        assertThat(house.changes.last()).isEqualTo(last + 2);
    }

    // the archive

    private Sighting feed(String url, List<dossier.model.Entry> entries) {
        house.clock.advance(Duration.ofHours(2));
        return house.feeds.due().stream()
                .filter(feed -> feed.url().toString().equals(url))
                .findFirst()
                .map(feed -> house.feeds.remember(house.visit(feed, entries)).getFirst())
                .orElseThrow();
    }

    private void keep(String prefix, int many) {
        house.clock.advance(Duration.ofHours(2));
        List<dossier.model.Entry> entries = new ArrayList<>();
        for (int i = 0; i < many; i++) entries.add(House.entry(prefix + i));
        for (var feed : house.feeds.due()) {
            if (!feed.url().toString().equals("https://daily.example/rss")) continue;
            for (Sighting sighting : house.feeds.remember(house.visit(feed, entries)))
                house.work(sighting, House.content(sighting, "a text about spies"), spying);
        }
    }

    /// Numbers go on from test to test: the database is the same.
    private long nth(int place) {
        return house.database.read(
                handle -> handle.createQuery("select id from article order by id limit 1 offset :skip")
                        .bind("skip", place - 1)
                        .mapTo(Long.class)
                        .one());
    }

    private void revise() {
        Sighting sighting =
                feed("https://daily.example/rss", List.of(House.entry("again", "https://daily.example/e0")));
        house.work(
                sighting, House.content("https://daily.example/e0", "Title of e0", "another text about spies"), spying);
    }

    private void takeDown(long id) {
        house.database.write(handle -> {
            handle.createUpdate("""
                update article set removed_at = :now, removed_why = 'at the wish of the person named',
                    untold = 'REMOVED' where id = :id\
                """)
                    .bind("now", house.clock.instant())
                    .bind("id", id)
                    .execute();
            return new Standing(house.outlets).settle(handle, id, house.clock.instant());
        });
    }

    private Merges merges() {
        return new Merges(house.database, house.outlets, house.clock);
    }

    private void hide(long id) {
        new Decisions(house.database, house.outlets, house.clock)
                .decide(new ArticleId(id), dossier.model.Decision.What.REJECT, java.util.Set.of(), "ann", "");
    }

    private void indexAll() {
        for (var some = house.changes.after(index.position());
                !some.isEmpty();
                some = house.changes.after(index.position())) index.keep(some);
    }

    // the asker

    private Reply ask(String template, Map<String, String> params) {
        String path = template.replace("{id}", params.getOrDefault("id", ""));
        return api.tell(
                lookups.getOrDefault(template, _ -> new Told.Unknown(template)).apply(api.ask(request(path, params))));
    }

    private static Request request(String path, Map<String, String> params) {
        List<String> flat = new ArrayList<>();
        params.forEach((name, value) -> flat.addAll(List.of(name, value)));
        return get(path, flat.toArray(String[]::new));
    }

    private JsonNode document() throws IOException {
        return JSON.readTree(api.document(get("/api/v1/openapi.json")).body().toArray());
    }

    private static JsonNode read(Reply reply) throws IOException {
        return JSON.readTree(reply.body().toArray());
    }

    private List<JsonNode> all(String path, Map<String, String> params) throws IOException {
        JsonNode first = read(ask(path, params));
        List<JsonNode> pages = new ArrayList<>(List.of(first));
        pages.addAll(follow(first));
        return pages;
    }

    private List<JsonNode> follow(JsonNode page) throws IOException {
        List<JsonNode> pages = new ArrayList<>();
        for (JsonNode now = page; now.has("next"); ) {
            String next = now.path("next").asText().replaceFirst("^https://archive.example", "");
            Map<String, String> params = new HashMap<>();
            for (String pair : next.replaceFirst("^[^?]*\\?", "").split("&"))
                params.put(
                        pair.replaceFirst("=.*", ""),
                        java.net.URLDecoder.decode(pair.replaceFirst("^[^=]*=", ""), StandardCharsets.UTF_8));
            now = read(ask(next.replaceFirst("\\?.*", ""), params));
            pages.add(now);
            assertThat(pages).hasSizeLessThan(100);
        }
        return pages;
    }

    private static List<Long> ids(List<JsonNode> pages) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode page : pages)
            for (JsonNode article : page.path("articles"))
                ids.add(article.path("id").asLong());
        return ids;
    }

    private long follow(Map<Long, JsonNode> mirror, Map<Long, String> tombstones, long since) throws IOException {
        long last = since;
        while (true) {
            JsonNode page = read(ask("/api/v1/changes", Map.of("since", String.valueOf(last), "limit", "3")));
            for (JsonNode line : page.path("changes")) {
                assertThat(line.path("seq").asLong()).isEqualTo(++last);
                long id = line.path("article").asLong();
                switch (line.path("state").asText()) {
                    case "shown" -> mirror.put(id, line.path("shown"));
                    case "hidden" -> mirror.remove(id);
                    case "removed" -> {
                        mirror.remove(id);
                        tombstones.put(id, line.path("removed").path("reason").asText());
                    }
                    case "later" -> assertThat(line.path("later_seq").asLong()).isGreaterThan(last);
                    default -> throw new AssertionError(line);
                }
            }
            assertThat(page.path("last_seq").asLong()).isEqualTo(last);
            if (last == page.path("newest_seq").asLong()) return last;
        }
    }
}
