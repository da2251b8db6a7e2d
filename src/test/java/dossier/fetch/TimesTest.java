package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    private static Headers headers(String... lines) {
        return Headers.of(Arrays.stream(lines)
                .map(line ->
                        new BasicHeader(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1)))
                .toArray(Header[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                " 3600 |PT1H",
                "0|PT1M",
                "99999999|PT24H",
                "999999999999999999|PT24H",
                "Sun, 01 Mar 2026 12:10:00 GMT|PT10M",
                "Sunday, 01-Mar-26 12:10:00 GMT|PT10M",
                "Sun Mar  1 12:10:00 2026|PT10M",
                "Sun, 01 Mar 2020 12:00:00 GMT|PT1M",
                "Sun, 01 Mar 2099 12:00:00 GMT|PT24H",
            })
    void retryAfterIsReadInBothForms(String sent, Duration pause) {
        assertThat(Times.pause(headers("Retry-After:" + sent), Asking.NOON)).contains(pause);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "1.5", "'12 minutes'"})
    void aRetryAfterThatCannotBeReadSaysNothing(String sent) {
        assertThat(Times.pause(headers("Retry-After:" + sent), Asking.NOON)).isEmpty();
    }

    @Test
    void aDateIsReadByTheServersOwnClock() {
        Headers slow = headers("Date: Sun, 01 Mar 2026 09:00:00 GMT", "Retry-After: Sun, 01 Mar 2026 09:05:00 GMT");
        assertThat(Times.pause(slow, Asking.NOON)).contains(Duration.ofMinutes(5));
    }

    @Test
    void maxAgeCountsBeforeExpires() {
        Headers both = headers("Cache-Control: public, max-age=600", "Expires: Sun, 01 Mar 2026 15:00:00 GMT");
        assertThat(Times.freshFor(both, Asking.NOON)).contains(Duration.ofMinutes(10));
    }

    @Test
    void theTimeAnAnswerSpentInACacheIsTakenOff() {
        assertThat(Times.freshFor(headers("Cache-Control: max-age=600", "Age: 500"), Asking.NOON))
                .contains(Duration.ofSeconds(100));
        assertThat(Times.freshFor(headers("Cache-Control: max-age=600", "Age: 700"), Asking.NOON))
                .isEmpty();
    }

    @Test
    void expiresCountsAlone() {
        assertThat(Times.freshFor(headers("Expires: Sun, 01 Mar 2026 13:00:00 GMT"), Asking.NOON))
                .contains(Duration.ofHours(1));
        assertThat(Times.freshFor(headers("Expires: 0"), Asking.NOON)).isEmpty();
        assertThat(Times.freshFor(headers("Expires: Thu, 01 Jan 1970 00:00:00 GMT"), Asking.NOON))
                .isEmpty();
    }

    @Test
    void anAnswerThatMayNotBeKeptIsNotFresh() {
        assertThat(Times.freshFor(headers("Cache-Control: no-cache, max-age=600"), Asking.NOON))
                .isEmpty();
        assertThat(Times.freshFor(headers("Cache-Control: s-maxage=600"), Asking.NOON))
                .isEmpty();
        assertThat(Times.freshFor(Headers.NONE, Asking.NOON)).isEmpty();
    }
}
