package dossier.poll;

import dossier.model.Feed;
import dossier.model.Pulse.Move;
import dossier.model.Reading;
import dossier.model.Visit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Permanent redirects (301, 308). They are followed at once, but believed only after repeated proof: a captive portal
/// or a slip in a server's configuration would else lead a feed astray for ever. The configured address stays the
/// feed's name, and is asked again now and then, and as soon as the new place fails.
final class Moves {
    private static final int PROOFS = 5;
    private static final Duration PROVEN = Duration.ofDays(3);
    private static final Duration LOOK_BACK = Duration.ofDays(7);

    private Moves() {}

    static Move after(Visit visit) {
        Feed feed = visit.feed();
        Move move = feed.pulse().move();
        if (feed.role() == Feed.Role.HOME || feed.url().getRawUserInfo() != null) return Move.NONE;
        if (!move.adopted()) return prove(visit, move);
        return isLookBack(visit) ? lookedBack(visit, move) : stay(visit, move);
    }

    /// Whether the visit asked the configured address of a feed that moved. What came of it says nothing about the
    /// feed where it lives now.
    static boolean isLookBack(Visit visit) {
        Move move = visit.feed().pulse().move();
        return move.adopted() && move.asks().isEmpty();
    }

    private static Move prove(Visit visit, Move move) {
        if (visit.reading() instanceof Reading.Busy) return move;
        Optional<URI> led = visit.trip()
                .movedTo()
                .filter(to -> isWell(visit) && !to.equals(visit.feed().url()));
        return led.map(to -> proven(move, to, visit.trip().at())).orElse(Move.NONE);
    }

    private static Move proven(Move move, URI to, Instant at) {
        if (!move.to().equals(Optional.of(to)))
            return new Move(Optional.of(to), 1, Optional.of(at), false, Optional.empty(), Optional.empty());
        boolean lasting =
                move.since().filter(since -> !at.isBefore(since.plus(PROVEN))).isPresent();
        return move.proofs() + 1 >= PROOFS && lasting
                ? new Move(Optional.of(to), PROOFS, Optional.of(at), true, Optional.of(at), Optional.of(to))
                : new Move(Optional.of(to), move.proofs() + 1, move.since(), false, Optional.empty(), Optional.empty());
    }

    /// The new place was asked. Where it fails, or leads on, the configured address knows better.
    private static Move stay(Visit visit, Move move) {
        if (visit.reading() instanceof Reading.Busy) return move;
        if (!isWell(visit)) return Move.NONE;
        boolean look = visit.trip().movedTo().isPresent()
                || move.looked()
                        .filter(looked -> visit.trip().at().isBefore(looked.plus(LOOK_BACK)))
                        .isEmpty();
        return asking(move, move.looked(), look ? Optional.empty() : move.to());
    }

    /// The configured address was asked. An old server that is switched off changes nothing; one that has the feed
    /// itself again has it back.
    private static Move lookedBack(Visit visit, Move move) {
        Instant at = visit.trip().at();
        Optional<URI> led = visit.trip().movedTo();
        if (!isWell(visit) || led.equals(move.to())) return asking(move, Optional.of(at), move.to());
        return led.map(to -> proven(Move.NONE, to, at)).orElse(Move.NONE);
    }

    private static Move asking(Move move, Optional<Instant> looked, Optional<URI> asks) {
        return new Move(move.to(), move.proofs(), move.since(), true, looked, asks);
    }

    private static boolean isWell(Visit visit) {
        return visit.reading() instanceof Reading.Entries || visit.reading() instanceof Reading.Nothing;
    }
}
