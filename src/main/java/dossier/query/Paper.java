package dossier.query;

import dossier.model.Content;
import dossier.model.Outlet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;

/// An article as Lucene reads it: the same for the watch, which holds it against the rules, and for the index,
/// which keeps it.
///
/// @param language whose stems its words have; [Compiler] must be asked for the same
/// @param document to be handed to Lucene once
/// @param codes by which `lang:` finds it
/// @param date by which `before:` and `after:` find it
/// @param texts what the offsets of each field count in: authors and categories stand joined by `, `
public record Paper(Language language, List<String> codes, Instant date, Document document, Map<String, String> texts) {
    public Paper {
        codes = List.copyOf(codes);
        texts = Map.copyOf(texts);
    }

    /// Names of the fields; those of [dossier.model.Hit] come first.
    public static final String TITLE = "title";

    /// See [dossier.model.Hit].
    public static final String TEXT = "text";

    /// See [dossier.model.Hit].
    public static final String AUTHOR = "author";

    /// See [dossier.model.Hit].
    public static final String CATEGORY = "category";

    /// See [dossier.model.Hit].
    public static final String SOURCE = "source";

    /// See [dossier.model.Hit].
    public static final String URL = "url";

    /// Codes of the article's language.
    public static final String LANG = "lang";

    /// Tags, normalised by [#tag].
    public static final String TAG = "tag";

    /// Milliseconds since 1970.
    public static final String DATE = "date";

    /// Name of the [Language] that read it.
    public static final String READ_AS = "read_as";

    /// Between two authors, so that no phrase goes from one to the next.
    private static final int GAP = 100;

    private static final String JOINT = ", ";

    /// Reads an article.
    ///
    /// @param date by which `before:` and `after:` find it
    public static Paper of(Content content, Outlet outlet, Instant date) {
        String text = content.title() + "\n" + content.text();
        Language language = Language.of(content.language(), text);
        Document document = new Document();
        add(document, TITLE, Words.ofArticle(language, content.title()));
        add(document, TEXT, Words.ofArticle(language, content.text()));
        add(document, SOURCE, Words.ofArticle(Language.PLAIN, outlet.name()));
        add(document, URL, Words.ofUrl(content.address().toString()));
        add(document, AUTHOR, joined(Language.PLAIN, content.authors()));
        add(document, CATEGORY, joined(language, content.categories()));
        List<String> codes = Language.codes(content.language(), text);
        codes.forEach(code -> document.add(new StringField(LANG, code, Store.NO)));
        document.add(new LongPoint(DATE, date.toEpochMilli()));
        return new Paper(language, codes, date, document, texts(content, outlet));
    }

    private static Map<String, String> texts(Content content, Outlet outlet) {
        return Map.of(
                TITLE, content.title(),
                TEXT, content.text(),
                SOURCE, outlet.name(),
                URL, content.address().toString(),
                AUTHOR, String.join(JOINT, content.authors()),
                CATEGORY, String.join(JOINT, content.categories()));
    }

    /// Adds the tags by which `tag:` finds it; the watch reads an article before it has any.
    public void tagged(List<String> tags) {
        tags.forEach(tag -> document.add(new StringField(TAG, tag(tag), Store.NO)));
    }

    /// A tag as it is compared: `State Secrets` and `state-secrets` are one.
    public static String tag(String name) {
        return Stems.fold(name.toLowerCase(Locale.ROOT))
                .replaceAll("[^\\p{L}\\p{N}\\p{M}]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static List<Words.Spot> joined(Language language, List<String> values) {
        List<Words.Spot> spots = new ArrayList<>();
        int offset = 0;
        for (String value : values) {
            int position = spots.isEmpty() ? 0 : spots.getLast().position() + GAP;
            spots.addAll(Words.ofArticle(language, value, position, offset));
            offset += value.length() + JOINT.length();
        }
        return spots;
    }

    private static void add(Document document, String field, List<Words.Spot> spots) {
        if (!spots.isEmpty()) document.add(new TextField(field, new Spots(spots)));
    }

    /// The words of a field on their way to Lucene.
    private static final class Spots extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final List<Words.Spot> spots;
        private List<String> terms = List.of();
        private int next;
        private int nextTerm;
        private int position = -1;

        Spots(List<Words.Spot> spots) {
            this.spots = spots;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (nextTerm == terms.size()) {
                if (next == spots.size()) return false;
                terms = spots.get(next++).terms();
                nextTerm = 0;
            }
            Words.Spot spot = spots.get(next - 1);
            term.append(terms.get(nextTerm++));
            offset.setOffset(spot.start(), spot.end());
            step.setPositionIncrement(spot.position() - position);
            position = spot.position();
            return true;
        }
    }
}
