package dossier.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// All about one article, besides what rules say, that decides how it looks.
record Weighing(Standing.Facts facts, Map<String, Boolean> decided) {
    static Weighing of(Handle handle, Outlets outlets, long article) {
        Map<String, Boolean> decided = new HashMap<>();
        handle.createQuery("select tag, positive from decided where article_id = :article")
                .bind("article", article)
                .map((row, _) -> decided.put(row.getString("tag"), row.getBoolean("positive")))
                .list();
        Standing.Facts facts = handle.createQuery("select outlet_id, shown, removed_at from article where id = :id")
                .bind("id", article)
                .map((row, _) -> new Standing.Facts(
                        outlets.outlet(row.getLong("outlet_id")),
                        row.getBoolean("shown"),
                        Row.maybeInstant(row, "removed_at").isPresent(),
                        Optional.ofNullable(decided.get(""))))
                .one();
        return new Weighing(facts, decided);
    }

    Look look(Collection<Taggings.Stored> rows) {
        return Look.of(
                rows.stream()
                        .map(row -> new Look.Said(row.tagging().tag(), row.state()))
                        .toList(),
                decided,
                facts);
    }
}
