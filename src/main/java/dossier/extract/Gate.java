package dossier.extract;

import dossier.model.Content;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.TextFrom;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Judges whether a page's text is the article, or something that stands in its place.
final class Gate {
    /// A text shorter than this gets a flag.
    static final int SHORT = 280;

    private static final int A_WALL_IS_SHORT = 1_500;
    private static final Pattern WALL = Pattern.compile(
            "enable (?:javascript|js|cookies)|javascript is (?:disabled|required)|turn on javascript|(?:we|our"
                + " partners|sites?) (?:and our partners )?(?:use|uses|store) (?:and/or access"
                + " )?(?:cookies|information on a device)|accept (?:all )?cookies|cookie"
                + " (?:policy|settings|consent)|are you a (?:robot|human)|verify (?:that )?you are (?:a"
                + " )?human|checking your browser|unusual traffic|access denied|captcha|subscribe to"
                + " (?:continue|read)|(?:log|sign) in to (?:continue|read)|to continue reading|this content is (?:only"
                + " )?available to subscribers",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ERROR_TITLE = Pattern.compile(
            "^(?:error\\b|404\\b|403\\b|500\\b|page not found|not found|access denied|forbidden|just a"
                + " moment|attention required|are you a robot|service unavailable|bad gateway|sign in|log ?in|before"
                + " you continue).{0,60}",
            Pattern.CASE_INSENSITIVE);

    private Gate() {}

    /// Why these bytes are no page at all.
    static Optional<String> notHtml(Page.Fetched page) {
        String type = page.body().contentType().toLowerCase(Locale.ROOT);
        boolean text = type.isBlank() || type.startsWith("text/") || type.contains("html") || type.contains("xml");
        if (!text && !type.startsWith("application/octet-stream")) return Optional.of("page is " + type);
        return isBinary(page) ? Optional.of("page is binary") : Optional.empty();
    }

    private static boolean isBinary(Page.Fetched page) {
        byte[] start = new byte[512];
        int read = read(page, start);
        if (read > 1
                && ((start[0] == (byte) 0xfe && start[1] == (byte) 0xff)
                        || (start[0] == (byte) 0xff && start[1] == (byte) 0xfe))) return false;
        int zeros = 0;
        for (int i = 0; i < read; i++) if (start[i] == 0) zeros++;
        return zeros > 8;
    }

    private static int read(Page.Fetched page, byte[] into) {
        try (InputStream bytes = page.body().bytes().stream()) {
            return bytes.readNBytes(into, 0, into.length);
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /// Why a page that has some text may be no article all the same; nothing but the page itself can tell.
    static Optional<String> doubt(Content content) {
        int length = content.text().length();
        String path = Optional.ofNullable(content.address().getRawPath()).orElse("");
        if (path.length() < 2 && content.address().getRawQuery() == null)
            return Optional.of("leads to a front page, " + content.address());
        if (length < A_WALL_IS_SHORT && ERROR_TITLE.matcher(content.title()).matches())
            return Optional.of("looks like an error page: " + content.title());
        if (length < A_WALL_IS_SHORT && WALL.matcher(content.text()).find())
            return Optional.of("looks like a wall before the article: it has %d characters of text".formatted(length));
        return length < SHORT
                ? Optional.of("has %d characters of text, as a teaser has".formatted(length))
                : Optional.empty();
    }

    /// Why a further page of an article is none; empty where nothing speaks against it.
    static Optional<String> against(Reader.Reading part) {
        String text = part.body().text();
        if (text.length() >= A_WALL_IS_SHORT) return Optional.empty();
        if (ERROR_TITLE.matcher(part.title()).matches()) return Optional.of("is an error page: " + part.title());
        return WALL.matcher(text).find() ? Optional.of("is a wall") : Optional.empty();
    }

    /// Why the feed's text is taken instead of the page's; empty where the page's is the article.
    static Optional<String> refusal(Reader.Reading page, Cleaner.Cleaned fed, Outlet outlet) {
        String text = page.body().text();
        if (text.isBlank()) return Optional.of("page without text");
        boolean fedMore = fed.text().length() > text.length();
        if (ERROR_TITLE.matcher(page.title()).matches()
                && text.length() < A_WALL_IS_SHORT
                && !fed.text().isEmpty()) {
            return Optional.of("error page: " + page.title());
        }
        if (text.length() < A_WALL_IS_SHORT
                && WALL.matcher(text).find()
                && fed.text().length() * 4 > text.length()) {
            return Optional.of("page is a wall");
        }
        if (outlet.text() == TextFrom.AUTO && fedMore && fed.text().length() > text.length() * 1.3 + 100) {
            return Optional.of("page has less text than the feed");
        }
        return outlet.language().flatMap(own -> foreign(own, text, fed.text()));
    }

    /// A page for readers elsewhere, where the feed has the article in the outlet's own language. Where the feed is in
    /// another language too, so is the article.
    private static Optional<String> foreign(String own, String text, String fed) {
        return Languages.against(own, text)
                .filter(_ -> Languages.isIn(own, fed))
                .map(read -> "page is in another language: in %s, and feed and outlet are in %s".formatted(read, own));
    }
}
