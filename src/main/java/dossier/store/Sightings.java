package dossier.store;

import dossier.model.Sighting;
import dossier.model.SightingId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/// Entries on their way to becoming articles. Whatever the queues lose is still here.
public final class Sightings {
    private static final int AT_ONCE = 200;

    /// How often it is seen whether others left something.
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final String run;
    private final Lock handingOut = new ReentrantLock();
    private boolean started;
    private Instant look = Instant.MIN;

    /// @param run the same name as that of [Feeds]
    public Sightings(Database database, Outlets outlets, InstantSource clock, String run) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.run = run;
    }

    /// What nobody works on: left by a run or an import that was killed, or parked and to be tried again.
    /// Oldest first, at most 200 at a time, each handed out once in a run; so ask again and again, in every
    /// run, and the heap stays small.
    public List<Sighting> waiting() {
        handingOut.lock();
        try {
            if (!started) database.write(this::freeOthers);
            started = true;
            if (!clock.instant().isBefore(look)) freeForsaken();
            return take("s.state = 'WAITING' and s.claim is null");
        } finally {
            handingOut.unlock();
        }
    }

    /// Sightings whose page could not be had for a passing reason, and which shall be tried again now. Their
    /// articles are kept already, from the feed's own content. At most 200 at a time; handed out, they wait
    /// like new ones.
    public List<Sighting> again() {
        handingOut.lock();
        try {
            return take("s.again_at <= :now and s.state = 'DONE'");
        } finally {
            handingOut.unlock();
        }
    }

    private int freeOthers(Handle handle) {
        return handle.createUpdate("update sighting set claim = null where state = 'WAITING' and claim <> :run")
                .bind("run", run)
                .execute();
    }

    /// What others left that are no worker, such as an import that was killed: their leases ran out.
    private void freeForsaken() {
        Instant now = clock.instant();
        look = now.plus(LOOK);
        database.write(handle -> Leases.expire(handle, now));
    }

    private List<Sighting> take(String which) {
        Instant now = clock.instant();
        return database.write(handle -> {
            var query = SightingTable.query(handle, which, AT_ONCE);
            if (which.contains(":now")) query.bind("now", now);
            List<Sighting> taken =
                    query.map((row, _) -> SightingTable.sighting(row, outlets)).list();
            if (!taken.isEmpty()) claim(handle, taken);
            return taken;
        });
    }

    private void claim(Handle handle, List<Sighting> taken) {
        handle.createUpdate("""
            update sighting
            set state = 'WAITING', claim = :run, again_at = null
            where id in (<ids>)\
            """)
                .bind("run", run)
                .bindList(
                        "ids",
                        taken.stream().map(Sighting::id).map(SightingId::value).toList())
                .execute();
    }
}
