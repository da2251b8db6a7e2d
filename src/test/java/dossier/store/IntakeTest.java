package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.Filed;
import dossier.model.Item;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Limit;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.RuleVersion;
import dossier.model.Seen;
import dossier.model.Sighting;
import dossier.model.Tagging;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Articles out of files, stored as sightings first.
@ParameterizedClass
@EnumSource
class IntakeTest {
    private static final URI SOURCE = URI.create("import:jsonl");
    private static final URI RSS = URI.create("https://daily.example/rss");
    private static final String LINK = "https://daily.example/e1";

    private final House house;
    private final List<RuleVersion> rules;

    IntakeTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        rules = house.configure(House.DAILY, House.BLOG);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatAKilledImportStoredIsTakenUpByTheNextAndByAnyRun() {
        assertThat(intake("killed")
                        .take(List.of(offer("e1", "spying"), offer("e2", "spying")))
                        .fresh())
                .hasSize(2);

        List<Sighting> byRun = new Sightings(house.database, house.outlets, house.clock, "run-2").waiting();
        assertThat(byRun).hasSize(2).allMatch(Sighting::filed);
        Intake.Taken again = intake("again").take(List.of(offer("e1", "spying"), offer("e2", "spying")));
        assertThat(again.fresh()).isEmpty();
        assertThat(again.waiting()).containsExactlyInAnyOrderElementsOf(byRun);

        again.waiting().forEach(this::work);
        byRun.forEach(this::work);
        assertThat(shown()).hasSize(2).allSatisfy(item -> {
            assertThat(item.tags()).containsExactly("spying");
            assertThat(item.sightings()).hasSize(1);
        });
        assertThat(decisions()).as("each decided once").isEqualTo(2);
        assertThat(intake("third").take(List.of(offer("e1", "spying"))).waiting())
                .isEmpty();
        assertThat(intake("third").unknown(List.of(offer("e1", "spying")))).isEmpty();
    }

    @Test
    void aWorkerTakesUpWhatAKilledImportLeftAndNothingOfOneThatIsAtWork() {
        Sightings worker = new Sightings(house.database, house.outlets, house.clock, "worker");
        assertThat(worker.waiting()).isEmpty();
        intake("killed").take(List.of(offer("e1", "spying")));
        Intake busy = intake("busy");
        Sighting slow = busy.take(List.of(offer("e2", "spying"))).waiting().getFirst();
        for (int i = 0; i < 4; i++) {
            house.clock.advance(Leases.LONG.dividedBy(3));
            busy.stillAtWork();
        }
        List<Sighting> taken = worker.waiting();
        assertThat(taken).extracting(sighting -> sighting.entry().key()).containsExactly("e1");
        assertThat(worker.waiting()).isEmpty();
        taken.forEach(this::work);
        work(slow);
        busy.take(List.of(offer("e3", "spying")));
        busy.leave();
        house.clock.advance(Duration.ofSeconds(11));
        assertThat(worker.waiting())
                .as("what an import could not work out")
                .extracting(sighting -> sighting.entry().key())
                .containsExactly("e3");
        assertThat(shown()).hasSize(2);
    }

    @Test
    void aTagIsTheOneThatStandsAtItsAddressAlready() {
        Sighting first = take(offer("e1", "Spying"));
        work(first);
        assertThat(shown().getFirst().tags()).as("the rule's").containsExactly("spying");
        work(take(offer("e2", "Green Ink")));
        work(take(offer("e3", "green ink")));
        assertThat(shown())
                .extracting(Item::tags)
                .contains(List.of("Green Ink"))
                .doesNotContain(List.of("green ink"));
    }

