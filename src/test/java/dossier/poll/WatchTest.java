package dossier.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.Samples;
import dossier.model.Alarm.Kind;
import dossier.model.Fault;
import dossier.model.Pulse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Silence, failure, liars and wishes, over days.
class WatchTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private final Months months = new Months();

    /// A feed that brings an entry at each step, for so many of them.
    private void lively(Duration apart, int entries) {
        for (int i = 0; i < entries; i++) {
            months.now = Samples.NOON.plus(apart.multipliedBy(i)).plusSeconds(60);
            months.brings(Months.entries(Math.max(0, i - 20), i + 1, apart));
        }
    }

    /// How long it stays quiet before the alarm.
    private Duration silenceUntilAlarm(Duration apart, int entries) {
        lively(apart, entries);
        Instant last = months.now;
        for (int i = 0; i < 3000 && !months.alarms().contains(Kind.SILENT); i++)
            months.later(apart.dividedBy(4)).bringsNothing();
        assertThat(months.alarms()).containsExactly(Kind.SILENT);
        return Duration.between(last, months.now);
    }

    @Test
    void aFeedThatWasLivelyIsMissedAgainstItsOwnRhythm() {
        assertThat(silenceUntilAlarm(HOUR, 240)).isBetween(HOUR.multipliedBy(5), HOUR.multipliedBy(14));
    }

    @Test
    void aDailyFeedIsMissedAfterDaysNotHours() {
        assertThat(silenceUntilAlarm(DAY, 30)).isBetween(DAY.multipliedBy(5), DAY.multipliedBy(14));
    }

    @Test
    void anEntryEndsTheSilence() {
        silenceUntilAlarm(HOUR, 240);
        months.later(HOUR).brings(Months.undated(1000, 1010));
        assertThat(months.alarms()).isEmpty();
    }

    @Test
    void aWeekendOfAFeedThatWorksOnWeekdaysIsNoSilence() {
        Months office = months;
        int number = 0;
        for (Instant hour = Instant.parse("2026-03-02T00:00:00Z");
                hour.isBefore(Instant.parse("2026-03-30T00:00:00Z"));
                hour = hour.plus(HOUR)) {
            var utc = hour.atOffset(ZoneOffset.UTC);
            boolean works = utc.getHour() >= 9
                    && utc.getHour() < 17
                    && utc.getDayOfWeek() != DayOfWeek.SATURDAY
                    && utc.getDayOfWeek() != DayOfWeek.SUNDAY;
            office.now = hour.plusSeconds(1);
            if (works) number++;
            if (works) office.brings(Months.undated(Math.max(0, number - 20), number));
            else office.bringsNothing();
            assertThat(office.alarms()).as("%s", hour).isEmpty();
        }
    }

    @Test
    void aFeedThatWasWatchedForDaysOnlyOrIsSlowAnywayIsNotMissed() {
        lively(HOUR, 40);
        for (int i = 0; i < 40; i++) months.later(HOUR).bringsNothing();
        assertThat(months.alarms()).isEmpty();
        Months slow = new Months();
        slow.brings(Months.entries(0, 2, Duration.ofDays(-30)));
        for (int i = 0; i < 60; i++) slow.later(DAY).bringsNothing();
        assertThat(slow.alarms()).isEmpty();
    }

    @Test
    void aFeedThatFailsForLongIsAnAlarmUntilItIsReadAgain() {
        months.brings(Months.entries(0, 10, HOUR));
        months.later(HOUR).fails(Fault.HARD);
        assertThat(months.alarms()).isEmpty();
        while (Duration.between(Samples.NOON, months.now).compareTo(HOUR.multipliedBy(14)) < 0)
            months.whenDue().fails(Fault.HARD);
        assertThat(months.alarms()).containsExactly(Kind.FAILING);
        assertThat(months.last.standing().getFirst().since()).isEqualTo(Samples.NOON.plus(HOUR));
        assertThat(months.last.standing().getFirst().reason()).contains("answers 500");
        months.whenDue().bringsNothing();
        assertThat(months.alarms()).isEmpty();
    }

    @Test
    void aServerThatRefusesForADayIsAnAlarmToo() {
        for (int i = 0; i < 40; i++) months.later(HOUR).refuses(HOUR);
        assertThat(months.alarms()).containsExactly(Kind.FAILING);
    }

    @Test
    void failuresCountByTheirClassWhateverFollows() {
        for (int i = 0; i < 4; i++) months.later(HOUR).fails(Fault.TEMPORARY);
        assertThat(months.feed.pulse().strain().strikes()).isEqualTo(1);
        months.later(HOUR).fails(Fault.SOFT);
        months.later(HOUR).fails(Fault.HARD);
        assertThat(months.feed.pulse().strain().strikes()).isEqualTo(2.5);
        assertThat(months.pause()).isBetween(Duration.ofMinutes(28), Duration.ofMinutes(32));
        months.later(HOUR).bringsNothing();
        assertThat(months.feed.pulse().strain()).isEqualTo(Pulse.Strain.NONE);
    }

    @Test
    void aDeadFeedIsAskedOnceInThirtyDaysForEver() {
        for (int i = 0; i < 100; i++) months.later(DAY).fails(Fault.HARD);
        assertThat(months.pause()).isBetween(Duration.ofDays(30), Duration.ofDays(33));
    }

    @Test
    void aServerThatRefusesAgainAndAgainIsAskedEverSeldomer() {
        months.brings(Months.entries(0, 10, HOUR));
        months.later(Duration.ofMinutes(20)).refuses(Duration.ofMinutes(1));
        Duration first = months.pause();
        assertThat(first).isGreaterThanOrEqualTo(Duration.ofMinutes(30));
        for (int i = 0; i < 8; i++) months.whenDue().refuses(Duration.ofMinutes(1));
        assertThat(months.pause()).isGreaterThan(first.multipliedBy(2));
    }

    @Test
    void aServerThatOnceRefusedIsNotAskedThatOftenAgain() {
        months.brings(Months.undated(0, 10));
        for (int i = 1; i < 30; i++) months.later(Duration.ofMinutes(5)).brings(Months.undated(i * 3, 10 + i * 3));
        Duration lively = months.pause();
        months.later(Duration.ofMinutes(40)).refuses(HOUR);
        months.whenDue().brings(Months.undated(100, 110));
        assertThat(lively).isLessThan(Duration.ofMinutes(30));
        assertThat(months.pause()).isGreaterThan(Duration.ofMinutes(50));
    }

    @Test
    void aServerCaughtTwiceIsNotAskedWhetherAnythingChanged() {
        months.brings(Months.entries(0, 10, HOUR), "\"same\"");
        for (int lie = 0; lie < 2; lie++) {
            assertThat(months.feed.pulse().trust().lies()).isEqualTo(lie);
            months.later(HOUR).bringsNothing();
            months.later(HOUR).brings(Months.entries(lie + 1, 11 + lie, HOUR), "\"same\"");
        }
        assertThat(months.feed.pulse().trust().doubtedUntil()).isPresent();
        assertThat(months.feed.validatorsAt(months.now.plus(HOUR)).etag()).isEmpty();
        assertThat(months.feed
                        .validatorsAt(months.now.plus(Duration.ofDays(31)))
                        .etag())
                .isEmpty();
    }

    @Test
    void anHonestServerIsAskedConditionallyForTwelveHours() {
        months.brings(Months.entries(0, 10, HOUR));
        for (int i = 1; i < 6; i++) {
            months.later(HOUR).bringsNothing();
            months.later(HOUR).brings(Months.entries(i, 10 + i, HOUR));
        }
        assertThat(months.feed.pulse().trust().lies()).isZero();
        assertThat(months.feed.validatorsAt(months.now.plus(HOUR)).etag()).isPresent();
        assertThat(months.feed
                        .validatorsAt(months.now.plus(HOUR.multipliedBy(12)))
                        .etag())
                .isEmpty();
    }

    @Test
    void hoursAndDaysThatAFeedAsksToBeLeftAloneAreKept() {
        Set<Integer> night = Set.of(13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 1);
        months.asks(Optional.empty(), new Pulse.Quiet(night, Set.of(), Optional.empty()));
        months.later(Duration.ofMinutes(50)).brings(Months.entries(-200, -190, HOUR));
        for (int i = 0; i < 100; i++) {
            assertThat(months.last.due().orElseThrow().atOffset(ZoneOffset.UTC).getHour())
                    .isBetween(2, 12);
            months.whenDue().bringsNothing();
        }
    }

    @Test
    void aWeekendThatAFeedAsksForIsKeptAndOneThatAsksForAlwaysIsNotHeard() {
        months.asks(Optional.empty(), new Pulse.Quiet(Set.of(), Set.of(DayOfWeek.SUNDAY), Optional.empty()));
        months.brings(Months.entries(-200, -190, HOUR)); // on a Sunday
        assertThat(months.last.due()).contains(Instant.parse("2026-03-02T00:00:00Z"));
        months.asks(Optional.empty(), new Pulse.Quiet(Set.of(), Set.of(DayOfWeek.values()), Optional.empty()));
        months.whenDue().brings(Months.entries(-200, -189, HOUR));
        assertThat(months.pause()).isLessThan(DAY);
    }

    @Test
    void aFeedThatSaysWhenItIsRenewedIsAskedSoonAfter() {
        Instant base = Instant.parse("2020-01-01T06:30:00Z");
        months.asks(Optional.of(HOUR.multipliedBy(12)), new Pulse.Quiet(Set.of(), Set.of(), Optional.of(base)));
        months.brings(Months.entries(-20, -10, DAY));
        for (int i = 0; i < 10; i++) {
            assertThat(months.last
                                    .due()
                                    .orElseThrow()
                                    .atOffset(ZoneOffset.UTC)
                                    .toLocalTime()
                                    .toSecondOfDay()
                            % (12 * 3600))
                    .isBetween(6 * 3600 + 30 * 60, 6 * 3600 + 35 * 60);
            months.whenDue().bringsNothing();
        }
    }

    @Test
    void wishesOfTheLastBodyHoldWhereNothingNewCame() {
        months.asks(Optional.of(HOUR.multipliedBy(6)), Pulse.Quiet.NONE);
        months.brings(Months.entries(-20, -10, DAY));
        months.whenDue().bringsNothing();
        assertThat(months.pause()).isGreaterThanOrEqualTo(HOUR.multipliedBy(6));
    }
}
