package dossier.store;

import dossier.model.Again;
import dossier.model.ArticleId;
import dossier.model.CaptureId;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Revisit;
import dossier.model.Revisited;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.model.Validators;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// When pages of articles are asked for again, so that edits upstream become revisions (law 6), and what came of it.
///
/// A page is asked for an hour after it was first had, then ever more rarely, until it is as old as the settings say.
/// No host is asked for more than so many pages a day. That a page is gone is noted, and nothing is deleted.
public final class Revisits {
    private static final List<Duration> STEPS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30),
            Duration.ofDays(90),
            Duration.ofDays(180),
            Duration.ofDays(365));

    /// Pages handed out at once, and those of one host among them: the others wait for the next minute.
    private static final int AT_ONCE = 60;

    private static final int OF_A_HOST = 5;
    private static final int LOOKED_AT = 600;
    private static final int LONGEST_REASON = 500;

    /// What was published so long ago is hardly edited any more: a feed's past would be asked for all over again.
    private static final Duration OLD = Duration.ofDays(30);

    /// What was handed out and never came back is asked for again.
    private static final Duration LEASE = Duration.ofHours(2);

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Captures captures;
    private final int days;
    private final int ofHostADay;

    /// @param days for which a page is asked for again; 0: never
    /// @param ofHostADay pages at most
    public Revisits(
            Database database, Outlets outlets, InstantSource clock, Captures captures, int days, int ofHostADay) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.captures = captures;
        this.days = days;
        this.ofHostADay = ofHostADay;
    }

    /// The page of an article was had: it will be asked for again, unless it was old news already. Once it is planned,
    /// it stays so.
    static void plan(Handle handle, ArticleId article, Instant dated, Instant had) {
        if (dated.isBefore(had.minus(OLD))) return;
        handle.createUpdate("""
            insert into revisit (article_id, step, due, heard) values (:article, 0, :due, '')
            on conflict do nothing\
            """)
                .bind("article", article.value())
                .bind("due", had.plus(STEPS.getFirst()))
                .execute();
    }

    // due

    private record Due(ArticleId article, int step, Optional<CaptureId> capture, URI address, Sighting sighting) {
        String host() {
            return Optional.ofNullable(address.getHost()).orElse("").toLowerCase(Locale.ROOT);
        }
    }

    /// The pages to ask for now, the longest due first.
    public List<Revisit> due() {
        if (days == 0) return List.of();
        Instant now = clock.instant();
        List<Due> due = database.write(handle -> take(handle, now));
        List<Revisit> revisits = new ArrayList<>();
        for (Due each : due) revisit(each).ifPresent(revisits::add);
        return revisits;
    }

    private List<Due> take(Handle handle, Instant now) {
        List<Due> taken = new ArrayList<>();
        Map<String, Integer> hosts = new HashMap<>();
        Map<String, Integer> asked = new HashMap<>();
        for (Due due : waiting(handle, now)) {
            if (!isWanted(due)) {
                end(handle, due.article());
                continue;
            }
            int today = asked.computeIfAbsent(due.host(), host -> asked(handle, host, now));
            if (today >= ofHostADay) {
                plan(
                        handle,
                        due.article(),
                        now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1)),
                        Optional.empty());
                continue;
            }
            boolean enough = taken.size() >= AT_ONCE || hosts.merge(due.host(), 1, Integer::sum) > OF_A_HOST;
            if (enough) continue;
            plan(handle, due.article(), now.plus(LEASE), Optional.empty());
            count(handle, due.host(), now, today);
            asked.put(due.host(), today + 1);
            taken.add(due);
        }
        return taken;
    }

    private List<Due> waiting(Handle handle, Instant now) {
        return handle.createQuery("""
            select v.article_id, v.step, r.capture_id as held, r.address as of_revision, %s
            from revisit v
            join article a on a.id = v.article_id
            join revision r on r.article_id = a.id and r.number = a.revision
            join sighting s on s.id = r.sighting_id
            join feed f on f.id = s.feed_id
            where v.due <= :now and a.removed_at is null and a.merged_into is null
            order by v.due
            limit :most\
            """.formatted(SightingTable.COLUMNS))
                .bind("now", now)
                .bind("most", LOOKED_AT)
                .map((row, _) -> due(row))
                .list();
    }

    private Due due(ResultSet row) throws SQLException {
        return new Due(
                new ArticleId(row.getLong("article_id")),
                row.getInt("step"),
                Row.maybeLong(row, "held").map(CaptureId::new),
                URI.create(row.getString("of_revision")),
                SightingTable.sighting(row, outlets));
    }

    private static boolean isWanted(Due due) {
        boolean settled = due.sighting().feed().outlet().once()
                || due.sighting().feed().outlet().text() == TextFrom.FEED;
        return !settled && due.capture().isPresent();
    }

    private static int asked(Handle handle, String host, Instant now) {
        return handle.createQuery("select asked from revisit_day where host = :host and on_day = :day")
                .bind("host", host)
                .bind("day", day(now))
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
    }

    private static void count(Handle handle, String host, Instant now, int before) {
        String sql = before == 0
                ? "insert into revisit_day (host, on_day, asked) values (:host, :day, 1)"
                : "update revisit_day set asked = asked + 1 where host = :host and on_day = :day";
        handle.createUpdate(sql).bind("host", host).bind("day", day(now)).execute();
        if (before == 0)
            handle.createUpdate("delete from revisit_day where host = :host and on_day < :day")
                    .bind("host", host)
                    .bind("day", day(now))
                    .execute();
    }

    private static String day(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }

    private Optional<Revisit> revisit(Due due) {
        Optional<CaptureId> held = due.capture();
        if (held.isEmpty()) return Optional.empty();
        return captures.read(held.get())
                .map(page -> new Revisit(
                        due.article(),
                        due.sighting(),
                        held.get(),
                        page.asked(),
                        new Validators(
                                Optional.ofNullable(page.headers().get("etag")),
                                Optional.ofNullable(page.headers().get("last-modified")))));
    }

    // remember

    /// Notes what came of a visit, and plans the next.
    ///
    /// @return the page we hold and the page as it is, where they differ or may differ in what follows
    public List<Again> remember(Revisited revisited) {
        Revisit revisit = revisited.revisit();
        return switch (revisited) {
            case Revisited.Unchanged _ -> unchanged(revisit);
            case Revisited.Gone gone -> note(revisit, gone.why(), Optional.of(gone.why()));
            case Revisited.Missed missed -> missed(revisit, missed.why());
            case Revisited.Later later -> later(revisit, later);
            case Revisited.Answered answered -> answered(revisit, answered.page());
        };
    }

    private List<Again> answered(Revisit revisit, Page.Fetched page) {
        Optional<String> elsewhere = elsewhere(revisit, page.address());
        if (elsewhere.isPresent()) return note(revisit, elsewhere.get(), elsewhere);
        Optional<Page.Fetched> held = captures.read(revisit.held());
        boolean same =
                held.isEmpty() || held.get().body().bytes().equals(page.body().bytes());
        note(revisit, same ? "the same page" : "another page", Optional.empty());
        if (held.isEmpty()) return List.of();
        Sourced before = held(revisit, held.get());
        return same
                ? inParts(before)
                : List.of(new Again(before, new Sourced(revisit.sighting(), page, Optional.empty())));
    }

    private List<Again> unchanged(Revisit revisit) {
        note(revisit, "not modified", Optional.empty());
        Sourced held = held(revisit, new Page.Wanted());
        if (held.parts().isEmpty()) return List.of();
        return captures.read(revisit.held())
                .map(page -> inParts(held.with(page)))
                .orElse(List.of());
    }

    private Sourced held(Revisit revisit, Page page) {
        return captures.held(new Sourced(revisit.sighting(), page, Optional.of(revisit.held())));
    }

    /// An article that goes on on further pages may have changed there.
    private static List<Again> inParts(Sourced held) {
        return held.parts().isEmpty() ? List.of() : List.of(new Again(held, held.with(List.<Part>of())));
    }

    /// A page that is gone often leads to the front page, or to the section it stood in. One that moved leads to an
    /// address of its own.
    private Optional<String> elsewhere(Revisit revisit, URI now) {
        String before = AddressKey.plain(revisit.address());
        String after = AddressKey.plain(now);
        if (before.equals(after)) return Optional.empty();
        boolean home = AddressKey.isFrontPage(now)
                || AddressKey.of(now)
                        .equals(AddressKey.of(revisit.sighting().feed().outlet().home()));
        if (home) return Optional.of("leads to the front page now");
        if (before.startsWith(after + "/")) return Optional.of("leads to the section it stood in");
        Optional<Long> owner =
                database.read(handle -> AddressTable.owners(handle, java.util.Set.of(AddressKey.of(now))).stream()
                        .findFirst());
        return owner.filter(id -> id != revisit.article().value()).map(id -> "leads to another article now, " + id);
    }

    private List<Again> note(Revisit revisit, String heard, Optional<String> gone) {
        Instant now = clock.instant();
        database.write(handle -> {
            ended(handle, revisit, heard, now);
            return gone.isPresent()
                    ? flag(handle, revisit.article(), gone.get(), now)
                    : handle.createUpdate("""
                        update revisit set gone_since = null, gone_why = null
                        where article_id = :id and gone_since is not null\
                        """)
                            .bind("id", revisit.article().value())
                            .execute();
        });
        return List.of();
    }

    /// A failure tells nothing about the page: the flag stays as it is.
    private List<Again> missed(Revisit revisit, String why) {
        database.write(handle -> {
            ended(handle, revisit, why, clock.instant());
            return why;
        });
        return List.of();
    }

    private List<Again> later(Revisit revisit, Revisited.Later later) {
        database.write(handle -> {
            plan(handle, revisit.article(), later.until(), Optional.of(later.why()));
            return later;
        });
        return List.of();
    }

    private static int flag(Handle handle, ArticleId article, String why, Instant now) {
        return handle.createUpdate("""
            update revisit set gone_since = coalesce(gone_since, :now), gone_why = :why where article_id = :id\
            """)
                .bind("now", now)
                .bind("why", Database.cut(why, LONGEST_REASON))
                .bind("id", article.value())
                .execute();
    }

    /// Steps that were missed, because the archive did not run, are left out.
    private void ended(Handle handle, Revisit revisit, String heard, Instant now) {
        Instant began = handle.createQuery("select first_seen from article where id = :id")
                .bind("id", revisit.article().value())
                .map((row, _) -> Row.instant(row, "first_seen"))
                .one();
        Optional<Instant> next = STEPS.stream()
                .filter(step -> step.compareTo(Duration.ofDays(days)) <= 0)
                .map(began::plus)
                .filter(now::isBefore)
                .findFirst();
        handle.createUpdate("""
            update revisit set step = step + 1, due = :due, asked_at = :now, heard = :heard where article_id = :id\
            """)
                .bind("due", next)
                .bind("now", now)
                .bind("heard", Database.cut(heard, LONGEST_REASON))
                .bind("id", revisit.article().value())
                .execute();
    }

    private static void plan(Handle handle, ArticleId article, Instant due, Optional<String> heard) {
        handle.createUpdate("update revisit set due = :due, heard = coalesce(:heard, heard) where article_id = :id")
                .bind("due", due)
                .bind("heard", heard.map(text -> Database.cut(text, LONGEST_REASON)))
                .bind("id", article.value())
                .execute();
    }

    private static void end(Handle handle, ArticleId article) {
        handle.createUpdate("update revisit set due = null where article_id = :id")
                .bind("id", article.value())
                .execute();
    }
}
