package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Article;
import dossier.model.Candidates;
import dossier.model.Change;
import dossier.model.Channel;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Indexable;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Parked;
import dossier.model.Picture;
import dossier.model.Publish;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.TagCount;
import dossier.model.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ArticlesTest {
    private final House house;
    private final RuleVersion spying;

    ArticlesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        spying = house.configure(House.DAILY).getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anArticleComesBackAsItWasKept() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Content content = House.content("https://daily.example/e0", "A <title>", "text & more", "https://d.example/x");
        Kept kept = house.keep(sighting, content);
        assertThat(kept.content()).isEqualTo(content);
        assertThat(kept.revision()).isEqualTo(1);
        assertThat(kept.outlet()).isEqualTo(House.DAILY);
        assertThat(kept.sighting()).contains(sighting.id());
        assertThat(house.articles.near(House.article(sighting, content)).known())
                .containsExactly(new Candidates.Known(kept.id(), Candidates.By.ADDRESS, 1, content));
    }

    @Test
    void anArticleIsFoundByEachOfItsAddressesHoweverTheyAreWritten() {
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        Kept kept = house.keep(
                sightings.getFirst(),
                House.content("https://www.daily.example/one/", "One", "x", "http://d.example/1"));
        for (String address :
                List.of("http://daily.example/one", "https://daily.example:443/one#top", "https://D.example/1/")) {
            var near = house.articles.near(House.article(sightings.getLast(), House.content(address, "Other", "y")));
            assertThat(near.known())
                    .as(address)
                    .extracting(Candidates.Known::id)
                    .containsExactly(kept.id());
        }
        var far = house.articles.near(
                House.article(sightings.getLast(), House.content("https://daily.example/one?page=2", "Other", "y")));
        assertThat(far.known()).isEmpty();
    }

    @Test
    void theSameEntryFindsItsArticleUnderAnotherAddress() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Kept kept = house.keep(sighting, House.content("https://daily.example/a", "One", "x"));
        var near = house.articles.near(House.article(sighting, House.content("https://daily.example/b", "One", "x")));
        assertThat(near.known()).extracting(Candidates.Known::id).containsExactly(kept.id());
        assertThat(near.known()).extracting(Candidates.Known::by).containsExactly(Candidates.By.ENTRY);
    }

    @Test
    void entriesThatHaveNoPageOfTheirOwnAreArticlesEach() {
        String home = House.DAILY.home().toString();
        List<Sighting> sightings =
                house.poll(List.of(House.linkless("a"), House.linkless("b"), House.entry("c", home + "#c")));
        List<Kept> kept = new ArrayList<>();
        for (Sighting sighting : sightings)
            kept.add(house.keep(
                    sighting, House.content(home, "Title of " + sighting.entry().key(), "x")));
        assertThat(kept).extracting(Kept::id).doesNotHaveDuplicates();
        Kept again = house.keep(sightings.getFirst(), House.content(home, "Another title", "x"));
        assertThat(again.id()).isEqualTo(kept.getFirst().id());
        assertThat(again.revision()).isEqualTo(2);
    }

    @Test
    void pagesThatAllCallTheFrontPageTheirAddressAreArticlesEach() {
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        Kept first = house.keep(
                sightings.getFirst(), House.content("https://www.daily.example", "One", "x", "https://d.example/e0"));
        Kept second = house.keep(
                sightings.getLast(), House.content("https://daily.example/", "Two", "y", "https://d.example/e1"));
        assertThat(second.id()).isNotEqualTo(first.id());
        Kept again = house.keep(sightings.getLast(), House.content("https://d.example/e0", "One", "x"));
        assertThat(again.id()).isEqualTo(first.id());
    }

    @Test
    void aSiteOfOnePageIsAnArticleWhereAnEntryLeadsToIt() {
        List<Sighting> sightings = house.poll(
                List.of(House.entry("a", "https://one-page.example/"), House.entry("b", "http://one-page.example")));
        Kept first = house.keep(sightings.getFirst(), House.content(sightings.getFirst(), "x"));
        Kept second = house.keep(sightings.getLast(), House.content("https://one-page.example/", "Title of a", "x"));
        assertThat(second.id()).isEqualTo(first.id());
    }

    @Test
    void anArticleOfTwoFeedsIsKeptOnceWithTwoSightings() {
        Outlet other = House.outlet("The Weekly", Keep.TAGGED, "https://weekly.example/rss");
        house.configure(House.DAILY, other);
        var due = house.feeds.due();
        Sighting first = house.feeds
                .remember(house.visit(due.get(0), House.entries(0, 1)))
                .getFirst();
        Sighting second = house.feeds
                .remember(house.visit(due.get(1), House.entries(0, 1)))
                .getFirst();
        house.work(first, House.content(first, "text"), spying);
        house.work(second, House.content(second, "text"), spying);
        assertThat(house.census.figures().articles()).isEqualTo(1);
        var item = house.archive.newest(House.get("/")).items().getFirst();
        assertThat(item.sightings()).extracting(seen -> seen.outlet()).containsExactly("The Daily", "The Weekly");
        assertThat(item.outlet()).isEqualTo(House.DAILY);
    }

    @Test
    void anArticleIsTheOutletsWhereItStandsWhoeverCarriedItFirst() {
        Outlet weekly = House.outlet("The Weekly", Keep.ALL, "https://weekly.example/rss");
        Outlet ann = House.at("Ann", "https://shared.example/@ann");
        Outlet annAgain = House.at("Ann's Second Feed", "https://shared.example/@ann/");
        house.configure(weekly, House.DAILY, ann, annAgain);
        Feed feed = house.feeds.due().stream()
                .filter(due -> due.outlet().equals(weekly))
                .findFirst()
                .orElseThrow();
        List<Sighting> sightings = house.feeds.remember(house.visit(feed, House.entries(0, 6)));
        assertThat(outlets(
                        sightings,
                        "https://www.the-daily.example/news/1",
                        "http://uk.the-daily.example/2",
                        "https://shared.example/@ann/3",
                        "https://shared.example/@anna/4",
                        "https://elsewhere.example/5",
                        "https://the-weekly.example/6"))
                .containsExactly(House.DAILY, House.DAILY, ann, weekly, weekly, weekly);
        Kept again = house.keep(sightings.getLast(), House.content("https://the-daily.example/news/1", "Title", "x"));
        assertThat(again.outlet()).isEqualTo(House.DAILY);
    }

    private List<Outlet> outlets(List<Sighting> sightings, String... addresses) {
        List<Outlet> outlets = new ArrayList<>();
        for (int i = 0; i < addresses.length; i++)
            outlets.add(house.keep(sightings.get(i), House.content(addresses[i], "Title", "x"))
                    .outlet());
        return outlets;
    }

    @Test
    void anEditIsARevision() {
        List<Sighting> sightings = house.poll(List.of(House.entry("a"), House.entry("b", "https://daily.example/a")));
        house.work(sightings.get(0), House.content(sightings.get(0), "first"), spying);
        Content edited = House.content("https://daily.example/a", "New title", "second", "https://daily.example/c");
        List<Change> changes = house.work(sightings.get(1), edited, spying);
        assertThat(changes).extracting(Change::what).containsExactly(Change.What.REVISED);
        var item = house.archive.newest(House.get("/")).items().getFirst();
        assertThat(item.revision()).isEqualTo(2);
        assertThat(item.title()).isEqualTo("New title");
        assertThat(item.slug()).isEqualTo("title-of-a");
        Trace trace = house.traces.find("https://daily.example/c").orElseThrow();
        assertThat(trace.revisions()).extracting(Trace.Revised::title).containsExactly("New title", "Title of a");
        assertThat(trace.revisions().getFirst().why()).containsExactly("text");
    }

    @Test
    void eachStepMayRunTwice() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Content content = House.content(sighting, "text");
        Verdict verdict = House.judge(house.articles.near(House.article(sighting, content)));
        Kept once = house.articles.keep(verdict);
        Kept twice = house.articles.keep(verdict);
        assertThat(twice).isEqualTo(once);
        assertThat(house.taggings.keep(House.matched(once, spying))).hasSize(1);
        assertThat(house.taggings.keep(House.matched(twice, spying))).isEmpty();
        assertThat(house.work(sighting, content, spying)).isEmpty();
        assertThat(house.census.figures()).isEqualTo(new Census.Figures(1, 1, 0, 0, 1, 0, 0, 1));
        Verdict revised = new Verdict.Revised(
                House.article(sighting, House.content(sighting, "other")), once.id(), List.of("text"));
        assertThat(house.articles.keep(revised).revision()).isEqualTo(2);
        assertThat(house.articles.keep(revised).revision()).isEqualTo(2);
    }

    @Test
    void whatWasInHandAtAKillIsHandedOutByTheNextRun() {
        List<Sighting> sightings = house.poll(House.entries(0, 3));
        house.work(sightings.get(0), House.content(sightings.get(0), "text"));
        house.keep(sightings.get(1), House.content(sightings.get(1), "text"));
        assertThat(house.sightings.waiting()).isEmpty();
        Sightings next = new Sightings(house.database, house.outlets, house.clock, "run-2");
        List<Sighting> waiting = next.waiting();
        assertThat(waiting)
                .extracting(Sighting::id)
                .containsExactly(sightings.get(1).id(), sightings.get(2).id());
        assertThat(waiting.getFirst().entry()).isEqualTo(sightings.get(1).entry());
        assertThat(next.waiting()).isEmpty();
        waiting.forEach(sighting -> house.work(sighting, House.content(sighting, "text")));
        assertThat(house.census.figures().articles()).isEqualTo(3);
        assertThat(house.census.figures().waiting()).isZero();
    }

    @Test
    void aLargeBacklogIsHandedOutInPartsAndWhole() {
        house.poll(House.entries(0, 450));
        Sightings next = new Sightings(house.database, house.outlets, house.clock, "run-2");
        List<Sighting> all = new ArrayList<>();
        for (var part = next.waiting(); !part.isEmpty(); part = next.waiting()) all.addAll(part);
        assertThat(all)
                .extracting(sighting -> sighting.entry().key())
                .doesNotHaveDuplicates()
                .hasSize(450);
    }

    @Test
    void aParkedSightingWaitsUntilItIsTriedAgain() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        house.parked.keep(new Parked("article", "broken", "at …", house.fetched(sighting, "<p>page</p>")));
        assertThat(house.census.figures().parked()).isEqualTo(1);
        assertThat(house.sightings.waiting()).isEmpty();
        assertThat(house.traces.find("https://daily.example/e0").orElseThrow().verdict())
                .contains("broken");
        assertThat(house.parked.retry()).isEqualTo(1);
        assertThat(house.sightings.waiting()).extracting(Sighting::id).containsExactly(sighting.id());
    }

    @Test
    void manyThreadsKeepOneArticleOnce() throws Exception {
        Sighting[] sightings = house.poll(manyEntriesOfOneArticle()).toArray(Sighting[]::new);
        List<Future<List<Change>>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Sighting sighting : sightings) {
                Content content =
                        House.content("https://daily.example/one", "One", "text", "https://d.example/" + sighting.id());
                futures.add(threads.submit(() -> house.work(sighting, content, spying)));
            }
        }
        List<Change.What> changes = new ArrayList<>();
        for (var future : futures) future.get().stream().map(Change::what).forEach(changes::add);
        assertThat(changes).containsOnlyOnce(Change.What.NEW).hasSize(50);
        assertThat(changes.stream().filter(what -> what == Change.What.SIGHTED)).hasSize(49);
        Census.Figures figures = house.census.figures();
        assertThat(figures.articles()).isEqualTo(1);
        assertThat(figures.waiting()).isZero();
        assertThat(house.archive.newest(House.get("/")).items().getFirst().sightings())
                .hasSize(50);
        assertThat(house.traces.find("https://daily.example/one").orElseThrow().addresses())
                .hasSize(51);
    }

    private static List<Entry> manyEntriesOfOneArticle() {
        return IntStream.range(0, 50)
                .mapToObj(i -> House.entry("k" + i, "https://daily.example/one"))
                .toList();
    }

    @Test
    void theDiaryHasNoGapsHoweverManyWriteIt() throws Exception {
        List<Sighting> sightings = house.poll(House.entries(0, 100));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Sighting sighting : sightings)
                threads.submit(() -> house.work(sighting, House.content(sighting, "text"), spying));
        }
        List<Indexable> changes = house.changes.after(0);
        assertThat(changes)
                .extracting(Indexable::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(house.archive.aside().tags()).containsExactly(new TagCount("spying", 100));
        assertThat(house.census.figures().shown()).isEqualTo(100);
    }

    @Test
    void changesGiveEachArticleOnceAsItIsNow() {
        List<Sighting> sightings =
                house.poll(List.of(House.entry("a"), House.entry("b"), House.entry("c", "https://daily.example/a")));
        house.work(sightings.get(0), House.content(sightings.get(0), "first"));
        house.work(sightings.get(1), House.content(sightings.get(1), "text"), spying);
        house.work(sightings.get(2), House.content(sightings.get(2), "second"), spying);
        List<Indexable> all = house.changes.after(0);
        assertThat(all).extracting(Indexable::seq).containsExactly(2L, 3L);
        assertThat(all)
                .extracting(indexable -> indexable.kept().content().text())
                .containsExactly("text", "second");
        assertThat(all.getLast().tags()).containsExactly("spying");
        assertThat(all.getLast().shown()).isTrue();
        assertThat(house.changes.after(3)).isEmpty();
        assertThat(house.changes.last()).isEqualTo(3);
    }

    @Test
    void anArticleIsShownWhenARuleMatchesAndHiddenWhenItNoLongerDoes() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Kept kept = house.keep(sighting, House.content(sighting, "text"));
        assertThat(house.taggings.keep(House.matched(kept)))
                .extracting(Change::what)
                .containsExactly(Change.What.NEW);
        assertThat(house.archive.newest(House.get("/")).items()).isEmpty();
        assertThat(house.traces.find(kept.id().toString()).orElseThrow().verdict())
                .contains("no rule matches");
        assertThat(house.taggings.keep(House.matched(kept, spying)))
                .extracting(Change::what)
                .containsExactly(Change.What.TAGGED);
        assertThat(house.archive.newest(House.get("/")).items()).hasSize(1);
        assertThat(house.traces.find(kept.id().toString()).orElseThrow().verdict())
                .contains("tagged spying");
        assertThat(house.taggings.keep(House.matched(kept))).hasSize(1);
        assertThat(house.archive.newest(House.get("/")).items()).isEmpty();
        assertThat(house.archive.aside().tags()).isEmpty();
    }

    @Test
    void whatARetiredRuleTaggedStaysTagged() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Kept kept = house.keep(sighting, House.content(sighting, "text"));
        house.taggings.keep(House.matched(kept, spying));
        house.rules.sync(List.of());
        assertThat(house.taggings.keep(House.matched(kept))).isEmpty();
        assertThat(house.archive.tag(House.get("/tags/spying", "tag", "spying")).total())
                .isEqualTo(1);
    }

    @Test
    void aRuleGetsANumberForEachWording() {
        Rule other = new Rule("spying", "spying", "spy*", List.of(), false, House.SPYING.place());
        assertThat(spying.version()).isEqualTo(1);
        assertThat(house.rules.sync(List.of(House.SPYING)).getFirst().version()).isEqualTo(1);
        assertThat(house.rules.sync(List.of(other)).getFirst()).isEqualTo(new RuleVersion(other, 2));
        house.rules.sync(List.of());
        assertThat(house.rules.sync(List.of(other)).getFirst().version()).isEqualTo(2);
        assertThat(house.rules.sync(List.of(House.SPYING)).getFirst().version()).isEqualTo(3);
    }

    @Test
    void whatIsUnderReviewIsNotShown() {
        Outlet reviewed = House.under(House.DAILY, Keep.ALL, true, Publish.FULL);
        house.configure(reviewed);
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        house.work(sighting, House.content(sighting, "text"), spying);
        assertThat(house.archive.newest(House.get("/")).items()).isEmpty();
        Trace trace = house.traces.find("https://daily.example/e0").orElseThrow();
        assertThat(trace.verdict()).contains("under review");
        assertThat(trace.taggings()).extracting(Trace.Tagged::state).containsExactly("PENDING");
    }

    @Test
    void aRuleUnderReviewShowsNothing() {
        Rule reviewed = new Rule("spying", "spying", "spying", List.of(), true, House.SPYING.place());
        RuleVersion version = house.rules.sync(List.of(reviewed)).getFirst();
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        house.work(sighting, House.content(sighting, "text"), version);
        assertThat(house.archive.newest(House.get("/")).items()).isEmpty();
        assertThat(house.traces.find("https://daily.example/e0").orElseThrow().verdict())
                .contains("waits for review");
    }

    @Test
    void anOutletWhoseKeepChangesShowsOrHidesWhatItHas() {
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        house.work(sightings.get(0), House.content(sightings.get(0), "text"), spying);
        house.work(sightings.get(1), House.content(sightings.get(1), "text"));
        assertThat(house.archive.newest(House.get("/")).total()).isEqualTo(1);
        house.outlets.sync(List.of(House.under(House.DAILY, Keep.ALL, false, Publish.FULL)));
        assertThat(house.archive.newest(House.get("/")).total()).isEqualTo(2);
        assertThat(house.changes.last()).isEqualTo(3);
        house.outlets.sync(List.of(House.DAILY));
        assertThat(house.archive.newest(House.get("/")).total()).isEqualTo(1);
    }

    @Test
    void anOutletWhosePublishChangesTellsItOfEachOfItsArticlesOnce() {
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        house.work(sightings.get(0), House.content(sightings.get(0), "text"), spying);
        house.work(sightings.get(1), House.content(sightings.get(1), "text"));
        Outlet linked = House.under(House.DAILY, Keep.TAGGED, false, Publish.LINK);
        house.outlets.sync(List.of(linked));
        assertThat(house.changes.after(2))
                .extracting(change -> change.kept().outlet().publish())
                .containsExactly(Publish.LINK, Publish.LINK);
        house.outlets.sync(List.of(linked));
        assertThat(house.changes.last()).isEqualTo(4);
    }

    @Test
    void aKillBetweenAnOutletsChangeAndItsArticlesIsMadeUpForByTheNextStart() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        house.work(sighting, House.content(sighting, "text"));
        Outlet all = House.under(House.DAILY, Keep.ALL, false, Publish.FULL);
        house.outlets.sync(List.of(all));
        house.database.write(handle -> handle.execute("update article set untold = 'RIGHTS'"));
        house.outlets.sync(List.of(all));
        house.database.write(handle -> handle.execute("update article set untold = 'AGAIN'"));
        house.outlets.sync(List.of(all));
        assertThat(house.changes.last()).isEqualTo(3);
    }

    @Test
    void aDateLaterThanItsSightingIsTheSightings() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Content future = told(sighting, Optional.of(Instant.parse("2031-01-01T00:00:00Z")), Optional.empty());
        house.work(sighting, future, spying);
        var item = house.archive.newest(House.get("/")).items().getFirst();
        assertThat(item.date()).isEqualTo(sighting.seen());
        assertThat(item.picture()).isEqualTo(future.picture());
    }

    @Test
    void anArticleOfUnknownDateIsOfItsLastChange() {
        Instant changed = Instant.parse("2019-05-02T09:00:00Z");
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Content content = told(sighting, Optional.empty(), Optional.of(changed));
        house.work(sighting, content, spying);
        assertThat(house.archive.newest(House.get("/")).items().getFirst().date())
                .isEqualTo(changed);
        Trace.Facts facts = house.traces
                .find(content.address().toString())
                .orElseThrow()
                .article()
                .orElseThrow();
        assertThat(facts.dated()).isEqualTo(changed);
        assertThat(facts.dateKnown()).isFalse();
    }

    private static Content told(Sighting sighting, Optional<Instant> published, Optional<Instant> modified) {
        Content base = House.content(sighting, "text");
        return new Content(
                base.address(),
                Set.of(URI.create("https://d.example/1")),
                base.title(),
                base.authors(),
                published,
                modified,
                "und",
                base.body(),
                base.text(),
                Optional.of(new Picture(URI.create("https://d.example/p.jpg"), "A pic")),
                List.of(),
                Content.From.FEED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SOFT", "TEMPORARY"})
    void aPageThatCouldNotBeHadIsAskedForFiveTimesMore(Fault fault) {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        var missing = new Page.Missing(fault, "Timed out");
        int asked = 0;
        List<Sighting> now = List.of(sighting);
        while (!now.isEmpty()) {
            asked++;
            Sighting again = now.getFirst();
            assertThat(again.tries()).isEqualTo(asked - 1);
            house.captures.keep(new Sourced(again, missing, Optional.empty()));
            assertThat(house.sightings.again()).isEmpty();
            house.work(again, House.content(again, "from the feed"));
            house.clock.advance(Duration.ofMinutes(9));
            assertThat(house.sightings.again()).isEmpty();
            house.clock.advance(Duration.ofDays(4));
            now = house.sightings.again();
            assertThat(house.sightings.again()).isEmpty();
        }
        assertThat(asked).isEqualTo(6);
        assertThat(house.traces
                        .find("https://daily.example/e0")
                        .orElseThrow()
                        .sightings()
                        .getFirst()
                        .page())
                .contains("Timed out");
    }

    @Test
    void aPageThatIsHadAtTheSecondTryIsARevisionAndEndsTheTries() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        var missing = new Page.Missing(Fault.TEMPORARY, "Timed out");
        house.captures.keep(new Sourced(sighting, missing, Optional.empty()));
        house.work(sighting, House.content(sighting, "from the feed"), spying);
        house.clock.advance(Duration.ofMinutes(10));
        Sighting again = house.sightings.again().getFirst();
        var sourced = house.captures.keep(house.fetched(again, "<p>page</p>"));
        var article =
                new Article(again, sourced.capture(), House.content(again, "from the page"), List.of(), List.of());
        house.taggings.keep(House.matched(house.articles.keep(House.judge(house.articles.near(article))), spying));
        Trace trace = house.traces.find("https://daily.example/e0").orElseThrow();
        assertThat(trace.article().orElseThrow().revision()).isEqualTo(2);
        assertThat(trace.sightings().getFirst().capture()).isPresent();
        assertThat(trace.sightings().getFirst().again()).isEmpty();
        assertThat(trace.captures()).hasSize(1);
        house.clock.advance(Duration.ofDays(9));
        assertThat(house.sightings.again()).isEmpty();
        assertThat(house.archive.newest(House.get("/")).type()).isEqualTo(Channel.Type.ALL);
    }

    @Test
    void anArticleThatTheJudgeInsistsOnIsKeptBesideTheOwnerOfItsAddress() {
        Articles stubborn =
                new Articles(house.database, house.outlets, house.clock, near -> new Verdict.New(near.article()));
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        for (Sighting sighting : sightings)
            stubborn.keep(
                    new Verdict.New(House.article(sighting, House.content("https://consent.example/", "One", "x"))));
        assertThat(house.census.figures().articles()).isEqualTo(2);
    }

    @Test
    void aLongTextComesBackWhole() {
        Sighting sighting = house.poll(House.entries(0, 1)).getFirst();
        Content content = House.content(sighting, "0123456789".repeat(300_000));
        assertThat(house.keep(sighting, content).content()).isEqualTo(content);
    }

    @Test
    void longTextsAreToldInParts() {
        List<Sighting> sightings = house.poll(House.entries(0, 4));
        for (Sighting sighting : sightings)
            house.work(sighting, House.content(sighting, "0123456789".repeat(300_000)), spying);
        List<Indexable> first = house.changes.after(0);
        assertThat(first).extracting(Indexable::seq).containsExactly(1L, 2L);
        assertThat(house.changes.after(2)).extracting(Indexable::seq).containsExactly(3L, 4L);
    }

    @Test
    void aRaceForAnAliasIsJudgedAgain() {
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        Verdict late = new Verdict.New(House.article(
                sightings.get(1), House.content("https://daily.example/two", "One", "x", "https://d.example/short")));
        Kept first = house.keep(
                sightings.get(0), House.content("https://daily.example/one", "One", "x", "https://d.example/short"));
        assertThat(house.articles.keep(late).id()).isEqualTo(first.id());
        assertThat(house.census.figures().articles()).isEqualTo(1);
    }
}
