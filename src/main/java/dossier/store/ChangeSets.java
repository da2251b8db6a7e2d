package dossier.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The change sets, and the rows that each of them changed.
final class ChangeSets {
    private ChangeSets() {}

    /// One row as it was and as it became; what an item is, the kind of the set tells.
    record Entry(long article, String item, Optional<String> was, String became) {}

    /// Begins a set. The diary is locked, so that no two begin at once.
    ///
    /// @throws IllegalArgumentException where another one is not finished
    static ChangeSet start(Handle handle, ChangeSet.Kind kind, String spec, String actor, Instant now) {
        handle.createQuery("select last_seq from diary where id = 1 for update")
                .mapTo(Long.class)
                .one();
        unfinished(handle).ifPresent(open -> {
            throw new IllegalArgumentException("Change set " + open.id() + " is not finished");
        });
        long last = handle.createQuery("select coalesce(max(id), 0) from article")
                .mapTo(Long.class)
                .one();
        long id = handle.createUpdate("""
            insert into change_set (kind, spec, actor, state, started_at, reached, until, figures)
            values (:kind, :spec, :actor, 'RUNNING', :now, 0, :until, :figures)\
            """)
                .bind("kind", kind.name())
                .bind("spec", spec)
                .bind("actor", actor)
                .bind("now", now)
                .bind("until", last)
                .bind("figures", Json.of(Figures.NONE))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return find(handle, id).orElseThrow();
    }

    static Optional<ChangeSet> find(Handle handle, long id) {
        return handle.createQuery("select * from change_set where id = :id")
                .bind("id", id)
                .map((row, _) -> set(row))
                .findOne();
    }

    static Optional<ChangeSet> unfinished(Handle handle) {
        return handle.createQuery("select * from change_set where state in ('RUNNING', 'UNDOING') order by id limit 1")
                .map((row, _) -> set(row))
                .findOne();
    }

    static List<ChangeSet> all(Handle handle) {
        return handle.createQuery("select * from change_set order by id desc")
                .map((row, _) -> set(row))
                .list();
    }

    /// The set as it is, held until the transaction ends; nothing where somebody else went on with it meanwhile.
    static Optional<ChangeSet> hold(Handle handle, ChangeSet believed) {
        return handle.createQuery("select * from change_set where id = :id for update")
                .bind("id", believed.id())
                .map((row, _) -> set(row))
                .findOne()
                .filter(set -> set.state() == believed.state() && set.reached() == believed.reached());
    }

    static ChangeSet advance(Handle handle, ChangeSet set, long reached, Figures figures) {
        handle.createUpdate("update change_set set reached = :reached, figures = :figures where id = :id")
                .bind("reached", reached)
                .bind("figures", Json.of(figures))
                .bind("id", set.id())
                .execute();
        return find(handle, set.id()).orElseThrow();
    }

    static ChangeSet become(Handle handle, ChangeSet set, ChangeSet.State state, Instant now) {
        String time =
                switch (state) {
                    case RUNNING -> "reached = 0";
                    case DONE -> "ended_at = :now";
                    case UNDOING -> "reached = 0";
                    case UNDONE -> "undone_at = :now";
                };
        var update = handle.createUpdate("update change_set set state = :state, " + time + " where id = :id")
                .bind("state", state.name())
                .bind("id", set.id());
        if (time.contains(":now")) update.bind("now", now);
        update.execute();
        return find(handle, set.id()).orElseThrow();
    }

    static void record(Handle handle, long set, Entry entry) {
        handle.createUpdate("""
            insert into change_set_row (set_id, article_id, item, was, became)
            values (:set, :article, :item, :was, :became)\
            """)
                .bind("set", set)
                .bind("article", entry.article())
                .bind("item", entry.item())
                .bind("was", entry.was())
                .bind("became", entry.became())
                .execute();
    }

    /// The rows of the next articles.
    static List<Entry> entries(Handle handle, ChangeSet set, int articles) {
        return handle.createQuery("""
            select article_id, item, was, became
            from change_set_row
            where set_id = :set and article_id in (
                select article_id
                from change_set_row
                where set_id = :set and article_id > :reached
                group by article_id
                order by article_id
                limit :articles)
            order by article_id, item\
            """)
                .bind("set", set.id())
                .bind("reached", set.reached())
                .bind("articles", articles)
                .map((row, _) -> new Entry(
                        row.getLong("article_id"),
                        row.getString("item"),
                        Row.maybeText(row, "was"),
                        row.getString("became")))
                .list();
    }

    /// Later sets that changed some of the same rows and stand.
    static List<Long> above(Handle handle, long set) {
        return handle.createQuery("""
            select distinct s.id
            from change_set s
            join change_set_row later on later.set_id = s.id
            join change_set_row mine on mine.set_id = :set and mine.article_id = later.article_id
                and mine.item = later.item
            where s.id > :set and s.state <> 'UNDONE'
            order by s.id\
            """).bind("set", set).mapTo(Long.class).list();
    }

    private static ChangeSet set(ResultSet row) throws SQLException {
        return new ChangeSet(
                row.getLong("id"),
                ChangeSet.Kind.valueOf(row.getString("kind")),
                row.getString("spec"),
                row.getString("actor"),
                ChangeSet.State.valueOf(row.getString("state")),
                Row.instant(row, "started_at"),
                Row.maybeInstant(row, "ended_at"),
                Row.maybeInstant(row, "undone_at"),
                row.getLong("reached"),
                row.getLong("until"),
                Json.read(row.getString("figures"), Figures.class));
    }
}
