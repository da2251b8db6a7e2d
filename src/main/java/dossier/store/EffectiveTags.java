package dossier.store;

import dossier.model.Tagging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The tags that articles have: what the rules say, and above it what curators decided (law 4).
final class EffectiveTags {
    /// What rules say, but for what a curator ruled out; then what curators set.
    private static final String SAID = """
        select t.article_id, t.tag, t.rule, t.version, t.hits, '' as actor
        from tagging t
        where t.article_id in (<ids>) and t.state <> 'WITHDRAWN'
            and (t.state = 'IN_FORCE'
                or exists (
                    select 1 from decided d where d.article_id = t.article_id and d.tag = t.tag and d.positive))
            and not exists (
                select 1 from decided d where d.article_id = t.article_id and d.tag = t.tag and not d.positive)
        union all
        select d.article_id, d.tag, '' as rule, 0 as version, '[]' as hits, n.actor
        from decided d
        join decision n on n.id = d.decision_id
        where d.article_id in (<ids>) and d.positive and d.tag <> ''
        order by 1, 2, 3\
        """;

    private EffectiveTags() {}

    /// In alphabetical order.
    static List<String> of(Handle handle, long article) {
        return of(handle, List.of(article)).getOrDefault(article, List.of());
    }

    /// By article, each in alphabetical order.
    static Map<Long, List<String>> of(Handle handle, List<Long> articles) {
        Map<Long, List<String>> tags = new HashMap<>();
        explained(handle, articles)
                .forEach((article, taggings) -> tags.put(
                        article, taggings.stream().map(Tagging::tag).distinct().toList()));
        return tags;
    }

    /// By article, with who set them: rules that a curator confirmed among them.
    static Map<Long, List<Tagging>> explained(Handle handle, List<Long> articles) {
        Map<Long, List<Tagging>> taggings = new HashMap<>();
        handle.createQuery(SAID)
                .bindList("ids", articles)
                .map((row, _) -> Map.entry(row.getLong("article_id"), tagging(row)))
                .forEach(entry -> taggings.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        taggings.values().forEach(list -> list.sort((one, other) -> one.tag().compareTo(other.tag())));
        return taggings;
    }

    /// What a curator said of the article as a whole.
    static Optional<Boolean> whole(Handle handle, long article) {
        return handle.createQuery("select positive from decided where article_id = :article and tag = ''")
                .bind("article", article)
                .mapTo(Boolean.class)
                .findOne();
    }

    private static Tagging tagging(ResultSet row) throws SQLException {
        String actor = row.getString("actor");
        return actor.isEmpty() ? Taggings.tagging(row) : Tagging.decided(row.getString("tag"), actor);
    }
}
