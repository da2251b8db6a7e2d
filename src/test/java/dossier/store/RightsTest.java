package dossier.store;

import static dossier.store.House.get;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.cli.Dossier;
import dossier.model.ArticleId;
import dossier.model.Aside;
import dossier.model.Change;
import dossier.model.Channel;
import dossier.model.Content;
import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.Follower;
import dossier.model.Keep;
import dossier.model.News;
import dossier.model.Outlet;
import dossier.model.Picture;
import dossier.model.Publish;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.RuleVersion;
import dossier.model.SafeHtml;
import dossier.model.Sighting;
import dossier.model.Told;
import dossier.publish.Api;
import dossier.publish.Letters;
import dossier.publish.Opml;
import dossier.publish.Publisher;
import dossier.publish.Sitemaps;
import dossier.search.Index;
import dossier.search.Passages;
import dossier.search.Searcher;
import dossier.web.Pages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Law 8: no exit lets out more of an article than its outlet, or its page, allows. A secret stands where only
/// the whole text reaches, and every exit is searched for it.
class RightsTest {
    private static final String SECRET = "jubileevortex";

    /// Stands beside the secret, so that one can ask for it without saying the secret.
    private static final String WORD = "xylophonequartz";

    /// Where an article stands in full, if it may.
    private static final int EXITS = 25;

    private static final String CAPTION = "captionquartz";
    private static final String LICENCE = "All rights with The Daily";
    private static final String LONG = "A spy walked along the harbour and looked at every ship. ".repeat(12);

    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource
    void whatMayLeaveLeavesByEveryExitAndNoMore(Publish publish) throws IOException {
        Map<String, String> exits = exits(publish, Publish.FULL);
        boolean full = publish == Publish.FULL;
        for (String name : exits.keySet()) {
            String text = exits.getOrDefault(name, "");
            if (!full) assertThat(text).as(name).doesNotContain(SECRET).doesNotContain(CAPTION);
            if (publish == Publish.LINK) assertThat(text).as(name).doesNotContain("walked along the harbour");
        }
        assertThat(exits.entrySet().stream()
                        .filter(exit -> exit.getValue().contains(SECRET))
                        .map(Map.Entry::getKey))
                .as("the test would see it")
                .hasSize(full ? EXITS : 0);
        for (String name :
                List.of("page", "article", "rss", "atom", "json", "past rss", "api article", "api changes", "jsonl"))
            assertThat(exits.getOrDefault(name, "")).as(name).contains(LICENCE);
    }

    @Test
    void aPageThatForbidsCopiesOutweighsItsOutletInEveryRevision() throws IOException {
        Map<String, String> exits = exits(Publish.FULL, Publish.EXCERPT);
        exits.forEach((name, text) -> assertThat(text).as(name).doesNotContain(SECRET));
    }

    @Test
    void aCuratorsWordAboutAnArticleOutweighsItsOutletAndItsPageAtEveryExit() throws IOException {
        exits(Publish.FULL, Publish.FULL, Optional.of(Publish.LINK)).forEach((name, text) -> assertThat(text)
                .as(name)
                .doesNotContain(SECRET)
                .doesNotContain(CAPTION)
                .doesNotContain("walked along the harbour"));
        // Three exits are the first page of the past in its formats: what changed stands on a later one.
        assertThat(exits(Publish.LINK, Publish.FULL, Optional.of(Publish.FULL)).values())
                .filteredOn(text -> text.contains(SECRET))
                .hasSize(EXITS - 3);
        assertThat(exits(Publish.FULL, Publish.EXCERPT, Optional.of(Publish.FULL))
                        .get("article"))
                .contains(SECRET);
    }

    @Test
    void itIsToldInTheDiaryOnceAndTheOutletsRightsComeBackWithAnotherWord() {
        try (House house = new House(StoreSettings.in(data.resolve("one")), new TestClock(), "run")) {
            fill(house, Publish.EXCERPT, Publish.FULL);
            Decisions decisions = decisions(house);
            ArticleId article =
                    house.archive.newest(get("/")).items().getFirst().id();
            assertThat(decisions.allow(article, Optional.of(Publish.FULL), "Ann", "the author said yes"))
                    .hasValueSatisfying(change -> assertThat(change.what()).isEqualTo(Change.What.RIGHTS));
            assertThat(body(house, article)).contains(SECRET);
            assertThat(decisions.allow(article, Optional.of(Publish.FULL), "Ben", ""))
                    .isEmpty();
            assertThat(decisions.allow(article, Optional.empty(), "Ann", "")).isPresent();
            assertThat(body(house, article)).doesNotContain(SECRET).contains("walked along");
            assertThat(decisions.of(article).stream().map(Decision::note))
                    .containsExactly("full: the author said yes", "full", "as its outlet");
        }
    }

