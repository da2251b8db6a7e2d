package dossier.model;

/// HTML that may be shown: only `p h2 h3 ul ol li blockquote figure img figcaption cite table thead tbody tr th td pre
/// code a em strong br`, no attributes but `href src alt title width height datetime`. Made by the cleaner, and by the
/// store reading back; `HouseTest` keeps it so.
public final class SafeHtml {
    /// Nothing.
    public static final SafeHtml EMPTY = new SafeHtml("");

    private final String markup;

    private SafeHtml(String markup) {
        this.markup = markup;
    }

    /// Only for the cleaner and the store: vouches for the markup.
    public static SafeHtml vouchedFor(String markup) {
        return new SafeHtml(markup);
    }

    /// One paragraph of plain text, escaped.
    public static SafeHtml paragraph(String text) {
        return text.isBlank() ? EMPTY : new SafeHtml("<p>" + escape(text.strip()) + "</p>");
    }

    /// The markup, ready to stand in a page.
    public String markup() {
        return markup;
    }

    /// True where there is nothing to show.
    public boolean isEmpty() {
        return markup.isBlank();
    }

    /// Text as it may stand in HTML, in an element or in a quoted attribute.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafeHtml that && markup.equals(that.markup);
    }

    @Override
    public int hashCode() {
        return markup.hashCode();
    }

    @Override
    public String toString() {
        return markup;
    }
}
