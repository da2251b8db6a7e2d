package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.LocalOutlet;
import dossier.model.Fetch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class RationTest {
    private static final byte[] CHUNK = new byte[Ration.SMALL];

    private final Semaphore shares = new Semaphore(1);
    private final Ration mine = new Ration(shares, Duration.ZERO);
    private final Ration yours = new Ration(shares, Duration.ZERO);

    @Test
    void aSmallDocumentNeedsNoShare() throws IOException {
        new Tub(5L << 20, -1, mine).add(CHUNK, CHUNK.length);
        assertThat(shares.availablePermits()).isEqualTo(1);
    }

    @Test
    void aLargeDocumentTakesOneShareHoweverOftenItIsCopied() throws IOException {
        for (int copies = 0; copies < 3; copies++) {
            Tub tub = new Tub(5L << 20, -1, mine);
            for (int i = 0; i < 3; i++) tub.add(CHUNK, CHUNK.length);
        }
        assertThat(shares.availablePermits()).isZero();
        mine.close();
        mine.close();
        assertThat(shares.availablePermits()).isEqualTo(1);
    }

    @Test
    void whereTooManyAreLargeAtOnceOneIsLeftForLater() throws IOException {
        mine.large();
        assertThatThrownBy(yours::large).isInstanceOf(Ration.Crowded.class);
        yours.close();
        assertThat(shares.availablePermits()).isZero();
    }

    @Test
    void smallHeapsReadFewLargeDocumentsAtATime() {
        assertThat(Ration.shares(10 << 20, 512L << 20).availablePermits()).isEqualTo(6);
        assertThat(Ration.shares(10 << 20, 16L << 20).availablePermits()).isEqualTo(2);
        assertThat(Ration.shares(10 << 20, 1L << 40).availablePermits()).isEqualTo(256);
    }

    @Test
    void manyLargeDocumentsAtOnceAreAllRead() throws Exception {
        try (LocalOutlet outlet = LocalOutlet.open();
                Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock())) {
            outlet.on("/feed", LocalOutlet.ok("application/rss+xml", "x".repeat(3 << 20)));
            List<Integer> sizes = Asking.atOnce(20, i -> {
                Fetch fetch = fetcher.fetch(Asking.feed(outlet.url("host" + i, "/feed")));
                return ((Fetch.Fresh) fetch).body().bytes().size();
            });
            assertThat(sizes).hasSize(20).containsOnly(3 << 20);
        }
    }
}
