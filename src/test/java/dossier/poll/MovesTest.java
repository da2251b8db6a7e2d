package dossier.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Alarm.Kind;
import dossier.model.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private final Months months = new Months();

    /// A week of visits that are led there.
    private void moved() {
        months.movedTo = Optional.of(Months.THERE);
        for (int i = 0; i < 5; i++) months.later(DAY).bringsNothing();
        assertThat(months.feed.asked()).isEqualTo(Months.THERE);
        months.movedTo = Optional.empty();
    }

    @Test
    void aRedirectIsAdoptedAfterFiveVisitsInThreeDaysAndTheOperatorIsTold() {
        months.movedTo = Optional.of(Months.THERE);
        for (int i = 0; i < 4; i++) {
            months.later(DAY).bringsNothing();
            assertThat(months.feed.asked()).isEqualTo(Months.HERE);
            assertThat(months.alarms()).isEmpty();
        }
        months.later(DAY).bringsNothing();
        assertThat(months.feed.asked()).isEqualTo(Months.THERE);
        assertThat(months.feed.url()).isEqualTo(Months.HERE);
        assertThat(months.alarms()).containsExactly(Kind.MOVED);
        assertThat(months.last.standing().getFirst().reason()).contains(Months.THERE.toString());
    }

    @Test
    void manyVisitsInAnHourAreNoProof() {
        months.movedTo = Optional.of(Months.THERE);
        for (int i = 0; i < 50; i++) months.later(Duration.ofMinutes(1)).bringsNothing();
        assertThat(months.feed.asked()).isEqualTo(Months.HERE);
    }

    @Test
    void aVisitThatIsLedElsewhereOrFailsOrIsNotLedBeginsTheProofAnew() {
        for (int what = 0; what < 3; what++) {
            months.movedTo = Optional.of(Months.THERE);
            for (int i = 0; i < 4; i++) months.later(DAY).bringsNothing();
            if (what == 0) months.movedTo = Optional.of(URI.create("https://portal.example/"));
            if (what == 1) months.movedTo = Optional.empty();
            if (what == 2) months.later(DAY).fails(Fault.HARD);
            else months.later(DAY).bringsNothing();
            months.movedTo = Optional.of(Months.THERE);
            months.later(DAY).bringsNothing();
            assertThat(months.feed.asked()).as("case %d", what).isEqualTo(Months.HERE);
        }
    }

    @Test
    void whereTheNewPlaceFailsOrIsGoneTheConfiguredAddressIsAskedAgain() {
        moved();
        months.later(DAY).fails(Fault.TEMPORARY);
        assertThat(months.feed.asked()).isEqualTo(Months.HERE);
        assertThat(months.alarms()).isEmpty();
        moved();
        months.later(DAY).isGone();
        assertThat(months.feed.asked()).isEqualTo(Months.HERE);
        assertThat(months.last.due()).isPresent();
        assertThat(months.alarms()).doesNotContain(Kind.GONE);
    }

    @Test
    void theConfiguredAddressIsAskedOnceAWeekAndAFeedThatMovedBackIsFollowed() {
        moved();
        for (int i = 0; i < 7; i++) {
            assertThat(months.feed.asked()).isEqualTo(Months.THERE);
            months.later(DAY).bringsNothing();
        }
        assertThat(months.feed.asked()).isEqualTo(Months.HERE);
        months.movedTo = Optional.of(Months.THERE);
        months.later(DAY).bringsNothing();
        assertThat(months.feed.asked()).isEqualTo(Months.THERE);
        months.movedTo = Optional.empty();
        for (int i = 0; i < 7; i++) months.later(DAY).bringsNothing();
        months.later(DAY).bringsNothing();
        assertThat(months.feed.asked()).isEqualTo(Months.HERE);
        assertThat(months.feed.pulse().move().adopted()).isFalse();
    }

    @Test
    void anOldServerThatIsSwitchedOffChangesNothing() {
        moved();
        for (int i = 0; i < 7; i++) months.later(DAY).bringsNothing();
        months.later(DAY).fails(Fault.SOFT);
        assertThat(months.feed.asked()).isEqualTo(Months.THERE);
        assertThat(months.last.pulse().strain().strikes()).isZero();
        assertThat(months.pause()).isLessThanOrEqualTo(DAY);
        for (int i = 0; i < 7; i++) months.later(DAY).bringsNothing();
        months.later(DAY).isGone();
        assertThat(months.last.due()).isPresent();
        assertThat(months.feed.asked()).isEqualTo(Months.THERE);
        assertThat(months.alarms()).containsExactly(Kind.MOVED);
    }

    @Test
    void aFeedThatIsGoneIsRetiredWithALineForTheOperator() {
        months.isGone();
        assertThat(months.last.due()).isEmpty();
        assertThat(months.alarms()).containsExactly(Kind.GONE);
    }
}
