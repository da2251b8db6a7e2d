package dossier.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Entry;
import dossier.model.Gap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Months months = new Months();

    private boolean missed(List<Entry> before, List<Entry> after) {
        months.brings(before);
        months.later(HOUR.multipliedBy(20));
        return months.brings(after).gap().isPresent();
    }

    @Test
    void aBodyThatSharesNothingWithTheOneBeforeIsAGap() {
        months.later(HOUR.multipliedBy(20));
        Instant before = months.now;
        months.brings(Months.entries(0, 10, HOUR));
        months.later(HOUR.multipliedBy(20));
        assertThat(months.brings(Months.entries(15, 25, HOUR)).gap()).contains(new Gap(before, months.now));
        assertThat(months.later(HOUR).brings(Months.entries(16, 26, HOUR)).gap())
                .isEmpty();
    }

    @Test
    void theFirstBodyIsNoGap() {
        assertThat(months.brings(Months.entries(0, 10, HOUR)).gap()).isEmpty();
    }

    @Test
    void oneEntryLeftIsEnough() {
        assertThat(missed(Months.entries(0, 10, HOUR), Months.entries(9, 19, HOUR)))
                .isFalse();
    }

    @Test
    void anEmptyBodyIsNoGapAndIsNotTakenForTheLastOne() {
        assertThat(missed(Months.entries(0, 10, HOUR), List.of())).isFalse();
        assertThat(months.later(HOUR).brings(Months.entries(5, 15, HOUR)).gap()).isEmpty();
        assertThat(months.later(HOUR).brings(List.of()).gap()).isEmpty();
        assertThat(months.later(HOUR).brings(Months.entries(30, 40, HOUR)).gap())
                .isPresent();
    }

    @Test
    void anotherOrderIsNoGap() {
        List<Entry> mixed = new ArrayList<>(Months.entries(0, 10, HOUR));
        Collections.reverse(mixed);
        assertThat(missed(Months.entries(0, 10, HOUR), mixed)).isFalse();
    }

    @Test
    void idsThatChangeAtEveryVisitAreNoGap() {
        List<Entry> before = Months.undated(0, 10).stream()
                .map(e -> Months.named(e, "first-" + e.key(), e.link(), e.title()))
                .toList();
        List<Entry> after = Months.undated(0, 10).stream()
                .map(e -> Months.named(e, "second-" + e.key(), e.link(), e.title()))
                .toList();
        assertThat(missed(before, after)).isFalse();
        assertThat(months.last.pulse().rhythm().lately()).isZero();
    }

    @Test
    void addressesWithASessionAreNoGapWhereTheTitlesAreTheSame() {
        List<Entry> before = session("one");
        List<Entry> after = session("two");
        assertThat(missed(before, after)).isFalse();
    }

    private static List<Entry> session(String session) {
        return Months.undated(0, 10).stream()
                .map(e -> Months.named(
                        e,
                        session + e.key(),
                        Optional.of(URI.create("https://daily.example/" + e.key() + "?s=" + session)),
                        "A long and telling title of " + e.key()))
                .toList();
    }

    @Test
    void aTitleThatAllEntriesShareTellsNothing() {
        List<Entry> before = Months.undated(0, 10).stream()
                .map(e -> Months.named(e, "a" + e.key(), Optional.empty(), "The photo of the day again"))
                .toList();
        List<Entry> after = Months.undated(0, 10).stream()
                .map(e -> Months.named(e, "b" + e.key(), Optional.empty(), "The photo of the day again"))
                .toList();
        assertThat(missed(before, after)).isTrue();
    }

    @Test
    void aPinnedEntryDoesNotHideAGap() {
        List<Entry> before = new ArrayList<>(Months.entries(10, 20, HOUR));
        before.addFirst(Months.entries(0, 1, HOUR).getFirst());
        List<Entry> after = new ArrayList<>(Months.entries(30, 40, HOUR));
        after.addFirst(Months.entries(0, 1, HOUR).getFirst());
        months.later(HOUR.multipliedBy(21));
        assertThat(missed(before, after)).isTrue();
    }

    @Test
    void aFeedOfOneEntryShowsNoGaps() {
        assertThat(missed(Months.entries(0, 1, HOUR), Months.entries(1, 2, HOUR)))
                .isFalse();
    }

    @Test
    void aBodyOfMoreEntriesThanAreRememberedIsComparedByItsNewest() {
        assertThat(missed(Months.entries(0, 1000, HOUR), Months.entries(900, 1900, HOUR)))
                .isFalse();
    }

    @Test
    void afterAGapThePauseIsHalvedAndGrowsAgainOnlyStepByStep() {
        months.brings(Months.undated(0, 10));
        months.later(Duration.ofHours(8)).brings(Months.undated(30, 40));
        assertThat(months.last.gap()).isPresent();
        Duration after = months.pause();
        assertThat(after).isLessThan(Duration.ofMinutes(4 * 67));
        assertThat(months.last.pulse().rhythm().safe()).contains(Duration.ofHours(4));
        months.whenDue().brings(Months.undated(60, 70));
        assertThat(months.last.pulse().rhythm().safe())
                .hasValueSatisfying(safe -> assertThat(safe).isLessThanOrEqualTo(after.dividedBy(2)));
        Duration least = months.last.pulse().rhythm().safe().orElseThrow();
        for (int i = 0; i < 5; i++) months.whenDue().bringsNothing();
        assertThat(months.last.pulse().rhythm().safe())
                .hasValueSatisfying(safe -> assertThat(safe).isEqualTo(least));
        for (int i = 0; i < 5; i++) months.whenDue().brings(Months.undated(60 + i, 70 + i));
        assertThat(months.last.pulse().rhythm().safe())
                .hasValueSatisfying(
                        safe -> assertThat(safe).isGreaterThan(least).isLessThan(least.multipliedBy(2)));
    }

    @Test
    void whatAHubToldMeanwhileIsNoGapAndCallsForNoHaste() {
        months.later(HOUR.multipliedBy(20)).brings(Months.entries(0, 10, HOUR));
        months.later(HOUR.multipliedBy(20));
        assertThat(months.bringsAfterPushes(Months.entries(15, 25, HOUR)).gap()).isEmpty();
        assertThat(months.last.pulse().rhythm().safe()).isEmpty();
        assertThat(months.last.pulse().rhythm().lately())
                .as("they came all the same")
                .isPositive();
        months.later(HOUR.multipliedBy(20));
        assertThat(months.brings(Months.entries(40, 50, HOUR)).gap()).isPresent();
    }
}
