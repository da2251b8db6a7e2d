package dossier.store;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Until when processes beside the worker keep the sightings that they have in hand. One that is at work says
/// so again and again; what one that was killed left is taken up by the worker, when its lease has run out.
final class Leases {
    /// Longer than the longest article takes. Should one take longer, two work on it, and it is kept once.
    static final Duration LONG = Duration.ofMinutes(2);

    private Leases() {}

    static void renew(Handle handle, String run, Instant now) {
        end(handle, run);
        handle.createUpdate("insert into lease (run, until) values (:run, :until)")
                .bind("run", run)
                .bind("until", now.plus(LONG))
                .execute();
    }

    static void end(Handle handle, String run) {
        handle.createUpdate("delete from lease where run = :run")
                .bind("run", run)
                .execute();
    }

    /// Lets go of what the processes whose leases ran out had in hand.
    ///
    /// @return how many sightings
    static int expire(Handle handle, Instant now) {
        int freed = handle.createUpdate("""
            update sighting set claim = null
            where state = 'WAITING' and claim in (select run from lease where until < :now)\
            """).bind("now", now).execute();
        handle.createUpdate("delete from lease where until < :now")
                .bind("now", now)
                .execute();
        return freed;
    }

    /// Lets go of all that a process has in hand.
    static int free(Handle handle, String run) {
        end(handle, run);
        return handle.createUpdate("update sighting set claim = null where state = 'WAITING' and claim = :run")
                .bind("run", run)
                .execute();
    }
}
