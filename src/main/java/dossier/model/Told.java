package dossier.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the archive has to say to an [Inquiry]. No more of an article is in it than may leave the house: articles are
/// [Item]s, texts of revisions are cut in the same way.
public sealed interface Told {
    /// A page of a list of articles, newest first.
    ///
    /// @param next where the following page begins; nothing where this is the last
    record Articles(Inquiry inquiry, List<Item> items, Optional<Position> next) implements Told {
        public Articles {
            items = List.copyOf(items);
        }
    }

    /// One article.
    record One(Item item) implements Told {}

    /// All tags by name, or as many as fit.
    ///
    /// @param more true: there are others behind the last
    record Tags(Inquiry inquiry, List<TagCount> tags, boolean more) implements Told {
        public Tags {
            tags = List.copyOf(tags);
        }
    }

    /// All outlets by slug, or as many as fit.
    ///
    /// @param more true: there are others behind the last
    record Outlets(Inquiry inquiry, List<OutletCount> outlets, boolean more) implements Told {
        public Outlets {
            outlets = List.copyOf(outlets);
        }
    }

    /// Who carried an article.
    record Sightings(Item item) implements Told {}

    /// Which words of which rules, and which curators, put an article under its tags.
    record Matches(Item item) implements Told {}

    /// What an article said, newest first.
    ///
    /// @param more true: there are older ones behind the last
    record Revisions(Inquiry inquiry, Item item, List<Revision> revisions, boolean more) implements Told {
        public Revisions {
            revisions = List.copyOf(revisions);
        }
    }

    /// Lines of the diary, in their order and without a gap.
    ///
    /// @param last number of the newest change there is
    record Changes(Inquiry inquiry, List<Line> lines, long last) implements Told {
        public Changes {
            lines = List.copyOf(lines);
        }
    }

    /// It is one with another article, which has the other number.
    record Elsewhere(Inquiry inquiry, ArticleId now) implements Told {}

    /// It was taken down.
    record Gone(ArticleId article, Instant at, String reason) implements Told {}

    /// It is not there.
    record Unknown(String what) implements Told {}

    /// The question cannot be answered as it was put.
    record Refused(String problem) implements Told {}

    /// The asker knows more changes than there are: the archive was set back since.
    record Ahead(long since, long last) implements Told {}

    /// A change, and what became of its article.
    record Line(Change change, State state) {}

    /// How an article of the diary stands now. One that is told of further down in the same answer is told of there.
    sealed interface State {
        /// It is shown, and reads so.
        record Shown(Item item) implements State {}

        /// It is in the archive, but not on its public pages, or not any more.
        record Hidden() implements State {}

        /// It was taken down.
        record Removed(Instant at, String reason) implements State {}

        /// A later line of the same answer tells.
        record Later(long seq) implements State {}
    }
}
