package dossier.model;

import java.util.List;
import java.util.Optional;

/// A piece of a file that is imported.
public sealed interface Filed {
    /// Who decides where a file says what its articles are about, and not who says so.
    String ACTOR = "import";

    /// Where it stands in the file, for people: `line 12`, `item 3, line 90`.
    String where();

    /// An article.
    ///
    /// @param outlet name or slug of the outlet whose it is, where the file says
    /// @param carried who carried it, under which headline and since when, as another archive knew it; empty
    /// where the file itself is all that is known to carry it
    /// @param tags what the file says it is about: those that a curator set are decided, those of a rule are
    /// decided only where no rule here says the same
    record Post(String where, Entry entry, Optional<String> outlet, List<Seen> carried, List<Tagging> tags)
            implements Filed {
        public Post {
            carried = List.copyOf(carried);
            tags = List.copyOf(tags);
        }

        /// The same with these tags alone.
        public Post tagged(List<Tagging> others) {
            return new Post(where, entry, outlet, carried, others);
        }
    }

    /// No article for the public.
    ///
    /// @param why one or two words, the same for all of a kind: `draft`, `page`
    record Skipped(String where, String why) implements Filed {}

    /// It cannot be read. The reason is a sentence for the operator.
    record Broken(String where, String why) implements Filed {}
}
