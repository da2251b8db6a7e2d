package dossier.store;

import dossier.model.Slug;
import dossier.model.TagSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The tags themselves: what they are called, what they were called, and what stands above what.
///
/// An old name leads to its tag for ever, whatever the configuration says later, until the name is given to a
/// tag of its own again.
public final class Tags {
    private static final int BATCH = 200;

    private final Database database;
    private final InstantSource clock;
    private final Standing standing;

    /// The tags of this database.
    public Tags(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.standing = new Standing(outlets);
    }

    /// A tag as it stands.
    ///
    /// @param articles on its page, those of tags below it among them
    /// @param others names that lead to it
    public record Known(String name, long articles, Optional<String> parent, List<String> others) {}

    /// Makes the store agree with the configuration: articles of a tag that is called otherwise now get the new name,
    /// decisions about it too, and those of tags whose parent changed stand where they belong. Each article
    /// whose page changes is told in the diary. A kill in the middle is made good by the next call.
    public void sync(List<TagSpec> specs) {
        Map<String, String> moved = database.write(handle -> names(handle, specs));
        Set<String> shifted = database.write(handle -> parents(handle, specs));
        moved.keySet().forEach(this::rename);
        shifted.forEach(this::resettle);
        if (!moved.isEmpty() || !shifted.isEmpty()) database.flush();
    }

    /// What a tag is called now that is asked for by any name it ever had, as it was written or as it stands in
    /// addresses; the name itself where it leads nowhere else.
    public String now(String asked) {
        return database.read(handle -> TagNames.lead(handle, asked))
                .filter(tag -> !Slug.of(tag).equals(Slug.of(asked)))
                .orElse(asked);
    }

    /// Brings articles along that came under an old name in the moment in which the tag got its new one: a worker
    /// read the old one just before. To be asked now and then.
    public void settle() {
        Map<String, String> left = database.read(Tags::left);
        left.keySet().forEach(this::rename);
        if (!left.isEmpty()) database.flush();
    }

    /// All tags that ever had articles or rules, but for those that are called otherwise now.
    public List<Known> all() {
        return database.read(handle -> handle.createQuery("""
            select s.name, s.articles, p.parent
            from shelf s
            left join tag_parent p on p.tag = s.name
            where s.kind = 'TAG' and not exists (select 1 from tag_name n where n.name = s.name)
            order by s.name\
            """)
                .map((row, _) -> new Known(
                        row.getString("name"),
                        row.getLong("articles"),
                        Row.maybeText(row, "parent"),
                        others(handle, row.getString("name"))))
                .list());
    }

    private static List<String> others(Handle handle, String tag) {
        return handle.createQuery("select name from tag_name where tag = :tag order by name")
                .bind("tag", tag)
                .mapTo(String.class)
                .list();
    }

    // names

    /// Writes the names down, so that addresses lead on at once.
    ///
    /// @return old names under which articles may still stand, and what they are called now
    private Map<String, String> names(Handle handle, List<TagSpec> specs) {
        Instant now = clock.instant();
        for (TagSpec spec : specs) {
            handle.createUpdate("delete from tag_name where name = :name")
                    .bind("name", spec.name())
                    .execute();
            for (String old : spec.was()) lead(handle, old, spec.name(), "WAS", now);
            for (String other : spec.synonyms()) lead(handle, other, spec.name(), "SYNONYM", now);
        }
        return left(handle);
    }

    private static Map<String, String> left(Handle handle) {
        Map<String, String> all = new TreeMap<>();
        handle.createQuery("""
            select n.name, n.tag
            from tag_name n
            where exists (select 1 from tagging t where t.tag = n.name)
                or exists (select 1 from decided d where d.tag = n.name)\
            """)
                .map((row, _) -> all.put(row.getString("name"), row.getString("tag")))
                .list();
        return all;
    }

