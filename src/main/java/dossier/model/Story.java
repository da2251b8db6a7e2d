package dossier.model;

import java.util.List;

/// What an article has in common with others: an agency's text that several outlets print, each in its own version.
/// Each stays an article of its own.
///
/// @param id the number of the first of its articles that are shown
/// @param versions the other articles, as far as they are shown, in the order of their numbers
public record Story(long id, List<Version> versions) {
    /// More than so many are not told.
    public static final int MOST = 50;

    public Story {
        versions = List.copyOf(versions);
    }

    /// Another article of the story.
    ///
    /// @param slug part of its address
    public record Version(ArticleId id, String slug, Outlet outlet, String title) {
        /// Its address in this archive, without host.
        public String path() {
            return Item.path(id, slug);
        }
    }
}
