package dossier.fetch;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Counts what we asked of others, and what we left undone for their sake.
final class Tally {
    final LongAdder requests = new LongAdder();
    final LongAdder feeds = new LongAdder();
    final LongAdder conditional = new LongAdder();
    final LongAdder notModified = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder waits = new LongAdder();
    final LongAdder waitedNanos = new LongAdder();
    final LongAdder pauses = new LongAdder();
    final LongAdder heldBack = new LongAdder();
    final LongAdder unwanted = new LongAdder();
    final LongAdder guarded = new LongAdder();
    final LongAdder broken = new LongAdder();
    final LongAdder handedOn = new LongAdder();

    /// A request went out, whatever came of it.
    void asked(Errand errand, Http.Told told) {
        requests.increment();
        bytes.add(told.bytes());
        if (errand.isForFeed()) feeds.increment();
        if (errand.isConditional()) conditional.increment();
        switch (told.outcome()) {
            case Outcome.Answered answer when answer.status() == Status.NOT_MODIFIED -> notModified.increment();
            case Outcome.Broken _ -> broken.increment();
            case Outcome.Answered _, Outcome.Unwanted _, Outcome.Resting _ -> {}
        }
    }

    /// An errand is over.
    void ended(Outcome outcome) {
        switch (outcome) {
            case Outcome.Unwanted _ -> unwanted.increment();
            case Outcome.Resting _ -> heldBack.increment();
            case Outcome.Answered _, Outcome.Broken _ -> {}
        }
    }

    /// Somebody waited for a host's turn.
    void waited(long nanos) {
        if (nanos <= 0) return;
        waits.increment();
        waitedNanos.add(nanos);
    }

    Politeness figures() {
        return new Politeness(
                requests.sum(),
                feeds.sum(),
                conditional.sum(),
                notModified.sum(),
                bytes.sum(),
                waits.sum(),
                Duration.ofNanos(waitedNanos.sum()),
                pauses.sum(),
                heldBack.sum(),
                unwanted.sum(),
                guarded.sum(),
                broken.sum(),
                handedOn.sum());
    }
}
