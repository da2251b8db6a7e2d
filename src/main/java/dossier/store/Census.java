package dossier.store;

import org.jdbi.v3.core.Handle;

/// Counts what is there, for the summary of a round and for health.
public final class Census {
    private final Database database;

    /// Of this database.
    public Census(Database database) {
        this.database = database;
    }

    /// Counts of everything, at one moment.
    ///
    /// @param articles kept, shown or not
    /// @param shown articles that the public sees
    /// @param waiting sightings whose article is still to be worked out
    /// @param parked sightings set aside with an exception
    /// @param feeds that are polled
    /// @param failing feeds whose last visit failed
    /// @param captures pages kept
    /// @param changes lines of the diary, which is the number of the newest
    public record Figures(
            long articles,
            long shown,
            long waiting,
            long parked,
            long feeds,
            long failing,
            long captures,
            long changes) {}

    /// The figures now.
    public Figures figures() {
        return database.read(handle -> new Figures(
                count(handle, "select count(*) from article"),
                count(handle, "select articles from shelf where kind = 'ALL'"),
                count(handle, "select count(*) from sighting where state = 'WAITING'"),
                count(handle, "select count(*) from sighting where state = 'PARKED'"),
                count(handle, "select count(*) from feed where active and due is not null"),
                count(handle, "select count(*) from feed where active and outcome in ('failed', 'gone')"),
                count(handle, "select count(*) from capture"),
                Diary.lastSeq(handle)));
    }

    private static long count(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
