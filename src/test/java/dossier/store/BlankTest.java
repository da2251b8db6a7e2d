package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

class BlankTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(ints = {300, 353, 1_000, 65_552, 65_553, 65_554, 65_558, 65_559, 131_091, 131_092, 131_099, 5_000_001})
    void aRecordOfAnyLengthIsExactlyThatLongAndReadsAsOne(int length) throws IOException {
        byte[] blank = Blank.of(length, NOW);
        assertThat(blank).hasSize(length);
        try (WarcReader reader = new WarcReader(new ByteArrayInputStream(blank))) {
            List<WarcRecord> records = reader.records().toList();
            assertThat(records).hasSize(1).first().isInstanceOf(WarcMetadata.class);
        }
    }

    @Test
    void everyLengthAroundTheEndOfABlockCanBeHad() throws IOException {
        for (int length = 65_535; length < 65_575; length++) {
            byte[] blank = Blank.of(length, NOW);
            assertThat(blank).hasSize(length);
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(blank)).readAllBytes();
            assertThat(new String(plain, StandardCharsets.US_ASCII))
                    .startsWith("WARC/1.1\r\n")
                    .endsWith(" \r\n\r\n");
        }
    }

    @Test
    void whatIsTooShortForARecordIsZeros() {
        assertThat(Blank.of(100, NOW)).containsOnly(0).hasSize(100);
    }
}