    private static String body(House house, ArticleId article) {
        return house.archive.newest(get("/")).items().stream()
                .filter(item -> item.id().equals(article))
                .map(item -> item.body().markup())
                .findFirst()
                .orElseThrow();
    }

    private static Decisions decisions(House house) {
        return new Decisions(house.database, house.outlets, house.clock);
    }

    @Test
    void nobodyFindsByItsWordsWhatMayNotBeRead() throws IOException {
        Map<String, String> exits = exits(Publish.EXCERPT, Publish.FULL);
        assertThat(exits.get("found atom")).contains("<feed").doesNotContain("<entry>");
        assertThat(exits.get("search for it")).contains("Search for").doesNotContain("Title of e");
        assertThat(exits.get("api search")).contains("\"articles\":[]");
    }

    /// All that leaves the house about one article, which was revised once.
    private Map<String, String> exits(Publish publish, Publish wish) throws IOException {
        return exits(publish, wish, Optional.empty());
    }

    private Map<String, String> exits(Publish publish, Publish wish, Optional<Publish> decided) throws IOException {
        Path folder = Files.createTempDirectory(data, "archive");
        Map<String, String> exits = new LinkedHashMap<>();
        Path archive = folder.resolve("data");
        try (House house = new House(StoreSettings.in(archive), new TestClock(), "run");
                Index index = new Index(archive.resolve("index"))) {
            fill(house, publish, wish);
            index(house, index);
            if (decided.isPresent()) {
                List<Long> all = house.database.read(handle -> handle.createQuery("select id from article")
                        .mapTo(Long.class)
                        .list());
                all.forEach(id -> decisions(house).allow(new ArticleId(id), decided, "Ann", ""));
                index(house, index);
            }
            collect(house, new Searcher(index, House.site().zone(), 3), exits);
        }
        Path site = folder.resolve("site");
        exported(folder, archive, "site", site.toString());
        exits.put("site of files", all(site));
        exits.put("jsonl", exported(folder, archive, "jsonl", "-"));
        exits.put("jsonl of a tag", exported(folder, archive, "jsonl", "-", "--tag", "spying"));
        exits.put("jsonl of a search", exported(folder, archive, "jsonl", "-", "--query", WORD));
        exits.put("csv", exported(folder, archive, "csv", "-"));
        return exits;
    }

    private static void index(House house, Index index) {
        for (var some = house.changes.after(index.position());
                !some.isEmpty();
                some = house.changes.after(index.position())) index.keep(some);
    }

