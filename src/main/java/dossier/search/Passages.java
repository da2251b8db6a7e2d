package dossier.search;

import dossier.model.Content;
import dossier.model.Hit;
import dossier.model.Item;
import dossier.model.Passage;
import dossier.model.Results;
import dossier.query.Compiler;
import dossier.query.Expression;
import dossier.query.Hits;
import dossier.query.Paper;
import dossier.query.Parser;
import dossier.query.TagWords;
import dossier.query.UnreadableQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Matches;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;

/// Shows of each article that a search found the place where it says what was asked for, with the words marked. Looks
/// only at what the public may read.
public final class Passages {
    /// What is not marked by then is shown as it begins.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final int LENGTH = 280;
    private static final int BEFORE = 80;
    private static final String CUT = "…";

    private final ZoneId zone;
    private final UnaryOperator<String> tags;

    /// Passages for queries in this zone.
    ///
    /// @param zone in which the days of `before:` and `after:` begin
    /// @param tags what a tag is called now
    public Passages(ZoneId zone, UnaryOperator<String> tags) {
        this.zone = zone;
        this.tags = tags;
    }

    /// The same results with their passages.
    public Results mark(Results found) {
        if (found.results().isEmpty()) return found;
        try {
            Expression asked = TagWords.renamed(Parser.parse(found.channel().name()), tags);
            List<Results.Result> marked = new ArrayList<>();
            long end = System.nanoTime() + PATIENCE.toNanos();
            for (Results.Result result : found.results())
                marked.add(System.nanoTime() < end ? marked(asked, result) : result);
            return new Results(found.channel(), found.facets(), marked);
        } catch (UnreadableQuery saidAlready) {
            return found;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private Results.Result marked(Expression asked, Results.Result result) throws IOException {
        Content published = result.published();
        List<Hit> hits = hits(asked, published, result.item());
        Passage title = passage(result.item().title(), of(Paper.TITLE, hits), 0, Integer.MAX_VALUE);
        List<Hit> inText = of(Paper.TEXT, hits);
        String text = published.text();
        if (inText.isEmpty() || result.item().excerpt().isEmpty())
            return new Results.Result(result.item(), published, title, result.passage());
        return new Results.Result(result.item(), published, title, best(text, inText));
    }

    private List<Hit> hits(Expression asked, Content published, Item item) throws IOException {
        Paper paper = Paper.of(published, item.outlet(), item.date());
        paper.tagged(item.tags());
        IndexSearcher searcher = MemoryIndex.fromDocument(paper.document(), new KeywordAnalyzer(), true, false)
                .createSearcher();
        Weight weight = searcher.createWeight(
                searcher.rewrite(Compiler.compile(asked, paper.language(), zone)), ScoreMode.COMPLETE_NO_SCORES, 1);
        Matches matches = weight.matches(searcher.getIndexReader().leaves().getFirst(), 0);
        return matches == null ? List.of() : Hits.of(matches, paper.texts());
    }

    private static List<Hit> of(String field, List<Hit> hits) {
        return hits.stream().filter(hit -> hit.field().equals(field)).toList();
    }

    /// The stretch with the most different words; the first one among equals.
    private static Passage best(String text, List<Hit> hits) {
        int from = 0;
        long most = 0;
        for (Hit first : hits) {
            long words = hits.stream()
                    .filter(hit -> hit.start() >= first.start() && hit.end() <= first.start() + LENGTH - BEFORE)
                    .map(hit -> hit.words().toLowerCase(Locale.ROOT))
                    .distinct()
                    .count();
            if (words > most) {
                most = words;
                from = first.start();
            }
        }
        int start = from <= BEFORE ? 0 : beginning(text, from - BEFORE, from);
        int end = text.length() - start <= LENGTH ? text.length() : wordBefore(text, start + LENGTH, from);
        return passage(text, hits, start, end);
    }

    /// Of a line or a sentence, else of a word.
    private static int beginning(String text, int at, int limit) {
        int line = text.lastIndexOf('\n', limit - 1);
        if (line >= at) return line + 1;
        int sentence = text.lastIndexOf(". ", limit - 1);
        if (sentence >= at) return sentence + 2;
        for (int i = at; i < limit; i++) if (Character.isWhitespace(text.charAt(i))) return i + 1;
        return limit;
    }

    private static int wordBefore(String text, int at, int limit) {
        for (int i = at; i > limit; i--) if (Character.isWhitespace(text.charAt(i))) return i;
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static Passage passage(String text, List<Hit> hits, int start, int until) {
        int end = Math.min(until, text.length());
        List<Passage.Piece> pieces = new ArrayList<>();
        if (start > 0) pieces.add(new Passage.Piece(CUT + " ", false));
        int at = start;
        for (Hit hit : hits) {
            if (hit.start() < at || hit.end() > end) continue;
            if (hit.start() > at) pieces.add(new Passage.Piece(text.substring(at, hit.start()), false));
            pieces.add(new Passage.Piece(text.substring(hit.start(), hit.end()), true));
            at = hit.end();
        }
        if (at < end) pieces.add(new Passage.Piece(text.substring(at, end), false));
        if (end < text.length()) pieces.add(new Passage.Piece(" " + CUT, false));
        return new Passage(pieces);
    }
}
