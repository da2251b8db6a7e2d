package dossier.model;

import java.util.List;
import java.util.Optional;

/// What a search found, best first, before the store turned it into items.
///
/// @param query as asked
/// @param articles of this page
/// @param total on all pages
/// @param problem why the query could not be read, with column and what was expected
/// @param facets ways to narrow it
public record SearchHits(
        String query,
        List<ArticleId> articles,
        int page,
        int pages,
        long total,
        Optional<String> problem,
        List<Facet> facets) {
    public SearchHits {
        articles = List.copyOf(articles);
        facets = List.copyOf(facets);
    }

    /// Hits that nobody wants to narrow.
    public SearchHits(
            String query, List<ArticleId> articles, int page, int pages, long total, Optional<String> problem) {
        this(query, articles, page, pages, total, problem, List.of());
    }
}