    private static void fill(House house, Publish publish, Publish wish) {
        Outlet plain = House.under(House.DAILY, Keep.ALL, false, publish);
        Outlet outlet = new Outlet(
                plain.name(),
                plain.slug(),
                plain.kind(),
                "",
                plain.home(),
                plain.feeds(),
                plain.keep(),
                publish,
                false,
                plain.text(),
                plain.poll(),
                plain.language(),
                plain.zone(),
                Map.of(),
                Optional.of(LICENCE));
        RuleVersion spying = house.configure(outlet).getFirst();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 6; i++) entries.add(House.entry("e" + i));
        for (Sighting sighting : house.poll(entries))
            house.work(sighting, content(sighting.entry().title(), "e", sighting, Publish.FULL), spying);
        house.clock.advance(Duration.ofHours(2));
        List<Sighting> again = house.feeds.remember(
                house.visit(house.firstDue(), List.of(House.entry("again", "https://daily.example/e5"))));
        house.work(again.getFirst(), content("Title of e5", "now ", again.getFirst(), wish), spying);
        for (int i = 0; i < 5 && wish != Publish.FULL; i++) {
            house.clock.advance(Duration.ofHours(2));
            Sighting other = house.feeds
                    .remember(
                            house.visit(house.firstDue(), List.of(House.entry("a" + i, "https://daily.example/e" + i))))
                    .getFirst();
            house.work(other, content("Title of e" + i, "now ", other, wish), spying);
        }
    }

    private static Content content(String title, String begins, Sighting sighting, Publish wish) {
        String text = begins + LONG + WORD + " " + SECRET;
        return new Content(
                sighting.entry().link().orElseThrow(),
                Set.of(),
                title,
                List.of("Ann Author"),
                Optional.of(Instant.parse("2026-02-28T10:00:00Z")),
                Optional.empty(),
                "en",
                SafeHtml.vouchedFor("<p>" + text + "</p><figure><img src=\"https://daily.example/p.jpg\" alt=\""
                        + CAPTION + "\"><figcaption>" + CAPTION + "</figcaption></figure>"),
                text,
                Optional.of(new Picture(URI.create("https://daily.example/p.jpg"), CAPTION)),
                List.of(),
                Content.From.PAGE,
                wish);
    }

    private static void collect(House house, Searcher searcher, Map<String, String> exits) {
        Pages pages = new Pages(House.site());
        Publisher publisher = new Publisher(House.site());
        Api api = new Api(House.site());
        Catalogue catalogue = new Catalogue(house.database, house.outlets, house.archive, searcher::newest);
        Channel list = house.archive.tag(get("/tags/spying", "tag", "spying"));
        put(exits, "page", pages.list(list));
        put(exits, "outlet", pages.list(house.archive.outlet(get("/outlets/the-daily", "slug", "the-daily"))));
        put(exits, "day", pages.list(house.archive.day(get("/days/2026-02-28", "day", "2026-02-28"))));
        Request article = get(
                list.items().getFirst().path(),
                "id",
                list.items().getFirst().id().toString(),
                "slug",
                list.items().getFirst().slug());
        put(exits, "article", pages.article(house.archive.article(article)));
        Channel found = house.archive.hits(searcher.find(get("/search", "q", WORD)));
        Passages passages = new Passages(House.site().zone(), tag -> tag);
        for (String query : List.of(WORD, "title:e", "title:e OR " + WORD))
            put(
                    exits,
                    "search for " + query.replace(WORD, "it"),
                    pages.results(passages.mark(house.archive.results(searcher.find(get("/search", "q", query))))));
        for (String format : List.of("rss", "atom", "json")) {
            Function<Channel, Reply> write =
                    switch (format) {
                        case "rss" -> publisher::rss;
                        case "atom" -> publisher::atom;
                        default -> publisher::json;
                    };
            put(exits, format, write.apply(house.archive.tag(get("/tags/spying/feed." + format, "tag", "spying"))));
            put(
                    exits,
                    "past " + format,
                    write.apply(house.archive.tag(get("/tags/spying/archive/1/feed." + format, "tag", "spying"))));
            put(exits, "found " + format, write.apply(found));
        }
        String id = list.items().getFirst().id().toString();
        put(exits, "api articles", tell(api, catalogue::articles, "/api/v1/articles"));
        put(exits, "api search", tell(api, catalogue::articles, "/api/v1/articles", "q", WORD));
        put(exits, "api article", tell(api, catalogue::article, "/api/v1/articles/" + id, "id", id));
        put(exits, "api sightings", tell(api, catalogue::sightings, "/api/v1/articles/" + id + "/sightings", "id", id));
        put(exits, "api matches", tell(api, catalogue::matches, "/api/v1/articles/" + id + "/matches", "id", id));
        for (var item : list.items()) {
            String each = item.id().toString();
            exits.merge(
                    "api revisions",
                    text(tell(api, catalogue::revisions, "/api/v1/articles/" + each + "/revisions", "id", each)),
                    String::concat);
        }
        put(exits, "api changes", tell(api, catalogue::changes, "/api/v1/changes"));
        put(exits, "api outlets", tell(api, catalogue::outlets, "/api/v1/outlets"));
        Aside aside = house.archive.aside();
        put(exits, "about", pages.about(aside));
        put(exits, "opml", new Opml(House.site()).write(aside));
        put(exits, "sitemap", new Sitemaps(House.site()).sitemap(house.archive.sitemap(get("/sitemap.xml"))));
        exits.put("webhook", letter(house, catalogue));
    }

    private static String letter(House house, Catalogue catalogue) {
        Follower follower = new Follower(Follower.Kind.WEBHOOK, URI.create("https://hook.example/"));
        Told told = catalogue.changes(new Api(House.site()).ask(get("/api/v1/changes")));
        if (!(told instanceof Told.Changes changes)) throw new AssertionError(told);
        return new Letters(House.site(), Optional.empty(), house.clock)
                .write(new News(follower, changes.lines(), List.of(), 0))
                .body();
    }

    private static Reply tell(Api api, Function<dossier.model.Inquiry, Told> look, String path, String... params) {
        return api.tell(look.apply(api.ask(get(path, params))));
    }

    private static void put(Map<String, String> exits, String name, Reply reply) {
        exits.put(name, text(reply));
    }

    private static String text(Reply reply) {
        return reply.body().text(StandardCharsets.UTF_8);
    }

    /// What an export prints.
    private static String exported(Path folder, Path archive, String... words) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("outlets.yaml"), "outlets: []\n");
        Files.writeString(config.resolve("rules.yaml"), "rules:\n  - tag: spying\n    match: spying\n");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] where = {"--config", config.toString(), "--data", archive.toString()};
        int exit = new Dossier(
                        out,
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        (_, _, _) -> {
                            throw new IllegalStateException("no routes");
                        },
                        InstantSource.system())
                .execute(Stream.of(new String[] {"export"}, words, where)
                        .flatMap(Stream::of)
                        .toArray(String[]::new));
        assertThat(exit).isZero();
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String all(Path site) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(site)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) all.append(Files.readString(file));
        }
        return all.toString();
    }
}
