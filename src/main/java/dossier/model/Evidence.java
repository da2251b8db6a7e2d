package dossier.model;

/// Why a field of an article is what it is, for `article trace`.
///
/// @param field such as `title`, `published`, `body`
/// @param source such as `json-ld datePublished`, `og:title`, `feed`, `main article`
/// @param value what that source said, cut to 200 characters
public record Evidence(String field, String source, String value) {
    /// The field of a line that was left out because its outlet says it on page after page.
    public static final String FURNITURE = "furniture";

    private static final int LONGEST = 200;

    /// A text as a value holds it.
    public static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
