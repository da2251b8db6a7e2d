package dossier.store;

import dossier.model.Outlet;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Tells why something is not in the archive, as far as the archive can know.
public final class Absences {
    private final Database database;
    private final Outlets outlets;

    /// For this database.
    public Absences(Database database, Outlets outlets) {
        this.database = database;
        this.outlets = outlets;
    }

    /// Why there is no trace of it: sentences for people.
    ///
    /// @param asked a number or an address that [Traces#find] does not know
    public List<String> why(String asked) {
        String number = asked.strip().replaceFirst("^.*/articles/([0-9]+)(/[^/]*)?$", "$1");
        if (number.matches("[0-9]{1,18}")) return List.of(noSuchNumber(number));
        return address(asked.strip())
                .map(address -> database.read(handle -> why(handle, address)))
                .orElseGet(() ->
                        List.of("It is neither a number nor an absolute address, such as https://daily.example/story"));
    }

    private String noSuchNumber(String number) {
        long newest = database.read(handle -> handle.createQuery("select coalesce(max(id), 0) from article")
                .mapTo(Long.class)
                .one());
        return "No article has the number %s; the newest is %d".formatted(number, newest);
    }

    private static Optional<URI> address(String asked) {
        try {
            return Optional.of(URI.create(asked)).filter(URI::isAbsolute).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private List<String> why(Handle handle, URI address) {
        Optional<Outlets.Stored> outlet = outlets.all().values().stream()
                .filter(stored -> AddressKey.isBelow(address, stored.outlet().home()))
                .max(Comparator.comparing((Outlets.Stored stored) ->
                        stored.outlet().home().toString().length()));
        if (outlet.isEmpty())
            return List.of("No outlet has its home at %s, and no feed of any other carried the address"
                    .formatted(address.getHost()));
        if (AddressKey.of(address).equals(AddressKey.of(outlet.get().outlet().home())))
            return List.of("That is the front page of %s, and no article"
                    .formatted(outlet.get().outlet().name()));
        return why(handle, outlet.get());
    }

    private static List<String> why(Handle handle, Outlets.Stored stored) {
        Outlet outlet = stored.outlet();
        String ours = stored.configured() ? "" : ", which left the configuration";
        List<String> feeds = handle.createQuery("""
            select f.url, f.role, f.active, f.due, f.last_read, f.failures, f.reason, f.visited_at,
                (select count(*) from sighting s where s.feed_id = f.id) as entries,
                (select min(s.seen) from sighting s where s.feed_id = f.id) as since
            from feed f
            where f.outlet_id = :outlet and f.role not in ('ADDED', 'FILE')
            order by f.active desc, f.id
            limit 20\
            """)
                .bind("outlet", stored.id())
                .map((row, _) -> feed(row))
                .list();
        String first = "It would be an article of %s%s, but no feed of it carried that address while we read it"
                .formatted(outlet.name(), ours);
        return feeds.isEmpty()
                ? List.of(first, "It has no feed")
                : java.util.stream.Stream.concat(java.util.stream.Stream.of(first), feeds.stream())
                        .toList();
    }

    private static String feed(ResultSet row) throws SQLException {
        String url = row.getString("url");
        if (row.getString("role").equals("HOME")) return url + " is the page that leads to its feeds";
        if (!row.getBoolean("active")) return url + " is not polled any more";
        Optional<Instant> read = Row.maybeInstant(row, "last_read");
        String failing = row.getInt("failures") > 0
                ? "; it fails since %d visits: %s"
                        .formatted(
                                row.getInt("failures"),
                                Row.maybeText(row, "reason").orElse("no reason is known"))
                : "";
        if (read.isEmpty()) return url + " was never read" + failing;
        String since = Row.maybeInstant(row, "since").map(at -> " since " + at).orElse("");
        String next = Row.maybeInstant(row, "due")
                .map(due -> "; it is read again at " + due)
                .orElse("; it is not read any more");
        return "%s was last read at %s, and brought %,d entries%s%s%s"
                .formatted(url, read.get(), row.getLong("entries"), since, failing, next);
    }
}
