package dossier.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.Samples;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final Instant NOW = Samples.NOON;
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofHours(24);
    private final Timetable timetable = new Timetable(new PollSettings(FIVE, DAY));

    private static Outlet polled(Duration interval) {
        Outlet plain = Samples.outlet();
        return new Outlet(
                plain.name(),
                plain.slug(),
                plain.kind(),
                plain.tagline(),
                plain.home(),
                plain.feeds(),
                plain.keep(),
                plain.publish(),
                false,
                plain.text(),
                Optional.of(interval),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    private static Feed feed(Outlet outlet, int failures, Optional<Instant> lastRead) {
        Feed plain = Samples.feed(outlet);
        return new Feed(
                plain.id(), outlet, plain.url(), Feed.Role.FEED, Validators.NONE, Optional.empty(), failures, lastRead);
    }

    private static Trip trip(Optional<Duration> freshFor) {
        return new Trip(
                NOW,
                Duration.ofMillis(90),
                200,
                1000,
                URI.create("https://daily.example/rss.xml"),
                Optional.empty(),
                freshFor);
    }

    private Optional<Duration> pause(Feed feed, Reading reading, Optional<Duration> freshFor) {
        Visit visit = timetable.plan(new Visit(feed, trip(freshFor), reading, Optional.empty()));
        return visit.due().map(due -> Duration.between(NOW, due));
    }

    private Duration pause(Reading reading) {
        return pause(Samples.feed(Samples.outlet()), reading, Optional.empty()).orElseThrow();
    }

    /// Ten entries, the newest `ago` before now, and `apart` from each other.
    private static Reading posts(Duration ago, Duration apart, Optional<Duration> ttl) {
        List<Entry> entries = IntStream.range(0, 10)
                .mapToObj(i -> Samples.entry("e" + i, Optional.of(NOW.minus(ago).minus(apart.multipliedBy(i)))))
                .toList();
        return new Reading.Entries(
                new FeedHead("", "rss20", Optional.empty(), Optional.empty(), ttl), entries, Validators.NONE, "h");
    }

    @Test
    void aLivelyFeedIsAskedOftenButNotSoonerThanTheShortestPause() {
        assertThat(pause(posts(Duration.ofSeconds(30), Duration.ofSeconds(40), Optional.empty())))
                .isBetween(FIVE, FIVE.plusSeconds(31));
    }

    @Test
    void aDailyFeedIsAskedAFewTimesADay() {
        assertThat(pause(posts(Duration.ofHours(2), DAY, Optional.empty())))
                .isBetween(Duration.ofHours(3), Duration.ofHours(12));
    }

    @Test
    void aFeedWhoseHubTellsOfItsNewsIsAskedMoreSeldomButNeverSoThatSomethingCouldBeMissed() {
        Reading daily = posts(Duration.ofHours(2), DAY, Optional.empty());
        Reading lively = posts(Duration.ofSeconds(30), Duration.ofMinutes(3), Optional.empty());
        Optional<Instant> lease = Optional.of(NOW.plus(DAY));
        assertThat(pause(told(lease), daily, Optional.empty()).orElseThrow())
                .isBetween(pause(daily).multipliedBy(2), DAY);
        assertThat(pause(told(lease), lively, Optional.empty()).orElseThrow())
                .as("ten entries, one every three minutes")
                .isBetween(FIVE, Duration.ofMinutes(30));
        assertThat(pause(told(Optional.of(NOW)), daily, Optional.empty()))
                .as("the lease has ended")
                .contains(pause(daily));
    }

    private static Feed told(Optional<Instant> until) {
        Feed plain = Samples.feed(Samples.outlet());
        return new Feed(
                plain.id(),
                plain.outlet(),
                plain.url(),
                plain.role(),
                plain.validators(),
                plain.bodyHash(),
                plain.failures(),
                plain.lastRead(),
                plain.lastChange(),
                plain.pulse(),
                until);
    }

    @Test
    void aSilentFeedIsStillAskedAfterTheLongestPause() {
        assertThat(pause(posts(Duration.ofDays(400), DAY, Optional.empty())))
                .isBetween(DAY.multipliedBy(10).dividedBy(11), DAY);
    }

    @Test
    void aFeedMayAskToBeLeftAloneUpToTheLongestPause() {
        Duration hour = Duration.ofHours(1);
        assertThat(pause(posts(Duration.ZERO, hour, Optional.of(hour)))).isGreaterThanOrEqualTo(hour);
        assertThat(pause(posts(Duration.ZERO, DAY, Optional.of(Duration.ofDays(90)))))
                .isBetween(Duration.ofHours(20), DAY);
        assertThat(pause(
                        Samples.feed(Samples.outlet()),
                        posts(Duration.ZERO, hour, Optional.empty()),
                        Optional.of(hour.multipliedBy(2))))
                .hasValueSatisfying(pause -> assertThat(pause).isGreaterThanOrEqualTo(hour.multipliedBy(2)));
    }

    @Test
    void aWishIsNotHeardWhereEntriesWouldBeMissedForIt() {
        assertThat(pause(posts(Duration.ZERO, FIVE, Optional.of(DAY)))).isLessThan(Duration.ofMinutes(40));
    }

    @Test
    void aFixedIntervalWinsToTheSecond() {
        Feed feed = feed(polled(Duration.ofMinutes(42)), 0, Optional.empty());
        assertThat(pause(feed, posts(Duration.ZERO, FIVE, Optional.of(DAY)), Optional.of(DAY)))
                .contains(Duration.ofMinutes(42));
    }

    @Test
    void theLongerNothingNewComesTheSeldomerWeAsk() {
        Reading nothing = new Reading.Nothing(Validators.NONE);
        Duration afterTwoDays = pause(
                        feed(Samples.outlet(), 0, Optional.of(NOW.minus(Duration.ofDays(2)))),
                        nothing,
                        Optional.empty())
                .orElseThrow();
        Duration afterAMonth = pause(
                        feed(Samples.outlet(), 0, Optional.of(NOW.minus(Duration.ofDays(30)))),
                        nothing,
                        Optional.empty())
                .orElseThrow();
        assertThat(afterTwoDays).isLessThan(Duration.ofHours(20));
        assertThat(afterAMonth).isBetween(Duration.ofHours(21), DAY);
    }

    @Test
    void aBusyServerGetsThePauseItAsksFor() {
        assertThat(pause(new Reading.Busy(Duration.ofHours(3)))).isGreaterThanOrEqualTo(Duration.ofHours(3));
        assertThat(pause(new Reading.Busy(Duration.ofDays(3000)))).isLessThan(Duration.ofDays(8));
    }

    @Test
    void eachFailureDoublesThePauseAndADeadFeedIsAskedForEver() {
        Reading failed = new Reading.Failed(Fault.HARD, "answers 404 Not Found");
        Duration first = pause(feed(Samples.outlet(), 1, Optional.empty()), failed, Optional.empty())
                .orElseThrow();
        Duration later = pause(feed(Samples.outlet(), 5, Optional.empty()), failed, Optional.empty())
                .orElseThrow();
        assertThat(later).isGreaterThan(first.multipliedBy(10));
        assertThat(pause(feed(Samples.outlet(), 9999, Optional.empty()), failed, Optional.empty()))
                .hasValueSatisfying(pause -> assertThat(pause).isBetween(Duration.ofDays(30), Duration.ofDays(33)));
    }

    @Test
    void whatWillLikelyMendIsTriedSooner() {
        Feed feed = feed(Samples.outlet(), 8, Optional.empty());
        Duration soft = pause(feed, new Reading.Failed(Fault.SOFT, ""), Optional.empty())
                .orElseThrow();
        Duration temporary = pause(feed, new Reading.Failed(Fault.TEMPORARY, ""), Optional.empty())
                .orElseThrow();
        assertThat(temporary).isLessThan(soft);
    }

    @Test
    void aFeedThatIsGoneIsNotPlannedAgain() {
        assertThat(pause(Samples.feed(Samples.outlet()), new Reading.Gone(), Optional.empty()))
                .isEmpty();
    }
}
