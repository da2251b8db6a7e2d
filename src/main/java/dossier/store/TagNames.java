package dossier.store;

import dossier.model.Slug;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What tags are called now, and under which other tags they stand.
final class TagNames {
    private static final int DEEPEST = 10;

    private TagNames() {}

    /// What a tag is called now; itself where it has no other name.
    static String now(Handle handle, String name) {
        return handle.createQuery("select tag from tag_name where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .orElse(name);
    }

    /// The tag that an old name or a synonym leads to, by the name or by how it stands in addresses.
    static Optional<String> lead(Handle handle, String asked) {
        return handle.createQuery("select tag from tag_name where name = :asked")
                .bind("asked", asked)
                .mapTo(String.class)
                .findOne()
                .or(() -> handle.createQuery("select tag from tag_name where slug = :slug order by since desc limit 1")
                        .bind("slug", Slug.of(asked))
                        .mapTo(String.class)
                        .findOne());
    }

    /// The tags and those above them: an article on spying stands on the page of security as well.
    static Set<String> withThoseAbove(Handle handle, List<String> tags) {
        Set<String> all = new LinkedHashSet<>();
        for (String tag : tags) all.addAll(chain(handle, tag));
        return all;
    }

    /// The tag, the one above it, and so on.
    static List<String> chain(Handle handle, String tag) {
        List<String> chain = new ArrayList<>(List.of(tag));
        Optional<String> above = parent(handle, tag);
        while (above.isPresent() && !chain.contains(above.get()) && chain.size() < DEEPEST) {
            chain.add(above.get());
            above = parent(handle, above.get());
        }
        return chain;
    }

    private static Optional<String> parent(Handle handle, String tag) {
        return handle.createQuery("select parent from tag_parent where tag = :tag")
                .bind("tag", tag)
                .mapTo(String.class)
                .findOne();
    }
}
