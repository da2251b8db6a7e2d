package dossier.store;

import static dossier.store.House.get;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.ArticleId;
import dossier.model.Channel;
import dossier.model.Content;
import dossier.model.Found;
import dossier.model.Item;
import dossier.model.Keep;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Publish;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.SafeHtml;
import dossier.model.SearchHits;
import dossier.model.Sighting;
import dossier.model.SitemapRow;
import dossier.model.TagCount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ArchiveTest {
    private static final Rule SECRETS =
            new Rule("secrets", "state secrets", "\"state secrets\"", List.of(), false, House.SPYING.place());

    private final House house;
    private final RuleVersion spying;
    private final RuleVersion secrets;

    ArchiveTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY, House.BLOG));
        List<RuleVersion> rules = house.rules.sync(List.of(House.SPYING, SECRETS));
        spying = rules.get(0);
        secrets = rules.get(1);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void listsAreNewestFirstAndInPages() {
        keep(7);
        Channel first = house.archive.newest(get("/"));
        assertThat(first.items()).extracting(Item::title).containsExactly("Title of e6", "Title of e5", "Title of e4");
        assertThat(first.pages()).isEqualTo(3);
        assertThat(first.total()).isEqualTo(7);
        assertThat(first.path()).isEqualTo("/");
        Channel last = house.archive.newest(get("/", "page", "3"));
        assertThat(last.items()).extracting(Item::title).containsExactly("Title of e0");
        assertThat(last.known()).isTrue();
        Channel beyond = house.archive.newest(get("/", "page", "4"));
        assertThat(beyond.known()).isFalse();
        assertThat(beyond.items()).isEmpty();
    }

    @Test
    void aFeedIsAListOfItsOwnLength() {
        keep(7);
        Channel feed = house.archive.tag(get("/tags/spying/feed.rss", "tag", "spying", "page", "2"));
        assertThat(feed.items()).hasSize(5);
        assertThat(feed.page()).isEqualTo(1);
        assertThat(feed.path()).isEqualTo("/tags/spying");
    }

    @Test
    void anArchiveWithNothingInItIsAPageWithNothingOnIt() {
        Channel channel = house.archive.newest(get("/"));
        assertThat(channel.known()).isTrue();
        assertThat(channel.pages()).isEqualTo(1);
        assertThat(channel.items()).isEmpty();
        assertThat(house.archive.tag(get("/tags/spying", "tag", "spying")).known())
                .isTrue();
        assertThat(house.archive
                        .outlet(get("/outlets/a-blog", "slug", "a-blog"))
                        .known())
                .isTrue();
    }

    @Test
    void aTagIsFoundAsItIsWrittenAndAsItStandsInAddresses() {
        Sighting sighting = poll(1).getFirst();
        house.work(sighting, House.content(sighting, "text"), secrets, spying);
        for (String tag :
                List.of("state secrets", "state%20secrets", "state+secrets", "state-secrets", "State Secrets")) {
            Channel channel = house.archive.tag(get("/tags/x", "tag", tag));
            assertThat(channel.known()).as(tag).isTrue();
            assertThat(channel.name()).isEqualTo("state secrets");
            assertThat(channel.path()).isEqualTo("/tags/state%20secrets");
            assertThat(channel.items()).hasSize(1);
        }
        Item item = house.archive.newest(get("/")).items().getFirst();
        assertThat(item.tags()).containsExactly("spying", "state secrets");
        assertThat(item.matches()).extracting(tagging -> tagging.rule()).containsExactly("spying", "secrets");
        assertThat(house.archive
                        .tag(get("/tags/x", "tag", "nothing of that kind"))
                        .known())
                .isFalse();
    }

    @Test
    void twoRulesOfOneTagCountOnce() {
        Rule second = new Rule("spying-2", "spying", "mole", List.of(), false, House.SPYING.place());
        List<RuleVersion> both = house.rules.sync(List.of(House.SPYING, second));
        Sighting sighting = poll(1).getFirst();
        house.work(sighting, House.content(sighting, "text"), both.get(0), both.get(1));
        assertThat(house.archive.aside().tags()).containsExactly(new TagCount("spying", 1));
        Item item = house.archive.newest(get("/")).items().getFirst();
        assertThat(item.tags()).containsExactly("spying");
        assertThat(item.matches()).hasSize(2);
    }

    @Test
    void anOutletHasItsOwnList() {
        keep(2);
        Channel channel = house.archive.outlet(get("/outlets/the-daily", "slug", "the-daily"));
        assertThat(channel.name()).isEqualTo("The Daily");
        assertThat(channel.type()).isEqualTo(Channel.Type.OUTLET);
        assertThat(channel.total()).isEqualTo(2);
        assertThat(house.archive
                        .outlet(get("/outlets/no-one", "slug", "no-one"))
                        .known())
                .isFalse();
    }

    @Test
    void aDayBeginsAtMidnightInTheSitesZone() {
        List<Sighting> sightings = poll(3);
        // Berlin is an hour ahead: 23:00 is the next day's midnight.
        keep(sightings.get(0), "2026-02-27T22:59:59Z");
        keep(sightings.get(1), "2026-02-27T23:00:00Z");
        keep(sightings.get(2), "2026-02-28T22:59:59Z");
        Channel day = house.archive.day(get("/days/2026-02-28", "day", "2026-02-28"));
        assertThat(day.items()).extracting(Item::title).containsExactly("Title of e2", "Title of e1");
        assertThat(day.total()).isEqualTo(2);
        assertThat(day.updated()).isPresent();
        for (String no : List.of("2026-02-26", "2026-02-30", "yesterday", "", "0000-01-01", "2026-2-28", "9999-12-31"))
            assertThat(house.archive.day(get("/days/x", "day", no)).known())
                    .as(no)
                    .isFalse();
    }

    @Test
    void anArticleStandsAtItsOwnAddressOnly() {
        keep(1);
        Item item = house.archive.newest(get("/")).items().getFirst();
        String id = item.id().toString();
        assertThat(house.archive.article(get("/x", "id", id, "slug", "title-of-e0")))
                .isInstanceOf(Found.Here.class);
        assertThat(house.archive.article(get("/x", "id", id, "slug", "old")))
                .isEqualTo(new Found.Elsewhere("/articles/" + id + "/title-of-e0"));
        assertThat(house.archive.article(get("/x", "id", id))).isInstanceOf(Found.Elsewhere.class);
        for (String no : List.of("0", "-1", "x", "", "99999999999999999999", "999999999999999999", "1 or 1=1"))
            assertThat(house.archive.article(get("/x", "id", no))).as(no).isEqualTo(new Found.Nowhere("/x"));
    }

    @Test
    void anArticleThatIsNotShownIsNowhere() {
        Sighting sighting = poll(1).getFirst();
        var kept = house.keep(sighting, House.content(sighting, "text"));
        house.taggings.keep(House.matched(kept));
        assertThat(house.archive.article(get("/x", "id", kept.id().toString(), "slug", "title-of-e0")))
                .isEqualTo(new Found.Nowhere("/x"));
    }

    @Test
    void anArticleThatWasRemovedLeavesATombstone() {
        keep(1);
        ArticleId id = house.archive.newest(get("/")).items().getFirst().id();
        house.database.write(handle -> handle.createUpdate(
                        "update article set removed_at = :now, removed_why = 'asked for by its author' where id = :id")
                .bind("now", house.clock.instant())
                .bind("id", id.value())
                .execute());
        assertThat(house.archive.article(get("/x", "id", id.toString(), "slug", "title-of-e0")))
                .isEqualTo(new Found.Tombstone(id, "asked for by its author"));
    }

    @Test
    void noMoreIsShownThanTheOutletAllows() {
        house.outlets.sync(List.of(House.under(House.DAILY, Keep.TAGGED, false, Publish.EXCERPT), House.BLOG));
        Sighting sighting = poll(1).getFirst();
        String text = "word ".repeat(500).strip();
        house.work(sighting, House.content(sighting, text), spying);
        assertThat(house.archive
                        .newest(get("/"))
                        .items()
                        .getFirst()
                        .body()
                        .markup()
                        .length())
                .isLessThan(300);
        house.outlets.sync(List.of(House.under(House.DAILY, Keep.TAGGED, false, Publish.LINK), House.BLOG));
        Item linked = house.archive.newest(get("/")).items().getFirst();
        assertThat(linked.body()).isEqualTo(SafeHtml.EMPTY);
        assertThat(linked.excerpt()).isEmpty();
    }

    @Test
    void noMoreIsShownThanThePageAllowsAndTheTraceTellsSo() {
        Sighting sighting = poll(1).getFirst();
        String text = "word ".repeat(500).strip();
        house.work(sighting, House.content(sighting, text).atMost(Publish.EXCERPT), spying);
        Item item = house.archive.newest(get("/")).items().getFirst();
        assertThat(item.body().markup().length()).isLessThan(300);
        assertThat(new Traces(house.database, house.outlets)
                        .find(item.id().toString())
                        .orElseThrow()
                        .verdict())
                .isEqualTo("It is shown as an excerpt, because its page wants no more: it is tagged spying");
    }

    @Test
    void besideTheListsStandTagsOutletsAndBlogroll() {
        assertThat(house.archive.aside().tags()).isEmpty();
        keep(2);
        assertThat(house.archive.aside().tags()).containsExactly(new TagCount("spying", 2));
        assertThat(house.archive.aside().outlets())
                .containsExactly(new OutletCount(House.DAILY, 2), new OutletCount(House.BLOG, 0));
        assertThat(house.archive.aside().blogroll()).containsExactly(House.BLOG);
        house.outlets.sync(List.of());
        assertThat(house.archive.aside().outlets()).containsExactly(new OutletCount(House.DAILY, 2));
        assertThat(house.archive.aside().blogroll()).isEmpty();
    }

    @Test
    void aListIsAsNewAsItsLastChange() {
        List<Sighting> sightings = poll(2);
        house.work(sightings.get(0), House.content(sightings.get(0), "text"), spying);
        Instant first = house.clock.instant();
        assertThat(house.archive.tag(get("/tags/spying", "tag", "spying")).updated())
                .contains(first);
        house.clock.advance(Duration.ofMinutes(1));
        house.work(sightings.get(1), House.content(sightings.get(1), "text"), secrets);
        assertThat(house.archive.tag(get("/tags/spying", "tag", "spying")).updated())
                .contains(first);
        assertThat(house.archive.newest(get("/")).updated()).contains(house.clock.instant());
    }

    @Test
    void hitsKeepTheirOrderAndAreShownOnly() {
        keep(3);
        List<ArticleId> ids =
                house.archive.newest(get("/")).items().stream().map(Item::id).toList();
        List<ArticleId> hits = List.of(ids.get(1), new ArticleId(987_654_321), ids.get(0));
        Channel channel = house.archive.hits(new SearchHits("spy & co", hits, 1, 1, 3, Optional.empty()));
        assertThat(channel.items()).extracting(Item::id).containsExactly(ids.get(1), ids.get(0));
        assertThat(channel.path()).isEqualTo("/search?q=spy%20%26%20co");
        var wrong = house.archive.hits(new SearchHits("(", List.of(), 1, 0, 0, Optional.of("column 1: …")));
        assertThat(wrong.problem()).contains("column 1: …");
        assertThat(wrong.pages()).isEqualTo(1);
    }

    @Test
    void theSitemapNamesWhatIsShown() {
        keep(2);
        List<SitemapRow> rows = house.archive.sitemap(get("/sitemap.xml"));
        assertThat(rows).extracting(SitemapRow::changed).containsOnly(house.clock.instant());
        assertThat(rows.getFirst().path()).startsWith("/articles/").endsWith("/title-of-e1");
        assertThat(house.archive.sitemapPages()).isEqualTo(1);
        assertThat(house.archive.sitemap(get("/sitemap.xml", "page", "999999"))).isEmpty();
    }

    @Test
    void anOutletThatIsRenamedKeepsItsAddressAndItsArticles() {
        keep(1);
        Outlet renamed = House.under(
                House.outlet("The Daily", Keep.TAGGED, "https://daily.example/rss"), Keep.TAGGED, false, Publish.FULL);
        house.outlets.sync(List.of(renamed));
        assertThat(house.archive
                        .outlet(get("/outlets/the-daily", "slug", "the-daily"))
                        .total())
                .isEqualTo(1);
    }

    private List<Sighting> poll(int entries) {
        return house.feeds.remember(house.visit(house.firstDue(), House.entries(0, entries)));
    }

    /// So many articles tagged `spying`, each an hour newer than the one before.
    private void keep(int articles) {
        List<Sighting> sightings = poll(articles);
        for (int i = 0; i < articles; i++)
            keep(
                    sightings.get(i),
                    Instant.parse("2026-02-28T00:00:00Z")
                            .plus(Duration.ofHours(i))
                            .toString());
    }

    private void keep(Sighting sighting, String published) {
        Content base = House.content(sighting, "text");
        Content dated = new Content(
                base.address(),
                Set.of(URI.create(base.address() + "?utm=1")),
                base.title(),
                base.authors(),
                Optional.of(Instant.parse(published)),
                Optional.empty(),
                base.language(),
                base.body(),
                base.text(),
                base.picture(),
                base.categories(),
                base.from());
        house.work(sighting, dated, spying);
    }
}
