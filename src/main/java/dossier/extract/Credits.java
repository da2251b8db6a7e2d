package dossier.extract;

import dossier.model.SafeHtml;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what a caption says from who took the picture, and drops the labels made for screen readers.
final class Credits {
    private static final Pattern LABEL = Pattern.compile(
            "^(?:image caption|media caption|photo caption|video"
                    + " caption|caption|bildunterschrift|légende)\\s*[:,.–-]?\\s+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDIT_LABEL = Pattern.compile(
            "^(?:image (?:copyright|source|credit)s?|photo(?:graph)? (?:credits?|by|source|courtesy of)|picture"
                    + " (?:credit|source)|media source|photo|foto|fotos|image|bild|bildquelle|quelle|credits?|crédit(?:"
                    + " photo)?|crédits|copyright|source|"
                    + "photographer|fotograf|fotocredit|photograph|fotografía|imagen)\\s*[:,]?\\s+(?=\\S)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern STRAY_LABEL = Pattern.compile(
            "^(?:image (?:caption|copyright|source|credit)|media caption|photo"
                    + " caption|caption|copyright|credit|photo|foto|image)\\s*[:,]?$",
            Pattern.CASE_INSENSITIVE);
    private static final String AGENCY = "(?:AP|AFP|EPA|dpa|PA|PTI|IANS|ANI|UPI|Reuters|REUTERS|Getty(?: Images)?|GETTY"
            + " IMAGES|Shutterstock|SHUTTERSTOCK|Alamy|iStock|Bloomberg|Xinhua|Associated"
            + " Press|AAP|ANP|APA|NTB|TT|CP|The Canadian Press|THE CANADIAN PRESS|Imago|IMAGO|imago|picture"
            + " alliance|Unsplash|Pixabay|Pexels|Flickr|NASA|Handout)";
    private static final List<Trailing> TRAILING = List.of(
            // "… in Paris. Photo: Jane Roe/AP", "… Credit: Getty Images"
            trailing(
                    List.of(":"),
                    "(?<=^|[.!?…”\"’»)\\]\\s|])\\s*[\\[(|–-]?\\s*((?:Photo(?:graph)?s?(?: by| credit| courtesy(?:"
                            + " of)?)?|Photo\\s?:|Foto|Fotos|Bild|Image(?: credit| source| by)?|Picture(?: by|"
                            + " credit)?|Credit|Credits|Crédit(?: photo)?|Quelle|Copyright|Source|"
                            + "Fotocredit|Photographer)\\s*:\\s*([^:]{2,80}?))\\s*[\\])]?\\.?$"),
            trailing(
                    List.of("P", "I"),
                    "(?<=[.!?…”\"’»)\\]]\\s|^)((?:Photo|Image|Picture|Photograph)s? (?:by|courtesy"
                            + " of|courtesy)\\s+([^.]{2,80}?))\\.?$"),
            trailing(
                    List.of("(", "["),
                    "\\s*[\\[(]((?:Photo|Image|Picture|Foto|Credit|Photo credit)s?(?: by|:| courtesy"
                            + " of)\\s*([^()\\[\\]]{2,80}))[\\])]\\.?$"),
            // "… (Reuters/Jane Roe)", "… (AP Photo/Jane Roe)"
            trailing(
                    List.of("(", "["),
                    "\\s*[\\[(]((?:[^()\\[\\]]{0,50}[/|,]\\s?)?" + AGENCY
                            + "(?: (?:Photo|Images|via"
                            + " [^()\\[\\]]{2,40}))?(?:\\s?[/|,][^()\\[\\]]{1,60})?)[\\])]\\.?$"),
            // "… REUTERS/Jane Roe", "… AP Photo/Jane Roe", "… Jane Roe/AP"
            trailing(
                    List.of("/"),
                    "(?<=[.!?…”\"’»)]\\s|^)((?:REUTERS|Reuters|AP Photo|AFP|EPA|Getty Images|GETTY"
                            + " IMAGES|AP|dpa)\\s?/\\s?[^.!?]{2,70})\\.?$"),
            trailing(List.of("/"), "\\s(REUTERS/[^.!?]{2,70})\\.?$"),
            trailing(
                    List.of("/", "via "),
                    "(?<=[.!?…”\"’»)]\\s|^)([^.!?]{2,50}(?:/|via )\\s?" + AGENCY + "[^.!?]{0,30})\\.?$"),
            trailing(List.of(" "), "(?<=[.!?…”\"’»)]\\s)(" + AGENCY + ")\\.?$"),
            // "… © Jane Roe"
            trailing(
                    List.of("©", "(c)", "(C)", "Copyright"),
                    "\\s*[\\[(|]?\\s*((?:©|\\([cC]\\)\\s|Copyright ©?)\\s*([^©\\])]{2,80}?))[\\])]?\\.?$"),
            // "… MERIDIAN/Ana Sousa/File Photo", whatever the agency is called
            trailing(
                    List.of("/"),
                    "(?:^|\\s)(\\p{Lu}{3,}(?:[ -]\\p{Lu}{2,}){0,2}\\s?/\\s?\\p{Lu}[\\p{L}'’-]*\\.?(?:"
                            + " (?:\\p{Lu}[\\p{L}'’-]*\\.?|de|da|di|van|von|der|den|bin|al|el|via)){0,6}"
                            + "(?:\\s?/\\s?(?:\\p{Lu}[\\p{L} ]{2,40}|via [\\p{L} ]{2,40}))?)\\.?$"));

