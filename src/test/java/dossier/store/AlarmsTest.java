package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Alarm;
import dossier.model.Alarm.Kind;
import dossier.model.Alarm.Standing;
import dossier.model.Article;
import dossier.model.Content;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Gap;
import dossier.model.Pulse;
import dossier.model.Reading;
import dossier.model.Ring;
import dossier.model.Rung;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Validators;
import dossier.model.Visit;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AlarmsTest {
    private final House house;

    AlarmsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Instant now() {
        return house.clock.instant();
    }

    /// A visit an hour after the last, with what the timetable found.
    private Feed visit(Pulse pulse, Optional<Gap> gap, Standing... standing) {
        house.clock.advance(Duration.ofHours(2));
        Feed feed = house.firstDue();
        Visit plain = house.visit(feed, 304, new Reading.Nothing(Validators.NONE));
        house.feeds.remember(
                new Visit(feed, plain.trip(), plain.reading(), plain.due(), pulse, gap, List.of(standing), false));
        return feed;
    }

    private Feed visit(Standing... standing) {
        return visit(Pulse.NONE, Optional.empty(), standing);
    }

    private static Standing silent(Instant since) {
        return new Standing(Kind.SILENT, since, "has brought nothing for 9 d");
    }

    @Test
    void anAlarmBeginsOnceAndEndsWhenItIsNoLongerSo() {
        Instant since = Instant.parse("2026-02-20T10:00:00Z");
        visit(silent(since));
        visit(silent(since));
        assertThat(house.alarms.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Kind.SILENT);
            assertThat(alarm.began()).isEqualTo(since);
            assertThat(alarm.outlet()).isEqualTo("The Daily");
            assertThat(alarm.url()).isEqualTo(URI.create("https://daily.example/rss"));
            assertThat(alarm.sentence()).contains("The Daily", "rss has brought nothing for 9 d");
        });
        assertThat(house.feeds.list().getFirst().alarms()).containsExactly(Kind.SILENT);
        assertThat(house.alarms.counts()).containsEntry(Kind.SILENT, 1L).containsEntry(Kind.GONE, 0L);
        visit();
        assertThat(house.alarms.open()).isEmpty();
        assertThat(house.alarms.all()).extracting(Alarm::ended).containsExactly(Optional.of(now()));
        assertThat(house.alarms.ever()).isEqualTo(1);
    }

    @Test
    void twoAlarmsOfOneFeedEndEachByItself() {
        visit(silent(now()), new Standing(Kind.MOVED, now(), "moved"));
        visit(new Standing(Kind.MOVED, now(), "moved"));
        assertThat(house.alarms.open()).extracting(Alarm::kind).containsExactly(Kind.MOVED);
    }

    @Test
    void beginningAndEndAreToldOnceEachAndInThisOrder() {
        visit(silent(now()));
        visit();
        Ring begin = house.alarms.untold().getFirst();
        assertThat(begin.ends()).isFalse();
        house.alarms.keep(new Rung(begin, Optional.empty()));
        Ring end = house.alarms.untold().getFirst();
        assertThat(end.ends()).isTrue();
        house.alarms.keep(new Rung(end, Optional.empty()));
        assertThat(house.alarms.untold()).isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsTriedAgainLaterAndSeldomerAndNotForEver() {
        visit(silent(now()));
        Duration waited = Duration.ZERO;
        int tries = 0;
        for (List<Ring> due = house.alarms.untold(); !due.isEmpty(); due = house.alarms.untold()) {
            assertThat(due.getFirst().tries()).isEqualTo(tries);
            house.alarms.keep(new Rung(due.getFirst(), Optional.of("answers 500")));
            assertThat(house.alarms.untold()).isEmpty();
            Duration wait = Duration.ofMinutes(Math.min(360, 1L << tries));
            house.clock.advance(wait);
            waited = waited.plus(wait);
            tries++;
        }
        assertThat(tries).isEqualTo(16);
        assertThat(waited).isBetween(Duration.ofDays(1), Duration.ofDays(4));
        assertThat(house.alarms.open()).hasSize(1);
    }

    @Test
    void theAlarmsOfAFeedThatLeftTheConfigurationEnd() {
        visit(silent(now()));
        house.outlets.sync(List.of(House.BLOG));
        house.alarms.untold();
        assertThat(house.alarms.open()).isEmpty();
    }

    @Test
    void theListForProgramsNamesFeedKindAndBeginning() {
        visit(silent(Instant.parse("2026-02-20T10:00:00Z")));
        String json = house.alarms.json(House.get("/observe/alarms")).body().text(StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"kind\":\"SILENT\"", "\"began\":\"2026-02-20T10:00:00Z\"", "https://daily.example/rss");
        visit();
        assertThat(house.alarms.json(House.get("/observe/alarms")).body().text(StandardCharsets.UTF_8))
                .isEqualTo("{\"alarms\":[]}");
        assertThat(house.alarms
                        .json(House.get("/observe/alarms", "all", "true"))
                        .body()
                        .text(StandardCharsets.UTF_8))
                .contains("\"ended\":");
    }

    @Test
    void aGapIsRecordedOnceAndShown() {
        Gap gap = new Gap(now(), now().plus(Duration.ofHours(2)));
        Feed feed = visit(Pulse.NONE, Optional.of(gap));
        assertThat(house.feeds.gaps(feed.id(), 10)).containsExactly(gap);
        assertThat(house.feeds.gaps()).isEqualTo(1);
        FeedHealth health = house.feeds.list().getFirst();
        assertThat(health.gaps()).isEqualTo(1);
        assertThat(health.lastGap()).contains(gap.at());
        house.clock.advance(Duration.ofDays(31));
        assertThat(house.feeds.list().getFirst().gaps()).isZero();
    }

    @Test
    void whatTheTimetableLearntComesWithTheFeedToTheNextVisit() {
        Pulse pulse = new Pulse(
                new Pulse.Rhythm(
                        Optional.of(now()),
                        Optional.of(now()),
                        3.5,
                        1.25,
                        List.of(),
                        List.of(),
                        0.5,
                        0.25,
                        Optional.of(now()),
                        Optional.of(Duration.ofHours(9)),
                        Duration.ofHours(30),
                        4,
                        Optional.of(Duration.ofMinutes(20)),
                        Optional.empty()),
                new Pulse.Window("AAAA", 12, Optional.of(now()), Optional.empty()),
                new Pulse.Wishes(
                        Optional.of(Duration.ofMinutes(5)), new Pulse.Quiet(Set.of(3), Set.of(), Optional.empty())),
                new Pulse.Strain(1.75, 2, Optional.of(now()), Optional.of(Duration.ofMinutes(11))),
                new Pulse.Move(
                        Optional.of(URI.create("https://new.example/rss")),
                        5,
                        Optional.of(now()),
                        true,
                        Optional.of(now()),
                        Optional.of(URI.create("https://new.example/rss"))),
                new Pulse.Trust(1, Optional.of(now()), Optional.empty(), Optional.of(now())));
        visit(pulse, Optional.empty());
        house.clock.advance(Duration.ofHours(2));
        Feed feed = house.firstDue();
        assertThat(feed.pulse()).isEqualTo(pulse);
        assertThat(feed.asked()).isEqualTo(URI.create("https://new.example/rss"));
        FeedHealth health = house.feeds.list().getFirst();
        assertThat(health.url()).isEqualTo(URI.create("https://daily.example/rss"));
        assertThat(health.asked()).contains(feed.asked());
        assertThat(health.movedTo()).contains(feed.asked());
        assertThat(health.pace()).contains(Duration.ofHours(9));
    }

    @Test
    void aPulseThatCannotBeReadIsLearntAnew() {
        house.database.write(handle -> handle.execute("update feed set pulse = '{\"rhythm\":7}'"));
        assertThat(house.firstDue().pulse()).isEqualTo(Pulse.NONE);
        house.database.write(handle -> handle.execute("update feed set pulse = '{}', claim = null"));
        assertThat(house.firstDue().pulse()).isEqualTo(Pulse.NONE);
    }

    @Test
    void aPauseThatAServerAskedForIsKeptEvenWhenEverythingIsAskedNow() {
        Feed feed = house.firstDue();
        house.feeds.remember(house.visit(feed, 429, new Reading.Busy(Duration.ofHours(1))));
        house.clock.advance(Duration.ofMinutes(30));
        assertThat(house.feeds.askNow(Set.of()).feeds()).isZero();
        assertThat(house.feeds.askNow(Set.of("The Daily")).feeds()).isZero();
        assertThat(house.feeds.due()).isEmpty();
        house.clock.advance(Duration.ofMinutes(30));
        assertThat(house.feeds.askNow(Set.of()).feeds()).isEqualTo(1);
    }

    @Test
    void theOldPlaceOfAFeedThatMovedMayFailAndEvenBeGone() {
        Instant at = now();
        Pulse.Move moved = new Pulse.Move(
                Optional.of(URI.create("https://new.example/rss")),
                5,
                Optional.of(at),
                true,
                Optional.of(at),
                Optional.empty());
        Pulse pulse = new Pulse(
                Pulse.Rhythm.NONE, Pulse.Window.NONE, Pulse.Wishes.NONE, Pulse.Strain.NONE, moved, Pulse.Trust.NONE);
        visit(pulse, Optional.empty());
        house.clock.advance(Duration.ofHours(2));
        Feed feed = house.firstDue();
        Visit failed = house.visit(feed, 404, new Reading.Failed(Fault.HARD, "is not there"));
        house.feeds.remember(new Visit(
                feed, failed.trip(), failed.reading(), failed.due(), pulse, Optional.empty(), List.of(), false));
        house.clock.advance(Duration.ofHours(2));
        Feed again = house.firstDue();
        assertThat(again.failures()).isZero();
        Visit gone = house.visit(again, 410, new Reading.Gone());
        house.feeds.remember(
                new Visit(again, gone.trip(), gone.reading(), gone.due(), pulse, Optional.empty(), List.of(), false));
        assertThat(house.feeds.list().getFirst().polled()).isTrue();
    }

    @Test
    void theHistoryOfAFeedIsItsVisitsNewestFirst() {
        FeedId feed = visit().id();
        house.clock.advance(Duration.ofHours(2));
        house.poll(House.entries(0, 3));
        house.clock.advance(Duration.ofHours(2));
        house.feeds.remember(house.visit(house.firstDue(), 503, new Reading.Failed(Fault.TEMPORARY, "answers 503")));
        List<FeedVisit> history = house.feeds.history(feed, 2);
        assertThat(history).extracting(FeedVisit::outcome).containsExactly("failed", "entries");
        assertThat(history.get(0).reason()).contains("answers 503");
        assertThat(history.get(1).fresh()).isEqualTo(3);
        assertThat(history.get(1).due()).contains(history.get(1).at().plus(Duration.ofHours(1)));
        assertThat(house.feeds.list().getFirst().success())
                .hasValueSatisfying(share -> assertThat(share).isBetween(0.66, 0.67));
    }

    @Test
    void theMonitorKnowsWhatIsUsualForASource() {
        Feed due = house.firstDue();
        FeedId feed = due.id();
        assertThat(house.feeds.monitor(feed).visits()).isZero();
        Visit visit = house.visit(due, House.entries(0, 3));
        house.configure(House.DAILY);
        List<Integer> lengths = List.of(5, 50, 500);
        var sightings = house.feeds.remember(visit);
        for (int i = 0; i < 3; i++)
            house.work(sightings.get(i), House.content(sightings.get(i), "x".repeat(lengths.get(i))));
        SourceMonitor monitor = house.feeds.monitor(feed);
        assertThat(monitor.length()).contains(50L);
        assertThat(monitor.paged()).contains(0.0);
        assertThat(monitor.visits()).isEqualTo(1);
        assertThat(monitor.success()).contains(1.0);
        assertThat(monitor.bytes()).contains(1000L);
        assertThat(monitor.dated()).isPresent();
        assertThat(monitor.doubled()).contains(0.0);
    }

    @Test
    void aSourceWhosePagesAreRefusedAllAtOnceRaisesAnAlarm() {
        house.configure(House.DAILY);
        articles(0, 60, Content.From.PAGE);
        articles(60, 80, Content.From.FEED);
        assertThat(house.alarms.open()).as("nobody looked since").isEmpty();
        articles(80, 81, Content.From.FEED);
        visit();
        assertThat(house.alarms.open()).singleElement().satisfies(alarm -> {
            assertThat(alarm.kind()).isEqualTo(Kind.UNREAD);
            assertThat(alarm.reason()).contains("gave the article on 0 of its last 20 pages, and on 60 of 60 before");
        });
        FeedId feed = house.feeds.list().getFirst().id();
        assertThat(house.feeds.monitor(feed).refused()).containsExactly(Map.entry("page is a wall", 21L));
        assertThat(house.feeds.monitor(feed).read())
                .hasValueSatisfying(share -> assertThat(share).isBetween(0.7, 0.8));
        articles(81, 101, Content.From.PAGE);
        articles(101, 102, Content.From.PAGE);
        assertThat(house.alarms.open()).isEmpty();
    }

    /// A visit an hour after the last that brings these articles, their text taken from here.
    private void articles(int from, int to, Content.From source) {
        house.clock.advance(Duration.ofHours(2));
        for (Sighting sighting : house.poll(House.entries(from, to))) {
            Sourced sourced = house.captures.keep(
                    house.fetched(sighting, "page " + sighting.entry().key()));
            Content content =
                    House.content(sighting, "Text of " + sighting.entry().key());
            boolean page = source == Content.From.PAGE;
            Article article = new Article(
                    sighting,
                    sourced.capture(),
                    page ? content : fed(content),
                    List.of(),
                    page ? List.of() : List.of("page is a wall"));
            house.taggings.keep(House.matched(house.articles.keep(House.judge(house.articles.near(article)))));
        }
    }

    private static Content fed(Content content) {
        return new Content(
                content.address(),
                content.aliases(),
                content.title(),
                content.authors(),
                content.published(),
                content.modified(),
                content.language(),
                content.body(),
                content.text(),
                content.picture(),
                content.categories(),
                Content.From.FEED);
    }
}
