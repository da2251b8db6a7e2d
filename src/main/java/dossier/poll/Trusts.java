package dossier.poll;

import dossier.model.Entry;
import dossier.model.Pulse.Trust;
import dossier.model.Reading;
import dossier.model.Validators;
import dossier.model.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Servers, and the caches before them, that answer "not modified" although the feed changed. Each feed is asked
/// unconditionally every twelve hours anyway; one that was caught twice is asked so at every visit.
final class Trusts {
    private static final int CAUGHT = 2;
    private static final Duration DOUBTED = Duration.ofDays(30);

    /// Of a feed watched for less than a week nobody knows how fast it is on its fastest day.
    private static final Duration NEW = Duration.ofDays(7);

    private static final Duration NEW_SAFE = Duration.ofHours(4);

    /// A visit comes at most so much later than planned.
    private static final Duration SEEN = Duration.ofHours(1);

    private static final int NOT_MODIFIED = 304;

    /// An entry may be on its way through caches for so long after its date.
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(45);

    private Trusts() {}

    static Trust after(Visit visit, List<Entry> fresh) {
        Trust trust = visit.feed().pulse().trust();
        Instant at = visit.trip().at();
        Optional<Instant> since = trust.since().or(() -> Optional.of(at));
        if (visit.reading() instanceof Reading.Nothing)
            return new Trust(
                    trust.lies(),
                    visit.trip().status() == NOT_MODIFIED ? trust.doubtedUntil() : lasting(trust),
                    Optional.of(at).filter(_ -> visit.trip().status() == NOT_MODIFIED),
                    since);
        if (!(visit.reading() instanceof Reading.Entries read)) return trust;
        boolean lied = !fresh.isEmpty() && (isSame(visit, read) || wasThere(visit, fresh));
        int lies = lied ? trust.lies() + 1 : trust.lies();
        return lied && lies >= CAUGHT
                ? new Trust(lies, Optional.of(at.plus(DOUBTED)), Optional.empty(), since)
                : new Trust(lies, lasting(trust), Optional.empty(), since);
    }

    /// A body was had: only the doubt of a server that was caught outlasts it.
    private static Optional<Instant> lasting(Trust trust) {
        return trust.doubtedUntil().filter(_ -> trust.lies() >= CAUGHT);
    }

    /// Its word that nothing changed is believed only for half the time that it takes to replace the document: then
    /// it is asked for the whole body, and one more visit may still find it lying.
    static Trust until(Trust trust, Instant read, Duration safe, Instant due) {
        boolean isNew =
                trust.since().filter(since -> due.isAfter(since.plus(NEW))).isEmpty();
        Duration believed = (isNew ? Spans.shorter(safe, NEW_SAFE) : safe).dividedBy(2);
        boolean risky = trust.said().isPresent() && read.plus(believed).isBefore(due);
        Instant seen = due.plus(SEEN);
        return risky && trust.doubtedUntil().filter(seen::isBefore).isEmpty()
                ? new Trust(trust.lies(), Optional.of(seen), trust.said(), trust.since())
                : trust;
    }

    /// New entries under the old validators.
    private static boolean isSame(Visit visit, Reading.Entries read) {
        Validators before = visit.feed().validators();
        return visit.feed().pulse().trust().said().isPresent()
                && !before.equals(Validators.NONE)
                && before.equals(read.validators());
    }

    /// Entries that were there when the server said that nothing had changed.
    private static boolean wasThere(Visit visit, List<Entry> fresh) {
        Optional<Instant> said = visit.feed().pulse().trust().said();
        Optional<Instant> read = visit.feed().lastRead();
        return said.isPresent()
                && read.isPresent()
                && fresh.stream()
                        .flatMap(entry -> entry.published().stream())
                        .anyMatch(came -> came.isAfter(read.get())
                                && came.plus(ON_ITS_WAY).isBefore(said.get()));
    }
}
