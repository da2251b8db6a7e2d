package dossier.cli;

import dossier.store.Progress;
import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far a round is: a bar on a terminal, a plain line now and then elsewhere.
interface Meter extends AutoCloseable {
    void show(Progress progress);

    @Override
    void close();

    /// The meter that fits where the messages go.
    static Meter of(PrintStream err) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new Bar()
                : new Lines(err);
    }

    private static String sentence(Progress now) {
        return "%d of %d feeds asked, %d failed; %d entries done, %d to do"
                .formatted(now.feeds() - now.open(), now.feeds(), now.failed(), now.done(), now.waiting());
    }

    /// A bar that moves.
    final class Bar implements Meter {
        private final ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("Polling")
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setInitialMax(1)
                .build();

        @Override
        public void show(Progress now) {
            bar.maxHint(now.feeds() + now.done() + now.waiting());
            bar.stepTo(now.feeds() - now.open() + now.done());
            bar.setExtraMessage(sentence(now));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// A line whenever a tenth more is done.
    final class Lines implements Meter {
        private final PrintStream err;
        private long shown = -1;

        Lines(PrintStream err) {
            this.err = err;
        }

        @Override
        public void show(Progress now) {
            long all = Math.max(1, now.feeds() + now.done() + now.waiting());
            long tenth = 10 * (now.feeds() - now.open() + now.done()) / all;
            if (tenth == shown) return;
            shown = tenth;
            err.println(sentence(now));
        }

        @Override
        public void close() {}
    }
}
