package dossier.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    private static final String TEXT = "The bridge was closed on Monday.\nNobody was hurt, the mayor said.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 minutes ago",
                "Updated 2 hours ago",
                "Last updated: 12 March 2026 at 14:05 GMT",
                "1,234 views",
                "17 comments",
                "5 min read",
                "Stand: 12.03.2026, 14:05 Uhr",
                "vor 3 Stunden",
                "Il y a 12 minutes",
                "Publié le 12 mars 2026 à 14h05, mis à jour à 15h10",
                "hace 5 minutos",
                "3 ore fa",
                "há 2 horas",
                "2 uur geleden",
                "5 минут назад"
            })
    void aLineThatOnlyCountsOrTellsTheTimeIsNoise(String line) {
        assertThat(Noise.without(TEXT + "\n" + line)).isEqualTo(Noise.without(TEXT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The toll rose to 17 people.",
                "Updated on Monday with a statement of the ministry.",
                "12 Menschen wurden verletzt",
                "Berlin 3, Hamburg 1",
                "At least 40 dead in the second explosion",
                "A correction"
            })
    void aLineThatSaysSomethingIsNone(String line) {
        assertThat(Noise.without(TEXT + "\n" + line)).isNotEqualTo(Noise.without(TEXT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Posted 3 minutes ago by Ann|Posted 2 hours ago by Ann",
                "Ann, vor 5 Minuten, Berlin|Ann, vor 2 Stunden, Berlin",
                "Par Anne, il y a 2 heures|Par Anne, il y a 3 jours"
            })
    void theTimeSinceWithinALineIsNoise(String before, String after) {
        assertThat(Noise.without(before)).isEqualTo(Noise.without(after));
    }

    @Test
    void theHeadlinesBelowAnInvitationToReadMoreAreNoise() {
        String one = TEXT + "\nRelated articles\nA dam in the north\nWhat the minister knew\nThe repair takes a year.";
        String other = TEXT + "\nRelated articles\nFlood in the south\nThe repair takes a year.";
        assertThat(Noise.without(one)).isEqualTo(Noise.without(other));
        assertThat(Noise.without(one)).endsWith("The repair takes a year.");
        assertThat(Noise.without(TEXT + "\nRead more: A dam"))
                .isEqualTo(Noise.without(TEXT + "\nRead more: Another dam"));
    }

    @Test
    void aSentenceThatBeginsLikeSuchAnInvitationIsNone() {
        assertThat(Noise.without("More on this later, she said.")).isEqualTo("More on this later, she said.");
        assertThat(Noise.without("Related persons were not named.")).isEqualTo("Related persons were not named.");
    }
}
