package dossier.model;

import java.util.List;

/// What an extracted article is to the archive.
public sealed interface Verdict {
    Article article();

    /// One we did not hold.
    record New(Article article) implements Verdict {}

    /// One we hold, with nothing new in it: one more sighting.
    record Same(Article article, ArticleId id) implements Verdict {}

    /// A copy of one we hold, at another outlet's address: one more sighting, and never a revision.
    record Copy(Article article, ArticleId id) implements Verdict {}

    /// One we hold, and it changed.
    ///
    /// @param why which parts changed, for people: `title`, `text`, `pictures`
    record Revised(Article article, ArticleId id, List<String> why) implements Verdict {
        public Revised {
            why = List.copyOf(why);
        }
    }
}