    private static void lead(Handle handle, String name, String tag, String kind, Instant now) {
        Shelves.ensure(handle, Shelves.Name.tag(tag));
        boolean known = handle.createUpdate("update tag_name set tag = :tag, kind = :kind where name = :name")
                        .bind("tag", tag)
                        .bind("kind", kind)
                        .bind("name", name)
                        .execute()
                > 0;
        if (!known)
            handle.createUpdate("""
                insert into tag_name (name, slug, tag, kind, since) values (:name, :slug, :tag, :kind, :now)\
                """)
                    .bind("name", name)
                    .bind("slug", Slug.of(name))
                    .bind("tag", tag)
                    .bind("kind", kind)
                    .bind("now", now)
                    .execute();
        handle.createUpdate("update tag_name set tag = :tag where tag = :old")
                .bind("tag", tag)
                .bind("old", name)
                .execute();
    }

    private void rename(String old) {
        while (database.write(handle -> renameSome(handle, old)) == BATCH) {
            // a batch at a time, so that nobody waits long
        }
    }

    private int renameSome(Handle handle, String old) {
        String name = TagNames.now(handle, old);
        List<Long> articles = handle.createQuery("""
            select article_id
            from (
                select article_id from tagging where tag = :old
                union
                select article_id from decided where tag = :old) renamed
            order by article_id
            limit :batch\
            """)
                .bind("old", old)
                .bind("batch", BATCH)
                .mapTo(Long.class)
                .list();
        if (articles.isEmpty()) return 0;
        lock(handle, articles);
        retag(handle, articles, old, name);
        Instant now = clock.instant();
        for (long article : articles) standing.settle(handle, article, now);
        return articles.size();
    }

    /// Of two decisions about what is one tag now, the newer holds.
    private static void retag(Handle handle, List<Long> articles, String old, String name) {
        for (String sql : List.of(
                "update tagging set tag = :name where tag = :old and article_id in (<ids>)",
                """
                delete from decided
                where article_id in (<ids>) and tag in (:old, :name) and exists (
                    select 1 from decided newer
                    where newer.article_id = decided.article_id and newer.tag in (:old, :name)
                        and newer.decision_id > decided.decision_id)\
                """,
                "update decided set tag = :name where tag = :old and article_id in (<ids>)"))
            handle.createUpdate(sql)
                    .bindList("ids", articles)
                    .bind("old", old)
                    .bind("name", name)
                    .execute();
    }

    private static void lock(Handle handle, List<Long> articles) {
        handle.createQuery("select id from article where id in (<ids>) order by id for update")
                .bindList("ids", articles)
                .mapTo(Long.class)
                .list();
    }

    // parents

    /// @return tags whose articles may stand elsewhere now
    private static Set<String> parents(Handle handle, List<TagSpec> specs) {
        Map<String, String> wanted = new TreeMap<>();
        for (TagSpec spec : specs)
            spec.parent().ifPresent(parent -> wanted.put(spec.name(), TagNames.now(handle, parent)));
        Map<String, String> is = new TreeMap<>();
        handle.createQuery("select tag, parent from tag_parent")
                .map((row, _) -> is.put(row.getString("tag"), row.getString("parent")))
                .list();
        Set<String> changed = new HashSet<>();
        is.forEach((tag, parent) -> {
            if (parent.equals(wanted.get(tag))) return;
            changed.add(tag);
            handle.createUpdate("delete from tag_parent where tag = :tag")
                    .bind("tag", tag)
                    .execute();
        });
        wanted.forEach((tag, parent) -> {
            if (parent.equals(is.get(tag))) return;
            changed.add(tag);
            Shelves.ensure(handle, Shelves.Name.tag(parent));
            handle.createUpdate("insert into tag_parent (tag, parent) values (:tag, :parent)")
                    .bind("tag", tag)
                    .bind("parent", parent)
                    .execute();
        });
        return changed;
    }

    private void resettle(String tag) {
        List<Long> articles = database.read(handle ->
                handle.createQuery("""
                    select a.article_id
                    from shelf_article a
                    join shelf s on s.id = a.shelf_id
                    where s.kind = 'TAG' and s.name = :tag
                    order by a.article_id\
                    """).bind("tag", tag).mapTo(Long.class).list());
        for (int from = 0; from < articles.size(); from += BATCH) {
            List<Long> some = articles.subList(from, Math.min(articles.size(), from + BATCH));
            database.write(handle -> {
                lock(handle, some);
                Instant now = clock.instant();
                for (long article : some) standing.settle(handle, article, now);
                return some.size();
            });
        }
    }
}
