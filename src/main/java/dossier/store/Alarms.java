package dossier.store;

import dossier.model.Alarm;
import dossier.model.FeedId;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Ring;
import dossier.model.Rung;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Alarms about feeds. Visits begin and end them ([Feeds#remember]); here they are listed, and handed out to be told.
/// Each is told once when it begins and once when it ends, whatever stops in between.
public final class Alarms {
    private static final int AT_ONCE = 100;
    private static final int MOST_LISTED = 500;
    private static final int LONGEST_FAILURE = 1_000;

    /// After so many tries in vain, about three days, an alarm is shown and logged only.
    private static final int MOST_TRIES = 16;

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final String SELECT = """
        select a.id, a.feed_id, a.kind, a.reason, a.began, a.ended, a.began_told, a.tries, f.outlet_id, f.url
        from alarm a
        join feed f on f.id = a.feed_id
        """;

    private static final String STALE = "ended is null and feed_id in (select id from feed where not active)";

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;

    /// The alarms of this database.
    public Alarms(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
    }

    /// What is to be told now, oldest first, at most 100 at a time. The end of an alarm waits until its beginning is
    /// told. Alarms of feeds that are not configured any more end here.
    public List<Ring> untold() {
        Instant now = clock.instant();
        boolean stale = database.read(Alarms::hasStale);
        if (stale) database.write(handle -> endStale(handle, now));
        return database.read(handle -> handle.createQuery(SELECT + """
            where (a.began_told is null or (a.ended is not null and a.ended_told is null))
                and (a.try_at is null or a.try_at <= :now)
            order by a.id
            limit :limit\
            """)
                .bind("now", now)
                .bind("limit", AT_ONCE)
                .map((row, _) -> ring(row))
                .list());
    }

    /// Notes that it was told, or when to try again.
    public void keep(Rung rung) {
        Instant now = clock.instant();
        String told = rung.ring().ends() ? "ended_told" : "began_told";
        boolean done = rung.failure().isEmpty() || rung.ring().tries() + 1 >= MOST_TRIES;
        database.write(handle -> handle.createUpdate("""
            update alarm
            set %s = :told, tries = :tries, try_at = :again, failure = :failure
            where id = :id\
            """.formatted(told))
                .bind("told", done ? Optional.of(now) : Optional.<Instant>empty())
                .bind("tries", done ? 0 : rung.ring().tries() + 1)
                .bind("again", done ? Optional.<Instant>empty() : Optional.of(now.plus(pause(rung.ring()))))
                .bind("failure", rung.failure().map(Alarms::cut))
                .bind("id", rung.ring().alarm().id())
                .execute());
    }

    /// Those that last, newest first.
    public List<Alarm> open() {
        return list("where a.ended is null");
    }

    /// Those that last and those that ended, newest first, at most 500.
    public List<Alarm> all() {
        return list("");
    }

    /// How many last, of each kind.
    public Map<Alarm.Kind, Long> counts() {
        Map<Alarm.Kind, Long> counts = new EnumMap<>(Alarm.Kind.class);
        for (Alarm.Kind kind : Alarm.Kind.values()) counts.put(kind, 0L);
        database.read(handle -> handle.createQuery(
                        "select kind, count(*) as alarms from alarm where ended is null group by kind")
                .map((row, _) -> counts.put(Alarm.Kind.valueOf(row.getString("kind")), row.getLong("alarms")))
                .list());
        return counts;
    }

    /// How many there ever were.
    public long ever() {
        return database.read(handle -> handle.createQuery("select count(*) from alarm")
                .mapTo(Long.class)
                .one());
    }

    /// The list for programs: `{"alarms": […]}`; with `all=true` those that ended, too.
    public Reply json(Request request) {
        List<Alarm> alarms = request.param("all").equals("true") ? all() : open();
        return Reply.text("application/json; charset=utf-8", Json.of(Map.of("alarms", alarms)));
    }

    private List<Alarm> list(String where) {
        return database.read(
                handle -> handle.createQuery(SELECT + where + "\norder by a.began desc, a.id desc limit :limit")
                        .bind("limit", MOST_LISTED)
                        .map((row, _) -> alarm(row, Row.maybeInstant(row, "ended")))
                        .list());
    }

    private static boolean hasStale(Handle handle) {
        return handle.createQuery("select count(*) from alarm where " + STALE)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static int endStale(Handle handle, Instant now) {
        return handle.createUpdate("update alarm set ended = :now where " + STALE)
                .bind("now", now)
                .execute();
    }

    private Ring ring(ResultSet row) throws SQLException {
        boolean begins = Row.maybeInstant(row, "began_told").isEmpty();
        Optional<Instant> ended = begins ? Optional.empty() : Row.maybeInstant(row, "ended");
        return new Ring(alarm(row, ended), row.getInt("tries"));
    }

    private Alarm alarm(ResultSet row, Optional<Instant> ended) throws SQLException {
        return new Alarm(
                row.getLong("id"),
                new FeedId(row.getLong("feed_id")),
                outlets.outlet(row.getLong("outlet_id")).name(),
                URI.create(row.getString("url")),
                Alarm.Kind.valueOf(row.getString("kind")),
                row.getString("reason"),
                Row.instant(row, "began"),
                ended);
    }

    private static Duration pause(Ring ring) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(ring.tries(), 10));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private static String cut(String text) {
        String clean = Database.clean(text);
        return Database.cut(clean, LONGEST_FAILURE);
    }
}
