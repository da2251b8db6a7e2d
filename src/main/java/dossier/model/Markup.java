package dossier.model;

/// HTML from outside, hostile until the cleaner made a [SafeHtml] of it.
public record Markup(String html) {
    /// No markup at all.
    public static final Markup NONE = new Markup("");

    /// True where there is nothing but white space.
    public boolean isBlank() {
        return html.isBlank();
    }
}
