package dossier.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// How far long work is: a bar on a terminal, a plain line for each tenth elsewhere.
interface Bar extends AutoCloseable {
    void show(long done, long all);

    @Override
    void close();

    /// The bar that fits where the messages go.
    static Bar of(String what, PrintStream err) {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                ? new Moving(what)
                : new Lines(what, err);
    }

    /// A bar that moves.
    final class Moving implements Bar {
        private final ProgressBar bar;

        Moving(String what) {
            bar = new ProgressBarBuilder()
                    .setTaskName(what)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setInitialMax(1)
                    .build();
        }

        @Override
        public void show(long done, long all) {
            bar.maxHint(Math.max(1, all));
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// A line whenever a tenth more is done.
    final class Lines implements Bar {
        private final String what;
        private final PrintStream err;
        private long shown;

        Lines(String what, PrintStream err) {
            this.what = what;
            this.err = err;
        }

        @Override
        public void show(long done, long all) {
            long tenth = 10 * done / Math.max(1, all);
            if (tenth <= shown) return;
            shown = tenth;
            err.printf("%s: %d %%%n", what, 10 * tenth);
        }

        @Override
        public void close() {}
    }
}
