package dossier.model;

import java.util.List;

/// A page of what a search found, as its page shows it.
///
/// @param channel the list, its problem where the query could not be read
/// @param facets ways to narrow it
/// @param results the articles of the page, in the order of the list
public record Results(Channel channel, List<Facet> facets, List<Result> results) {
    /// An article that was found.
    ///
    /// @param published as much of it as may be shown
    /// @param title its headline
    /// @param passage where its text says what was asked for, or how it begins
    public record Result(Item item, Content published, Passage title, Passage passage) {
        /// An article of which nobody has looked yet why it was found.
        public static Result of(Item item, Content published) {
            return new Result(item, published, Passage.of(item.title()), Passage.of(item.excerpt()));
        }
    }

    public Results {
        facets = List.copyOf(facets);
        results = List.copyOf(results);
    }
}
