package dossier.extract;

import dossier.site.Links;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Films that a page shows in a frame: a reader gets a plain link to each.
final class Embeds {
    private static final Pattern PLAYED = Pattern.compile(
            "//(?:www\\.)?(?:youtube(?:-nocookie)?\\.com/embed/(?!videoseries|live_stream)([\\w-]{6,20})|player\\.vimeo\\.com/video/(\\d{4,14}))");
    /// What players are titled where nobody gave the film a title.
    private static final Pattern NO_TITLE = Pattern.compile(
            "(?:youtube|vimeo|embedded)?\\s*(?:video|media|film)?\\s*(?:player|content|embed|iframe)?",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_TITLE = 200;

    private Embeds() {}

    /// The film of a frame, where it is one: of a known player, or one that may fill the screen.
    static Optional<Block.Embed> of(Box frame, URI base) {
        String written = frame.attr("src");
        if (!written.contains("//")) written = frame.attr("data-src");
        if (!written.contains("//")) return Optional.empty();
        Matcher played = PLAYED.matcher(written);
        boolean known = played.find();
        if (!known && !frame.element.hasAttr("allowfullscreen")) return Optional.empty();
        return Links.read(base, known ? page(played) : written)
                .filter(uri -> uri.getHost() != null)
                .map(uri -> new Block.Embed(frame, uri, title(frame, uri, known)));
    }

    private static String page(Matcher played) {
        return played.group(1) == null
                ? "https://vimeo.com/" + played.group(2)
                : "https://www.youtube.com/watch?v=" + played.group(1);
    }

    /// A map may fill the screen too: only of a known player it is sure that it is a film.
    private static String title(Box frame, URI uri, boolean film) {
        String title = Titles.clean(frame.attr("title"));
        boolean told = !NO_TITLE.matcher(title).matches() && title.length() <= LONGEST_TITLE;
        return told ? title : (film ? "Video: " : "") + Links.bare(uri.getHost());
    }
}
