package dossier.store;

import dossier.model.Listed;
import dossier.model.Outlet;
import dossier.model.OutletList;
import dossier.model.Slug;
import dossier.model.Subscription;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The outlets that are polled: those written in the configuration, and those that the lists named last. What leaves a
/// list is polled no more, but its articles stay; a list that cannot be read changes nothing.
public final class OutletLists {
    private static final int LONGEST_REASON = 1_000;

    /// A list that could not be read is asked for again no later than this.
    private static final Duration AGAIN = Duration.ofHours(1);

    /// Whoever has a list in hand and is killed leaves it until then.
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private volatile List<Outlet> written = List.of();

    /// The lists in this database.
    public OutletLists(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
    }

    /// How a list stands.
    ///
    /// @param named how many outlets it named when it could last be read
    /// @param read when that was
    /// @param reason why it could not be read the last time
    public record State(
            OutletList list, int named, Optional<Instant> asked, Optional<Instant> read, Optional<String> reason) {}

    private record Stored(OutletList list, List<Subscription> named, State state) {}

    /// Makes the store agree with the configuration: with the outlets written in it, and with what its lists said last.
    public void sync(List<Outlet> outlets, List<OutletList> lists) {
        written = List.copyOf(outlets);
        database.write(handle -> store(handle, lists));
        settle();
    }

    /// Lists whose time has come; each is handed out once.
    public List<OutletList> due() {
        Instant now = clock.instant();
        return database.write(handle -> {
            List<OutletList> due = handle.createQuery(
                            "select spec from outlet_list where configured and due <= :now order by position")
                    .bind("now", now)
                    .map((row, _) -> Json.read(row.getString("spec"), OutletList.class))
                    .list();
            for (OutletList list : due) postpone(handle, list, now.plus(CLAIM));
            return due;
        });
    }

    /// Stores what came of asking, and polls what the list names now.
    ///
    /// @return how many outlets it names
    public int remember(Listed listed) {
        Instant now = clock.instant();
        return switch (listed) {
            case Listed.Named named -> named(named, now);
            case Listed.Unreadable unreadable -> unreadable(unreadable, now);
        };
    }

    /// All configured lists.
    public List<State> states() {
        return database.read(OutletLists::rows).stream().map(Stored::state).toList();
    }

    private int named(Listed.Named named, Instant now) {
        String says = Json.of(named.subscriptions());
        boolean other = database.write(handle -> {
            Optional<String> said = said(handle, named.list());
            handle.createUpdate("""
                update outlet_list
                set named = :named, asked_at = :now, read_at = :now, reason = null, due = :due
                where address = :address\
                """)
                    .bind("named", says)
                    .bind("now", now)
                    .bind("due", now.plus(pause(named.list())))
                    .bind("address", named.list().opml().toString())
                    .execute();
            return !said.equals(Optional.of(says));
        });
        if (other) settle();
        return named.subscriptions().size();
    }

    private static Optional<String> said(Handle handle, OutletList list) {
        return handle.createQuery("select named from outlet_list where address = :address")
                .bind("address", list.opml().toString())
                .map((row, _) -> Row.maybeText(row, "named"))
                .findOne()
                .flatMap(named -> named);
    }

    /// Nobody is bothered by a look at a file, and who writes to it wants it followed at once.
    private static Duration pause(OutletList list) {
        return list.isFile() ? Duration.ZERO : list.every();
    }

    private int unreadable(Listed.Unreadable unreadable, Instant now) {
        Duration every = pause(unreadable.list());
        String reason = unreadable.reason();
        database.write(handle -> handle.createUpdate("""
            update outlet_list set asked_at = :now, reason = :reason, due = :due where address = :address\
            """)
                .bind("now", now)
                .bind("reason", reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                .bind("due", now.plus(every.compareTo(AGAIN) < 0 ? every : AGAIN))
                .bind("address", unreadable.list().opml().toString())
                .execute());
        return 0;
    }

    private static void postpone(Handle handle, OutletList list, Instant until) {
        handle.createUpdate("update outlet_list set due = :until where address = :address")
                .bind("until", until)
                .bind("address", list.opml().toString())
                .execute();
    }

    private int store(Handle handle, List<OutletList> lists) {
        handle.execute("update outlet_list set configured = false");
        for (int position = 0; position < lists.size(); position++) store(handle, lists.get(position), position);
        return lists.size();
    }

    private void store(Handle handle, OutletList list, int position) {
        int known = handle.createUpdate("""
            update outlet_list set configured = true, spec = :spec, position = :position where address = :address\
            """)
                .bind("spec", Json.of(list))
                .bind("position", position)
                .bind("address", list.opml().toString())
                .execute();
        if (known > 0) return;
        handle.createUpdate("""
            insert into outlet_list (address, spec, position, configured, due)
            values (:address, :spec, :position, true, :now)\
            """)
                .bind("address", list.opml().toString())
                .bind("spec", Json.of(list))
                .bind("position", position)
                .bind("now", clock.instant())
                .execute();
    }

    private void settle() {
        List<Stored> rows = database.read(OutletLists::rows);
        List<Outlet> all = new ArrayList<>(written);
        Taken taken = new Taken(written);
        for (Stored row : rows)
            for (Outlet outlet : Subscription.outlets(row.named))
                taken.free(treated(outlet, row.list)).ifPresent(all::add);
        outlets.sync(all);
    }

    private static Outlet treated(Outlet outlet, OutletList list) {
        return outlet.treated(list.kind(), list.keep(), list.publish());
    }

    /// What is there already: the file wins over the lists, and an earlier list over a later one.
    private static final class Taken {
        private final Set<String> written = new HashSet<>();
        private final Set<String> slugs = new HashSet<>();
        private final Set<String> addresses = new HashSet<>();

        Taken(List<Outlet> outlets) {
            for (Outlet outlet : outlets) {
                written.add(outlet.slug());
                slugs.add(outlet.slug());
                polled(outlet).forEach(address -> addresses.add(AddressKey.of(address)));
            }
        }

        private static List<URI> polled(Outlet outlet) {
            return outlet.feeds().isEmpty() ? List.of(outlet.home()) : outlet.feeds();
        }

        /// The outlet with what nobody else polls; under its host's name too, where a list has its name twice.
        Optional<Outlet> free(Outlet outlet) {
            if (written.contains(outlet.slug())) return Optional.empty();
            List<URI> fresh = polled(outlet).stream()
                    .filter(address -> addresses.add(AddressKey.of(address)))
                    .toList();
            if (fresh.isEmpty()) return Optional.empty();
            Outlet free = outlet.feeds().isEmpty() ? outlet : outlet.withFeeds(fresh);
            if (slugs.add(free.slug())) return Optional.of(free);
            String longer = free.name() + " (" + free.home().getHost() + ")";
            return slugs.add(Slug.of(longer)) ? Optional.of(free.named(longer)) : Optional.empty();
        }
    }

    private static List<Stored> rows(Handle handle) {
        return handle.createQuery("""
            select spec, named, asked_at, read_at, reason from outlet_list where configured order by position\
            """).map((row, _) -> row(row)).list();
    }

    private static Stored row(ResultSet row) throws SQLException {
        OutletList list = Json.read(row.getString("spec"), OutletList.class);
        List<Subscription> named = Row.maybeText(row, "named")
                .map(json -> Json.list(json, Subscription.class))
                .orElse(List.of());
        State state = new State(
                list,
                Subscription.outlets(named).size(),
                Row.maybeInstant(row, "asked_at"),
                Row.maybeInstant(row, "read_at"),
                Row.maybeText(row, "reason"));
        return new Stored(list, named, state);
    }
}