    private static final Pattern SIGN = Pattern.compile("^(?:©|\\([cC]\\)|&copy;|by\\b|By\\b)\\s*");
    private static final Pattern EDGES = Pattern.compile("^[\\s|/:;,–-]+|[\\s|/:;,–-]+$");
    private static final Pattern TAIL = Pattern.compile("[\\s|/(\\[–-]+$");

    private Credits() {}

    /// A credit behind a caption, and the signs of which it holds one: most captions hold none, and need no closer
    /// look.
    private record Trailing(List<String> signs, Pattern pattern) {
        boolean isLikely(String caption) {
            for (String sign : signs) if (caption.contains(sign)) return true;
            return false;
        }
    }

    private static Trailing trailing(List<String> signs, String pattern) {
        return new Trailing(signs, Pattern.compile(pattern));
    }

    /// A caption and its credit, either of them perhaps empty.
    record Split(Line caption, String credit) {}

    /// Takes the credit off the end of a caption.
    static Split split(Line caption, String credit) {
        Line bare = withoutLabel(caption);
        if (!credit.isEmpty()) return new Split(without(bare, credit), bare(credit));
        for (Trailing trailing : TRAILING) {
            if (!trailing.isLikely(bare.text())) continue;
            Matcher matcher = trailing.pattern.matcher(bare.text());
            if (!matcher.find()) continue;
            String found = matcher.group(matcher.groupCount()) == null
                    ? matcher.group(1)
                    : matcher.group(matcher.groupCount());
            return new Split(cut(bare, matcher.start()), bare(found));
        }
        return new Split(bare, "");
    }

    /// A credit without its label: `Image copyright Getty Images` becomes `Getty Images`.
    static String bare(String credit) {
        String bare = credit.strip();
        for (int i = 0; i < 3; i++) {
            String before = bare;
            bare = CREDIT_LABEL.matcher(bare).replaceFirst("");
            bare = SIGN.matcher(bare).replaceFirst("").strip();
            if (bare.equals(before)) break;
        }
        if (STRAY_LABEL.matcher(bare).matches()) return "";
        if (bare.startsWith("(") && bare.endsWith(")")) bare = bare.substring(1, bare.length() - 1);
        if (bare.startsWith("[") && bare.endsWith("]")) bare = bare.substring(1, bare.length() - 1);
        return EDGES.matcher(bare).replaceAll("");
    }

    private static Line withoutLabel(Line caption) {
        Matcher label = LABEL.matcher(caption.text());
        if (!label.find()) return STRAY_LABEL.matcher(caption.text()).matches() ? Line.EMPTY : caption;
        String rest = caption.text().substring(label.end());
        String html = caption.html();
        String written = SafeHtml.escape(label.group());
        return new Line(html.startsWith(written) ? html.substring(written.length()) : SafeHtml.escape(rest), rest, 0);
    }

    /// A credit that stands in the caption too is said once.
    private static Line without(Line caption, String credit) {
        String text = caption.text();
        String bare = bare(credit);
        if (text.equals(credit) || text.equals(bare)) return Line.EMPTY;
        if (!credit.isEmpty() && text.endsWith(credit)) return cut(caption, text.length() - credit.length());
        if (bare.length() > 3 && text.endsWith(bare)) {
            Line shorter = cut(caption, text.length() - bare.length());
            return STRAY_LABEL.matcher(shorter.text()).matches() ? Line.EMPTY : shorter;
        }
        return caption;
    }

    private static Line cut(Line line, int end) {
        String text = TAIL.matcher(line.text().substring(0, end)).replaceAll("");
        String escaped = SafeHtml.escape(text).replace("&quot;", "\"");
        if (line.html().startsWith(escaped)) return new Line(escaped, text, 0);
        return Line.of(text);
    }
}
