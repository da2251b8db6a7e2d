package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Backpage;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.FeedId;
import dossier.model.Keep;
import dossier.model.Parked;
import dossier.model.Pulse;
import dossier.model.Reading;
import dossier.model.Sighting;
import dossier.model.Signposts;
import dossier.model.Signposts.Older;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
import dossier.store.Backfill.State;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackfillsTest {
    private static final String RSS = "https://daily.example/rss";
    private static final int MANY = 1_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    private House begin(Engine engine) {
        House house = House.open(engine, data);
        house.configure(House.outlet("The Daily", Keep.ALL, RSS));
        house.poll(House.entries(0, 2));
        return house;
    }

    private static Backfills backfills(House house, String run) {
        return new Backfills(house.database, house.outlets, house.clock, run);
    }

    private static FeedId feed(House house) {
        return house.feeds.list().getFirst().id();
    }

    private static Visit visit(House house, Feed page, List<Entry> entries, Optional<Older> older) {
        FeedHead head = new FeedHead(
                "The feed",
                "atom10",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Pulse.Quiet.NONE,
                new Signposts(Optional.empty(), List.of(), older));
        return visit(house, page, 200, new Reading.Entries(head, entries, Validators.NONE, "hash"));
    }

    private static Visit visit(House house, Feed page, int status, Reading reading) {
        Instant at = house.clock.instant();
        Trip trip = new Trip(at, Duration.ZERO, status, 1, page.url(), Optional.empty(), Optional.empty());
        return new Visit(page, trip, reading, Optional.empty());
    }

    private static Optional<Older> page(int number) {
        return Optional.of(new Older(URI.create(RSS + "/" + number), false));
    }

    /// Plays pages of two entries each; page 0 is the feed.
    private static void walk(House house, Backfills backfills, int pages) {
        for (int turn = 0; turn < pages; turn++) {
            for (Backpage due : backfills.due()) {
                String path = due.feed().url().getPath();
                int number = path.equals("/rss") ? 0 : Integer.parseInt(path.substring("/rss/".length()));
                List<Entry> entries = House.entries(2 * number, 2 * number + 2);
                backfills.remember(
                        visit(house, due.feed(), entries, number == 4 ? Optional.empty() : page(number + 1)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFeedIsFollowedToItsOldestPageAndItsTimetableKnowsNothingOfIt(Engine engine) {
        try (House house = begin(engine)) {
            FeedHealth before = house.feeds.list().getFirst();
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 9);
            Backfill end = backfills.find(feed(house)).orElseThrow();
            assertThat(end)
                    .extracting(Backfill::state, Backfill::pages, Backfill::entries, Backfill::fresh, Backfill::next)
                    .containsExactly(State.END, 5, 10, 8, Optional.empty());
            FeedHealth after = house.feeds.list().getFirst();
            assertThat(after.due()).isEqualTo(before.due());
            assertThat(after.visited()).isEqualTo(before.visited());
            assertThat(house.feeds.history(feed(house), 9)).hasSize(1);
            assertThat(house.sightings.waiting())
                    .extracting(Sighting::entry)
                    .extracting(Entry::key)
                    .containsExactly("e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKillInTheMiddleCostsNoPage(Engine engine) {
        try (House house = begin(engine)) {
            Backfills killed = backfills(house, "run-1");
            killed.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, killed, 2);
            assertThat(killed.due()).as("in hand when it was killed").hasSize(1);
            assertThat(killed.due()).as("handed out once").isEmpty();
            Backfills next = backfills(house, "run-2");
            next.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, next, 9);
            assertThat(next.find(feed(house)).orElseThrow())
                    .extracting(Backfill::state, Backfill::pages, Backfill::fresh)
                    .containsExactly(State.END, 3, 6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecondRunStopsWhereTheFirstBegan(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 9);
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 9);
            assertThat(backfills.find(feed(house)).orElseThrow())
                    .extracting(Backfill::state, Backfill::pages)
                    .containsExactly(State.KNOWN, 2);
            backfills.ask(feed(house), MANY, Optional.empty(), true);
            walk(house, backfills, 9);
            assertThat(backfills.find(feed(house)).orElseThrow().pages())
                    .as("anew")
                    .isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noMoreIsTakenThanWasAskedForAndTheNextRunGoesOn(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), 3, Optional.empty(), false);
            walk(house, backfills, 9);
            Backfill end = backfills.find(feed(house)).orElseThrow();
            assertThat(end)
                    .extracting(Backfill::state, Backfill::fresh, Backfill::next)
                    .containsExactly(State.MOST, 4, Optional.of(URI.create(RSS + "/3")));
            Instant since = House.entry("x").published().orElseThrow().plusSeconds(1);
            backfills.ask(feed(house), MANY, Optional.of(since), false);
            walk(house, backfills, 9);
            assertThat(backfills.find(feed(house)).orElseThrow())
                    .extracting(Backfill::state, Backfill::pages, Backfill::fresh, Backfill::next)
                    .containsExactly(State.SINCE, 1, 0, Optional.of(URI.create(RSS + "/3")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void circlesAreNoticedByAddressAndByWhatIsSaid(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            for (int turn = 0; turn < 9; turn++) {
                for (Backpage due : backfills.due()) {
                    int next = due.feed().url().toString().equals(RSS + "/2") ? 1 : turn + 1;
                    backfills.remember(visit(house, due.feed(), House.entries(turn, turn + 2), page(next)));
                }
            }
            assertThat(backfills.find(feed(house)).orElseThrow())
                    .extracting(Backfill::state, Backfill::pages)
                    .containsExactly(State.CIRCLE, 3);
            backfills.ask(feed(house), MANY, Optional.empty(), true);
            for (int turn = 0; turn < 9; turn++) {
                for (Backpage due : backfills.due())
                    backfills.remember(visit(house, due.feed(), House.entries(0, 2), page(turn + 1)));
            }
            assertThat(backfills.find(feed(house)).orElseThrow())
                    .extracting(Backfill::state, Backfill::pages)
                    .containsExactly(State.CIRCLE, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatFailsIsAskedForThreeTimesAndThenByTheNextRun(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 1);
            for (int tries = 0; tries < 3; tries++) {
                Feed page = backfills.due().getFirst().feed();
                backfills.remember(visit(house, page, 500, new Reading.Failed(Fault.TEMPORARY, "answers 500")));
                assertThat(backfills.due()).isEmpty();
                house.clock.advance(Duration.ofMinutes(1));
            }
            Backfill end = backfills.find(feed(house)).orElseThrow();
            assertThat(end.state()).isEqualTo(State.BROKEN);
            assertThat(end.reason()).contains(RSS + "/1 answers 500");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 9);
            assertThat(backfills.find(feed(house)).orElseThrow())
                    .extracting(Backfill::state, Backfill::fresh, Backfill::reason)
                    .containsExactly(State.END, 8, Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuessThatLeadsNowhereIsTheEnd(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            Optional<Older> guess = Optional.of(new Older(URI.create(RSS + "?paged=2"), true));
            backfills.remember(visit(house, backfills.due().getFirst().feed(), List.of(), guess));
            Feed page = backfills.due().getFirst().feed();
            backfills.remember(visit(house, page, 404, new Reading.Failed(Fault.HARD, "answers 404")));
            assertThat(backfills.find(feed(house)).orElseThrow().state()).isEqualTo(State.END);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aGuessedPageWithoutEntriesIsTheEndThoughAnotherCouldBeGuessed(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            for (int number = 2; number <= 3; number++) {
                Optional<Older> guess = Optional.of(new Older(URI.create(RSS + "?paged=" + number), true));
                backfills.remember(visit(house, backfills.due().getFirst().feed(), List.of(), guess));
            }
            assertThat(backfills.find(feed(house)).orElseThrow().state()).isEqualTo(State.END);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noPageIsAskedForWhileManyEntriesWait(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 1);
            Feed feed = backfills.feed(feed(house));
            assertThat(backfills.take(feed, House.entries(100, 300), house.clock.instant()))
                    .isEqualTo(200);
            assertThat(backfills.take(feed, House.entries(100, 300), house.clock.instant()))
                    .isZero();
            assertThat(backfills.isFull(feed.id())).isTrue();
            assertThat(backfills.due()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageThatEndsInAFaultIsAskedForAFewTimesOnly(Engine engine) {
        try (House house = begin(engine)) {
            FeedHealth before = house.feeds.list().getFirst();
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 2);
            for (int turn = 0; turn < 3; turn++) {
                Backpage page = backfills.due().getFirst();
                house.parked.keep(new Parked("upkeep-past", "it broke", "at …", page));
                assertThat(backfills.due()).as("not at once").isEmpty();
                house.clock.advance(Duration.ofMinutes(1));
            }
            assertThat(backfills.due()).isEmpty();
            Backfill end = backfills.find(feed(house)).orElseThrow();
            assertThat(end.state()).isEqualTo(State.BROKEN);
            assertThat(end.reason()).contains(RSS + "/2 ended with a fault of ours: it broke");
            assertThat(end.next()).as("where the next run begins").contains(URI.create(RSS + "/2"));
            FeedHealth after = house.feeds.list().getFirst();
            assertThat(after.failures()).isEqualTo(before.failures());
            assertThat(after.outcome()).isEqualTo(before.outcome());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatNobodyWentOnWithEndsAfterADay(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            walk(house, backfills, 2);
            house.clock.advance(Duration.ofHours(25));
            assertThat(backfills(house, "run-2").due()).isEmpty();
            Backfill end = backfills.find(feed(house)).orElseThrow();
            assertThat(end.state()).isEqualTo(State.BOUND);
            assertThat(end.next()).contains(URI.create(RSS + "/2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatIsAskedForWhileTheLastOneIsEndedIsNotEndedWithIt(Engine engine) {
        try (House house = begin(engine)) {
            Backfills backfills = backfills(house, "run-1");
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            house.clock.advance(Duration.ofHours(25));
            List<Backfills.Walk> over = backfills.open(house.clock.instant());
            backfills.ask(feed(house), MANY, Optional.empty(), false);
            assertThat(backfills.take(over, house.clock.instant())).isEmpty();
            assertThat(backfills.find(feed(house)).orElseThrow().state()).isEqualTo(State.OPEN);
            assertThat(backfills.due()).hasSize(1);
        }
    }
}
