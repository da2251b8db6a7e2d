package dossier.model;

import java.net.URI;
import java.time.Instant;
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
    /// @param limit how much of it may leave the house, where the file says
    record Post(
            String where,
            Entry entry,
            Optional<String> outlet,
            List<Seen> carried,
            List<Tagging> tags,
            Optional<Limit> limit)
            implements Filed {
        public Post {
            carried = List.copyOf(carried);
            tags = List.copyOf(tags);
        }

        /// One of which its outlet alone says how much may leave the house.
        public Post(String where, Entry entry, Optional<String> outlet, List<Seen> carried, List<Tagging> tags) {
            this(where, entry, outlet, carried, tags, Optional.empty());
        }

        /// The same with these tags alone.
        public Post tagged(List<Tagging> others) {
            return new Post(where, entry, outlet, carried, others, limit);
        }
    }

    /// An article that was taken down elsewhere: nothing of what it said, but how it is known again.
    ///
    /// @param addresses of the original
    /// @param carried who carried it, each with its key within the feed
    /// @param by who decided; may be empty
    record Removed(
            String where,
            Optional<String> outlet,
            List<URI> addresses,
            List<Seen> carried,
            Instant at,
            String reason,
            String by)
            implements Filed {
        public Removed {
            addresses = List.copyOf(addresses);
            carried = List.copyOf(carried);
        }
    }

    /// No article for the public.
    ///
    /// @param why one or two words, the same for all of a kind: `draft`, `page`
    record Skipped(String where, String why) implements Filed {}

    /// It cannot be read. The reason is a sentence for the operator.
    record Broken(String where, String why) implements Filed {}
}
