package dossier.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/// Until when hosts asked to be left alone. A run that ends, and the next one, keep to it alike.
public final class HostPauses {
    private static final int LONGEST_NAME = 300;

    private final Database database;
    private final InstantSource clock;

    /// The pauses in this database.
    public HostPauses(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Those that are not over.
    public Map<String, Instant> all() {
        Map<String, Instant> pauses = new TreeMap<>();
        database.read(handle -> handle.createQuery("select host, until from host_pause where until > :now")
                .bind("now", clock.instant())
                .map((row, _) -> pauses.put(row.getString("host"), Row.instant(row, "until")))
                .list());
        return pauses;
    }

    /// Remembers one, and forgets those that are over.
    public void keep(String host, Instant until) {
        if (host.length() > LONGEST_NAME) return;
        database.write(handle -> {
            handle.createUpdate("delete from host_pause where until <= :now or host = :host")
                    .bind("now", clock.instant())
                    .bind("host", host)
                    .execute();
            return handle.createUpdate("insert into host_pause (host, until) values (:host, :until)")
                    .bind("host", host)
                    .bind("until", until)
                    .execute();
        });
    }
}
