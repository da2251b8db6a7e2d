package dossier.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows how far work is whose size is not known before: a bar on a terminal, a plain line now and then elsewhere.
interface Meter extends AutoCloseable {
    /// Tells how far it is.
    ///
    /// @param sentence the same in words
    void show(long done, long all, String sentence);

    @Override
    void close();

    /// The meter that fits where the messages go.
    static Meter of(String what, PrintStream err) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new Bar(what)
                : new Lines(err);
    }

    /// A bar that moves.
    final class Bar implements Meter {
        private final ProgressBar bar;

        Bar(String what) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setInitialMax(1)
                    .build();
        }

        @Override
        public void show(long done, long all, String sentence) {
            bar.maxHint(all);
            bar.stepTo(done);
            bar.setExtraMessage(sentence);
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
        public void show(long done, long all, String sentence) {
            long tenth = 10 * done / Math.max(1, all);
            if (tenth == shown) return;
            shown = tenth;
            err.println(sentence);
        }

        @Override
        public void close() {}
    }
}
