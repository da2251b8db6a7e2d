package dossier.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Wed, 05 Feb 2025 10:20:30 +0100             | 2025-02-05T09:20:30Z
        5 Feb 25 10:20 EST                          | 2025-02-05T15:20:00Z
        Wednesday, 05-Feb-25 10:20:30 GMT           | 2025-02-05T10:20:30Z
        Thu, 05 Feb 2025 10:20:30 GMT               | 2025-02-05T10:20:30Z
        2025-02-05T10:20:30.123456+01:00            | 2025-02-05T09:20:30Z
        2025-02-05 10:20:30                         | 2025-02-05T10:20:30Z
        2025-02-05T24:00:00Z                        | 2025-02-06T00:00:00Z
        20250205T102030Z                            | 2025-02-05T10:20:30Z
        20250205                                    | 2025-02-05T00:00:00Z
        2025-036                                    | 2025-02-05T00:00:00Z
        2025-W06-3                                  | 2025-02-05T00:00:00Z
        Wed Feb  5 10:20:30 UTC 2025                | 2025-02-05T10:20:30Z
        Wed Feb 05 2025 10:20:30 GMT+0100 (CET)     | 2025-02-05T09:20:30Z
        February 5th, 2025 at 3:04 pm               | 2025-02-05T15:04:00Z
        05.02.2025 10:20                            | 2025-02-05T10:20:00Z
        2/25/2025 12:05:00 AM                       | 2025-02-25T00:05:00Z
        Mi, 05 Feb 2025 10:20:30 MEZ                | 2025-02-05T09:20:30Z
        5. März 2025                                | 2025-03-05T00:00:00Z
        mer., 05 févr. 2025 10:20:30 +0100          | 2025-02-05T09:20:30Z
        5 de diciembre de 2025                      | 2025-12-05T00:00:00Z
        Ср, 05 фев 2025 10:20:30 +0300              | 2025-02-05T07:20:30Z
        2025年2月5日 10:20                            | 2025-02-05T10:20:00Z
        2025년 2월 5일                                | 2025-02-05T00:00:00Z
        2. tammikuuta 2025 klo 10.15                | 2025-01-02T10:15:00Z
        mardi 4 février 2025 à 10h20                | 2025-02-04T10:20:00Z
        2025년 2월 5일 오후 3:04                         | 2025-02-05T15:04:00Z
        5 февраля 2025 г. 10:20                     | 2025-02-05T10:20:00Z
        Wed, 05 Feb 2025 10:20:30 America/New_York  | 2025-02-05T15:20:30Z
        2025-02-05T10:20:30+01:00[Europe/Paris]     | 2025-02-05T09:20:30Z
        1738750830                                  | 2025-02-05T10:20:30Z
        1738750830123                               | 2025-02-05T10:20:30Z
        Jul 5, 2025 10:20 ET                        | 2025-07-05T14:20:00Z
        Wed, 05 Feb 2025 10:20:30 Europe/Paris      | 2025-02-05T09:20:30Z
        Wed, 5 Feb 2025 10:20:30 -0130              | 2025-02-05T11:50:30Z
        2025-02-05T10:20:30.000 0200                | 2025-02-05T08:20:30Z
        2025-02-05T10:20:30+24:00                   | 2025-02-05T10:20:30Z
        Wed, 05 Feb 2025 10:20:30 Eastern Standard Time | 2025-02-05T15:20:30Z
        Wed, 05 Feb 2025 10:20:30 Central European Time | 2025-02-05T09:20:30Z
        Wed, 05 Feb 2025 10:20:30 &#43;0100         | 2025-02-05T09:20:30Z
        10:20 05.02.2025                            | 2025-02-05T10:20:00Z
        2025.02.05. 10:20                           | 2025-02-05T10:20:00Z
        /Date(1738750830123)/                       | 2025-02-05T10:20:30Z
        5 ก.พ. 2568                                 | 2025-02-05T00:00:00Z
        5 กุมภาพันธ์ 2025                              | 2025-02-05T00:00:00Z
        ngày 5 tháng 2 năm 2025                     | 2025-02-05T00:00:00Z
        5 फ़रवरी 2025                                | 2025-02-05T00:00:00Z
        ५ फरवरी २०२५                                | 2025-02-05T00:00:00Z
        2025 m. vasario 5 d.                        | 2025-02-05T00:00:00Z
        2025. gada 5. februāris                     | 2025-02-05T00:00:00Z
        5. srpnja 2025                              | 2025-07-05T00:00:00Z
        5. srpna 2025                               | 2025-08-05T00:00:00Z
        令和7年2月5日                                  | 2025-02-05T00:00:00Z\
        """)
    void aDateIsReadHoweverItIsWritten(String written, Instant expected) {
        assertThat(Dates.read(written, ZoneOffset.UTC))
                .hasValueSatisfying(read -> assertThat(read.at()).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "null",
                "0000-00-00T00:00:00Z",
                "32 Jan 2025",
                "2025-13-01",
                "30 Feb 2025",
                "Sun, 30 Feb 2025 10:00:00 GMT",
                "7"
            })
    void whatIsNoDateIsNotGuessedAt(String written) {
        assertThat(Dates.read(written, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void aDateWithoutAZoneIsReadInTheOutletsZone() {
        assertThat(Dates.read("2025-07-05T10:20:30", ZoneId.of("Europe/Paris")))
                .contains(new Dates.Read(Instant.parse("2025-07-05T08:20:30Z"), false));
    }
}
