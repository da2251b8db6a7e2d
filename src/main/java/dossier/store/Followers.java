package dossier.store;

import dossier.model.Address;
import dossier.model.Delivery;
import dossier.model.Follower;
import dossier.model.Inquiry;
import dossier.model.News;
import dossier.model.Position;
import dossier.model.Request;
import dossier.model.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who is told of changes outside, and how far each was told. A follower that is new begins with what comes next; one
/// that could not be reached is told later, and misses nothing.
public final class Followers {
    private static final int AT_ONCE = 100;
    private static final int LONGEST_FAILURE = 1_000;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Database database;
    private final Catalogue catalogue;
    private final List<Follower> followers;
    private final InstantSource clock;

    /// The followers that the settings name.
    public Followers(Database database, Catalogue catalogue, List<Follower> followers, InstantSource clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.followers = List.copyOf(followers);
        this.clock = clock;
    }

    private record Standing(long seq, long until, int tries, Optional<Instant> again) {}

    /// What is to be told now: at most one piece for each follower, of at most 100 changes.
    public List<News> due() {
        List<News> news = new ArrayList<>();
        for (Follower follower : followers) due(follower).ifPresent(news::add);
        return news;
    }

    private Optional<News> due(Follower follower) {
        Standing standing = database.read(handle -> standing(handle, follower)).orElseGet(() -> begin(follower));
        if (standing.again().filter(again -> again.isAfter(clock.instant())).isPresent()) return Optional.empty();
        long most = standing.until() > standing.seq() ? standing.until() - standing.seq() : AT_ONCE;
        Told told = catalogue.changes(after(standing.seq(), (int) Math.min(most, AT_ONCE)));
        return switch (told) {
            case Told.Changes changes
            when !changes.lines().isEmpty() ->
                Optional.of(new News(follower, changes.lines(), paths(changes.lines()), standing.tries()));
            // The archive was set back: what follows is told from there on.
            case Told.Ahead(var _, long last) -> {
                set(follower, last, 0, 0, Optional.empty(), Optional.empty());
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    /// Notes that it was told, or when to try again.
    public void keep(Delivery delivery) {
        News news = delivery.letter().news();
        if (delivery.failure().isEmpty()) {
            set(news.follower(), news.last(), 0, 0, Optional.empty(), Optional.empty());
            return;
        }
        set(
                news.follower(),
                news.first() - 1,
                news.last(),
                news.tries() + 1,
                Optional.of(clock.instant().plus(pause(news.tries()))),
                delivery.failure().map(Followers::cut));
    }

    private static Duration pause(int tries) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(tries, 12));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    private static String cut(String text) {
        String clean = Database.clean(text);
        return Database.cut(clean, LONGEST_FAILURE);
    }

    private static Inquiry after(long seq, int limit) {
        return new Inquiry(
                new Request("/api/v1/changes", Map.of(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Inquiry.EVER,
                Position.START.dated(),
                Position.START,
                "",
                seq,
                limit,
                Optional.empty());
    }

    private static Optional<Standing> standing(Handle handle, Follower follower) {
        return handle.createQuery("select seq, until, tries, try_at from follower where name = :name")
                .bind("name", follower.name())
                .map((row, _) -> standing(row))
                .findOne();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                row.getLong("seq"), row.getLong("until"), row.getInt("tries"), Row.maybeInstant(row, "try_at"));
    }

    private Standing begin(Follower follower) {
        return database.write(handle -> {
            long last = Diary.lastSeq(handle);
            handle.createUpdate(
                            "insert into follower (name, seq, until, tries) values (:name, :seq, 0, 0) on conflict do"
                                    + " nothing")
                    .bind("name", follower.name())
                    .bind("seq", last)
                    .execute();
            return standing(handle, follower).orElseThrow();
        });
    }

    private void set(
            Follower follower, long seq, long until, int tries, Optional<Instant> again, Optional<String> failure) {
        database.write(handle -> handle.createUpdate("""
            update follower
            set seq = :seq, until = :until, tries = :tries, try_at = :again, failure = :failure
            where name = :name\
            """)
                .bind("seq", seq)
                .bind("until", until)
                .bind("tries", tries)
                .bind("again", again)
                .bind("failure", failure)
                .bind("name", follower.name())
                .execute());
        database.flush();
    }

    /// The lists on which these articles stand or stood.
    private List<String> paths(List<Told.Line> lines) {
        List<Long> ids = lines.stream()
                .map(line -> line.change().article().value())
                .distinct()
                .toList();
        return database.read(handle -> handle.createQuery("""
            select distinct s.kind, s.name
            from shelf_place p
            join shelf s on s.id = p.shelf_id
            where p.article_id in (<ids>)
            order by s.kind, s.name\
            """)
                .bindList("ids", ids)
                .map((row, _) -> path(Shelves.Kind.valueOf(row.getString("kind")), row.getString("name")))
                .list());
    }

    private static String path(Shelves.Kind kind, String name) {
        return switch (kind) {
            case ALL -> "/";
            case TAG -> Address.tag(name);
            case OUTLET -> "/outlets/" + Address.segment(name);
        };
    }
}
