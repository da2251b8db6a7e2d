package dossier.store;

import dossier.model.Indexable;
import dossier.model.Kept;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Reads the diary: what became of the articles, in the order in which it became visible.
public final class Changes {
    private static final int AT_ONCE = 1_000;

    /// Characters of text that are read together.
    private static final long LONGEST = 16_000_000;

    private final Database database;
    private final Outlets outlets;

    /// The changes of this database.
    public Changes(Database database, Outlets outlets) {
        this.database = database;
        this.outlets = outlets;
    }

    /// The articles of the next changes after this one, each once, as it stands now, with the number of its
    /// last change among them; in the order of the numbers. Empty where there is nothing newer. At most those
    /// of 1,000 changes, and fewer where the texts are long.
    public List<Indexable> after(long seq) {
        List<Indexable> after = database.read(handle -> {
            Map<Long, Long> seqs = seqs(handle, seq);
            Map<Long, Indexable> articles = articles(handle, seqs);
            return seqs.keySet().stream().map(articles::get).toList();
        });
        if (!after.isEmpty()) database.flush(after.getLast().seq());
        return after;
    }

    /// The number of the newest change, 0 where there is none.
    public long last() {
        return database.read(Diary::lastSeq);
    }

    /// Article by article its newest change, in the order of the changes, as many as may be in memory together.
    private static Map<Long, Long> seqs(Handle handle, long seq) {
        Map<Long, Long> newest = newest(handle, seq);
        Map<Long, Long> sizes = sizes(handle, List.copyOf(newest.keySet()));
        Map<Long, Long> seqs = new LinkedHashMap<>();
        long characters = 0;
        for (Map.Entry<Long, Long> entry : newest.entrySet()) {
            characters += sizes.getOrDefault(entry.getKey(), 0L);
            if (characters > LONGEST && !seqs.isEmpty()) break;
            seqs.put(entry.getKey(), entry.getValue());
        }
        return seqs;
    }

    private static Map<Long, Long> newest(Handle handle, long seq) {
        Map<Long, Long> newest = new LinkedHashMap<>();
        handle.createQuery("""
            select article_id, max(seq) as seq
            from change
            where seq > :seq and seq <= :last
            group by article_id
            order by max(seq)\
            """)
                .bind("seq", seq)
                .bind("last", seq + AT_ONCE)
                .map((row, _) -> newest.put(row.getLong("article_id"), row.getLong("seq")))
                .list();
        return newest;
    }

    /// Characters of text by article. Asked for by number: joined with the changes, H2 reads every text there is.
    static Map<Long, Long> sizes(Handle handle, List<Long> ids) {
        Map<Long, Long> sizes = new HashMap<>();
        if (ids.isEmpty()) return sizes;
        handle.createQuery("""
            select a.id, length(r.body) + length(r.plain) as characters
            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id in (<ids>)\
            """)
                .bindList("ids", ids)
                .map((row, _) -> sizes.put(row.getLong("id"), row.getLong("characters")))
                .list();
        return sizes;
    }

    private Map<Long, Indexable> articles(Handle handle, Map<Long, Long> seqs) {
        if (seqs.isEmpty()) return Map.of();
        List<Long> ids = List.copyOf(seqs.keySet());
        Map<Long, List<String>> tags = EffectiveTags.of(handle, ids);
        Map<Long, Indexable> articles = new HashMap<>();
        handle.createQuery("select a.id, a.revision, a.outlet_id, a.shown, a.dated, a.rights, a.removed_at, "
                        + RevisionTable.COLUMNS + """

                        from article a
                        join revision r on r.article_id = a.id and r.number = a.revision
                        where a.id in (<ids>)\
                        """)
                .bindList("ids", ids)
                .map((row, _) -> articles.put(row.getLong("id"), indexable(row, seqs, tags)))
                .list();
        return articles;
    }

    private Indexable indexable(ResultSet row, Map<Long, Long> seqs, Map<Long, List<String>> tags) throws SQLException {
        long id = row.getLong("id");
        Kept kept = ReadArticles.kept(row, outlets);
        return new Indexable(
                seqs.getOrDefault(id, 0L),
                kept,
                row.getBoolean("shown"),
                tags.getOrDefault(id, List.of()),
                Row.maybeInstant(row, "removed_at").isPresent());
    }
}
