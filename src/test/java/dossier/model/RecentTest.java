package dossier.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    private final Recent<Integer, String> recent = new Recent<>(100, String::length);

    @Test
    void whatWasNotAskedForTheLongestIsForgottenFirst() {
        for (int key = 0; key < 4; key++) recent.put(key, "x".repeat(25));
        assertThat(recent.get(0)).isPresent();
        recent.put(4, "x".repeat(25));
        assertThat(recent.get(1)).isEmpty();
        assertThat(recent.get(0)).isPresent();
        assertThat(recent.weight()).isEqualTo(100);
    }

    @Test
    void aValueInPlaceOfAnotherWeighsOnce() {
        recent.put(1, "x".repeat(20));
        recent.put(1, "x".repeat(10));
        assertThat(recent.weight()).isEqualTo(10);
    }

    @Test
    void whatIsTooHeavyIsNotKeptAndWhatItReplacesIsGone() {
        recent.put(1, "old");
        recent.put(1, "x".repeat(26));
        assertThat(recent.get(1)).isEmpty();
        assertThat(recent.weight()).isZero();
    }
}
