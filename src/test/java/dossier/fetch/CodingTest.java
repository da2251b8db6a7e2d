package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.LocalOutlet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CodingTest {
    private static final String TEXT = "The river runs. ".repeat(100);
    private static final byte[] PLAIN = TEXT.getBytes(StandardCharsets.UTF_8);

    /// "brotli" in brotli, by the reference encoder.
    private static final byte[] BROTLI = HexFormat.of().parseHex("8b028062726f746c6903");

    private static final Ration RATION = new Ration(new Semaphore(1), Duration.ZERO);

    private final Coding coding = new Coding(5_000_000, 100, RATION);

    private static byte[] deflated(byte[] plain, boolean bare) {
        Deflater deflater = new Deflater(9, bare);
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[plain.length + 100];
        int size = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, size);
    }

    @Test
    void eachCodingAskedForIsUndone() throws IOException {
        assertThat(coding.undo(LocalOutlet.gzip(TEXT), "gzip")).isEqualTo(PLAIN);
        assertThat(coding.undo(LocalOutlet.gzip(TEXT), "X-GZIP")).isEqualTo(PLAIN);
        assertThat(coding.undo(deflated(PLAIN, false), "deflate")).isEqualTo(PLAIN);
        assertThat(coding.undo(deflated(PLAIN, true), "deflate")).isEqualTo(PLAIN);
        assertThat(coding.undo(BROTLI, "br")).asString().isEqualTo("brotli");
        assertThat(coding.undo(LocalOutlet.gzip(TEXT), "identity, gzip")).isEqualTo(PLAIN);
    }

    @Test
    void aBodyThatIsNotPackedAlthoughItSaysSoIsTakenAsItIs() throws IOException {
        assertThat(coding.undo(PLAIN, "gzip")).isEqualTo(PLAIN);
        assertThat(coding.undo(PLAIN, "utf-8")).isEqualTo(PLAIN);
        assertThat(coding.undo(PLAIN, "none")).isEqualTo(PLAIN);
    }

    @Test
    void aBodyThatIsPackedAlthoughItDoesNotSaySoIsUnpacked() throws IOException {
        assertThat(coding.undo(LocalOutlet.gzip(TEXT), "")).isEqualTo(PLAIN);
    }

    @Test
    void aBodyWithinTheLimitIsNoBombHoweverSmallItWasSent() throws IOException {
        String blanks = " ".repeat((int) FetchSettings.Limits.FREE_BYTES);
        assertThat(coding.undo(LocalOutlet.gzip(blanks), "gzip")).hasSize(blanks.length());
    }

    @Test
    void aBombIsRefused() {
        byte[] bomb = LocalOutlet.gzip(" ".repeat(4_000_000));
        assertThatThrownBy(() -> coding.undo(bomb, "gzip"))
                .isInstanceOf(Coding.Broken.class)
                .hasMessageStartingWith("is a bomb: ")
                .hasMessageEndingWith("bytes unpack to more than 1,048,576");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedHoweverItWasPacked() {
        byte[] packed = LocalOutlet.gzip(" ".repeat(4_000_000));
        Coding small = new Coding(1000, 1_000_000, RATION);
        assertThatThrownBy(() -> small.undo(packed, "gzip")).hasMessage("is larger than 1,000 bytes once unpacked");
    }

    @Test
    void aBombWithinABombIsRefused() {
        byte[] inner = LocalOutlet.gzip(" ".repeat(20_000_000));
        byte[] outer = LocalOutlet.gzip(inner);
        assertThatThrownBy(() -> coding.undo(outer, "gzip, gzip")).isInstanceOf(Coding.Broken.class);
        assertThatThrownBy(() -> coding.undo(outer, "gzip, gzip, gzip")).hasMessage("packs its answer 3 times");
    }

    @Test
    void aStreamThatBreaksOffIsNotTakenForTheWhole() {
        byte[] packed = LocalOutlet.gzip(TEXT);
        byte[] half = Arrays.copyOf(packed, packed.length / 2);
        assertThatThrownBy(() -> coding.undo(half, "gzip")).hasMessage("breaks off in the middle of its gzip stream");
    }

    @Test
    void aCodingThatWasNotAskedForIsNamed() {
        assertThatThrownBy(() -> coding.undo(PLAIN, "zstd"))
                .hasMessage("packs its answer as zstd, which it was not asked for");
    }

    @Property(tries = 300)
    void anyBytesAreUnpackedOrRefused(@ForAll byte[] junk, @ForAll @IntRange(max = 3) int which) {
        String name = new String[] {"gzip", "deflate", "br", ""}[which];
        byte[] body = which == 0 ? withMagic(junk) : junk;
        try {
            assertThat(coding.undo(body, name)).hasSizeLessThanOrEqualTo(5_000_000);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Property(tries = 2000)
    void aDamagedBrotliStreamIsUnpackedOrRefused(@ForAll byte[] damage, @ForAll @IntRange(max = 9) int at) {
        byte[] body = Arrays.copyOf(BROTLI, Math.max(BROTLI.length, at + damage.length));
        System.arraycopy(damage, 0, body, at, damage.length);
        try {
            assertThat(coding.undo(body, "br")).hasSizeLessThanOrEqualTo(5_000_000);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @Test
    void whoIsStoppedWhileUnpackingSendsNoVerdict() {
        byte[] packed = LocalOutlet.gzip(" ".repeat(3_000_000));
        Coding waiting = new Coding(5_000_000, 10_000, new Ration(new Semaphore(0), Duration.ofMinutes(1)));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> waiting.undo(packed, "gzip")).isInstanceOf(Stopped.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static byte[] withMagic(byte[] junk) {
        byte[] body = new byte[junk.length + 10];
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8}, 0, body, 0, 3);
        System.arraycopy(junk, 0, body, 10, junk.length);
        return body;
    }
}
