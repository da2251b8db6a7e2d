package dossier.model;

/// What stands at an article's address.
public sealed interface Found {
    /// The article, and the lists beside it.
    ///
    /// @param fate what became of it since it was first kept
    record Here(Item item, Aside aside, Fate fate) implements Found {
        /// An article that never changed.
        public Here(Item item, Aside aside) {
            this(item, aside, Fate.NONE);
        }
    }

    /// It is there under another slug: go to that path.
    record Elsewhere(String path) implements Found {}

    /// It was taken down; answered with 410.
    record Tombstone(ArticleId id, String reason) implements Found {}

    /// There never was one, or it is not shown; answered with 404.
    record Nowhere(String path) implements Found {}
}