    @Test
    void whatARuleSaysByItselfIsNotDecidedAndWhatItDoesNotSayIs() {
        Tagging byRule = new Tagging("spying", "spying", 0, List.of());
        Kept kept = keep(take(offer("e1", List.of(byRule), List.of())));
        house.taggings.keep(House.matched(kept, rules.getFirst()));
        assertThat(shown().getFirst().matches()).extracting(Tagging::by).containsExactly(Optional.empty());
        work(take(offer("e2", List.of(byRule), List.of())));
        assertThat(shown().stream().flatMap(item -> item.matches().stream()).map(Tagging::by))
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of("import"));
    }

    @Test
    void aCuratorsWordHereOutranksTheFile() {
        house.clock.advance(Duration.ofHours(1));
        Sighting polled = house.poll(List.of(House.entry("e1", LINK))).getFirst();
        Kept kept = keep(polled);
        house.taggings.keep(House.matched(kept, rules.getFirst()));
        new Decisions(house.database, house.outlets, house.clock)
                .decide(kept.id(), Decision.What.UNTAG, Set.of("spying"), "carla", "");
        work(take(offer("e1", "spying", "other")));
        assertThat(shown().getFirst().tags()).containsExactly("other");
        assertThat(shown()).as("the same article, known by its address").hasSize(1);
    }

    @Test
    void whoCarriedItInAnotherArchiveCarriedItHereToo() {
        Instant then = Instant.parse("2020-01-02T03:04:05Z");
        URI copy = URI.create("https://blog.example/copy");
        List<Seen> carried = List.of(
                new Seen("The Daily", RSS, URI.create(LINK), "As carried", then),
                new Seen("A Blog", URI.create("https://blog.example/feed"), copy, "The copy", then.plusSeconds(60)),
                new Seen("Unknown", RSS, URI.create("https://unknown.example/1"), "Nobody", then));
        Intake.Offer offer = offer("e1", List.of(Tagging.decided("spying", "carla")), carried);
        work(take(offer));
        assertThat(shown().getFirst().sightings()).containsExactlyElementsOf(carried.subList(0, 2));
        assertThat(shown().getFirst().matches()).extracting(Tagging::by).containsExactly(Optional.of("carla"));
        assertThat(intake("again").take(List.of(offer)).waiting()).isEmpty();
        assertThat(house.feeds.list())
                .as("a feed that only a file names is not polled")
                .hasSize(2);
        List<Feed> due = house.feeds.due();
        assertThat(due).extracting(Feed::url).doesNotContain(SOURCE, URI.create("https://blog.example/feed"));
        Sighting later = house.feeds
                .remember(house.visit(due.getFirst(), List.of(House.entry("other key", copy.toString()))))
                .getFirst();
        assertThat(house.articles
                        .near(House.article(later, House.content(later, "x")))
                        .known())
                .as("the copy's address leads to it")
                .hasSize(1);
    }

    @Test
    void whatWasTakenDownDoesNotComeBackByAFile() {
        Kept kept = work(take(offer("e1", "spying")));
        Takedowns takedowns = new Takedowns(house.database, house.outlets, house.clock, house.captures);
        takedowns.takeDown(kept.id(), "asked for", "carla");
        Intake.Offer renamed = offer("other key", List.of(), List.of());
        assertThat(intake("again").take(List.of(renamed, offer("e1", "spying"))).waiting())
                .isEmpty();
        assertThat(shown()).isEmpty();
        String left = house.database.read(handle -> String.join(
                "\n",
                handle.createQuery("select entry || coalesce(filed, '') from sighting")
                        .mapTo(String.class)
                        .list()));
        assertThat(left).doesNotContain("Title of").doesNotContain("carla");
    }

    @Test
    void whatAnotherArchiveTookDownIsKeptOutOfLaterPolls() {
        Takedowns takedowns = new Takedowns(house.database, house.outlets, house.clock, house.captures);
        Instant then = Instant.parse("2020-01-02T03:04:05Z");
        Filed.Removed removed = new Filed.Removed(
                "line 1",
                Optional.of("The Daily"),
                List.of(URI.create(LINK)),
                List.of(new Seen("The Daily", RSS, RSS, "", then, Optional.of("guid-2"))),
                then,
                "asked for",
                "carla");
        for (int twice = 0; twice < 2; twice++)
            assertThat(takedowns.takeOver(removed, House.DAILY, false, "import"))
                    .isEmpty();
        Entry linkless = House.entry("guid-2", LINK).known("guid-2", Optional.empty());
        assertThat(house.poll(List.of(House.entry("another key", LINK), linkless)))
                .isEmpty();
        assertThat(shown()).isEmpty();
        long tombstones = house.database.read(handle -> handle.createQuery("select count(*) from article")
                .mapTo(Long.class)
                .one());
        assertThat(tombstones).isEqualTo(1);
    }

    @Test
    void aLimitOfTheFileHoldsAndACuratorsWordHereOutranksIt() {
        Entry entry = House.entry("e1", LINK);
        Kept kept = work(take(limited(entry, Publish.LINK, false)));
        assertThat(shown().getFirst().excerpt()).isEmpty();
        new Decisions(house.database, house.outlets, house.clock)
                .allow(kept.id(), Optional.of(Publish.FULL), "dora", "");
        assertThat(shown().getFirst().body().markup()).isNotEmpty();
        work(house.poll(List.of(House.entry("e1", LINK))).getFirst());
        assertThat(shown().getFirst().body().markup()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, LINK, LINK", "FULL, EXCERPT, EXCERPT", "FULL, FULL, FULL",
        "EXCERPT, LINK, LINK", "EXCERPT, EXCERPT, EXCERPT", "EXCERPT, FULL, EXCERPT",
        "LINK, LINK, LINK", "LINK, EXCERPT, LINK", "LINK, FULL, LINK"
    })
    void withoutLeaveAFileNeverLetsOutMoreThanTheOutletAllows(Publish outlet, Publish file, Publish held) {
        house.configure(House.under(House.DAILY, Keep.ALL, false, outlet));
        work(take(limited(House.entry("e1", LINK), file, false)));
        assertThat(only().allowed()).isEqualTo(held);
        assertThat(only().decided().isPresent())
                .as("what holds anyway is no decision")
                .isEqualTo(held != outlet);
        house.configure(House.under(House.DAILY, Keep.ALL, false, Publish.LINK));
        assertThat(only().allowed()).as("a stricter outlet later").isEqualTo(held == outlet ? Publish.LINK : held);
    }

    @Test
    void withLeaveAFileLetsOutMoreThanTheOutletAllows() {
        house.configure(House.under(House.DAILY, Keep.ALL, false, Publish.LINK));
        work(take(limited(House.entry("e1", LINK), Publish.EXCERPT, true)));
        assertThat(only().allowed()).isEqualTo(Publish.EXCERPT);
    }

    /// The outlet whose article it is decides, not the one that the file names.
    @Test
    void whatTheFileNamesAnotherOutletsIsHeldToThatOne() {
        house.configure(House.under(House.DAILY, Keep.ALL, false, Publish.LINK), House.BLOG);
        Intake.Offer of = limited(House.entry("e1", "https://the-daily.example/e1"), Publish.EXCERPT, false);
        work(take(new Intake.Offer(of.post(), House.BLOG, SOURCE, false)));
        assertThat(only().outlet().name()).isEqualTo(House.DAILY.name());
        assertThat(only().allowed()).isEqualTo(Publish.LINK);
    }

    private Kept only() {
        return house.database
                .read(handle -> ReadArticles.of(
                        handle,
                        house.outlets,
                        handle.createQuery("select id from article")
                                .mapTo(Long.class)
                                .list()))
                .getFirst();
    }

    @Test
    void aTombstoneOfAnotherArchiveClaimsNoFrontPageAndNoFeed() {
        Takedowns takedowns = new Takedowns(house.database, house.outlets, house.clock, house.captures);
        Instant then = Instant.parse("2020-01-02T03:04:05Z");
        URI home = House.DAILY.home();
        URI feed = URI.create("https://blog.example/feed");
        Filed.Removed removed = new Filed.Removed(
                "line 1",
                Optional.of(House.DAILY.name()),
                List.of(URI.create(LINK), RSS),
                List.of(
                        new Seen(House.DAILY.name(), RSS, URI.create(LINK), "", then),
                        new Seen(House.BLOG.name(), feed, home, "", then),
                        new Seen("Unknown", URI.create("https://unknown.example/feed"), feed, "", then)),
                then,
                "asked for",
                "carla");
        assertThat(takedowns.takeOver(removed, House.DAILY, false, "import")).isEmpty();
        List<String> claimed = house.database.read(handle -> handle.createQuery("select address from article_address")
                .mapTo(String.class)
                .list());
        assertThat(claimed).containsExactly(LINK);
    }

    private static Intake.Offer limited(Entry entry, Publish publish, boolean more) {
        return new Intake.Offer(
                new Filed.Post(
                        "line 1",
                        entry,
                        Optional.empty(),
                        List.of(),
                        List.of(Tagging.decided("spying", "import")),
                        Optional.of(new Limit(publish, "carla"))),
                House.DAILY,
                SOURCE,
                more);
    }

    private Intake intake(String run) {
        return new Intake(house.database, house.outlets, house.clock, run);
    }

    private Sighting take(Intake.Offer offer) {
        return intake("run").take(List.of(offer)).waiting().getFirst();
    }

    private static Intake.Offer offer(String key, String... tags) {
        return offer(
                key,
                List.of(tags).stream()
                        .map(tag -> Tagging.decided(tag, "import"))
                        .toList(),
                List.of());
    }

    private static Intake.Offer offer(String key, List<Tagging> tags, List<Seen> carried) {
        Entry entry = House.entry(key, "https://daily.example/" + (key.equals("other key") ? "e1" : key));
        Outlet outlet = House.DAILY;
        return new Intake.Offer(
                new Filed.Post("line 1", entry, Optional.empty(), carried, tags), outlet, SOURCE, false);
    }

    private Kept keep(Sighting sighting) {
        return house.keep(sighting, House.content(sighting, "nothing that a rule would find"));
    }

    private Kept work(Sighting sighting) {
        Kept kept = keep(sighting);
        house.taggings.keep(House.matched(kept));
        return kept;
    }

    private List<Item> shown() {
        return house.archive.newest(House.get("/")).items();
    }

    private long decisions() {
        return house.database.read(handle -> handle.createQuery("select count(*) from decision")
                .mapTo(Long.class)
                .one());
    }
}
