package dossier.web;

import dossier.model.Hit;
import dossier.model.Tagging;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Marks in a text the words that made a rule match, so that a reader sees why it is tagged.
final class Marks {
    private final Optional<Pattern> words;

    private Marks(Optional<Pattern> words) {
        this.words = words;
    }

    /// For one field of an article, `title` or `text`.
    static Marks of(List<Tagging> taggings, String field) {
        String any = taggings.stream()
                .flatMap(tagging -> tagging.hits().stream())
                .filter(hit -> hit.field().equals(field))
                .map(Hit::words)
                .filter(word -> !word.isBlank())
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Marks::alone)
                .collect(Collectors.joining("|"));
        return new Marks(any.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(any)));
    }

    /// A word and no part of a longer one, nor of an entity; where writing knows no spaces, wherever it stands.
    private static String alone(String word) {
        String quoted = Pattern.quote(escaped(word));
        if (word.codePoints().anyMatch(Character::isIdeographic)) return quoted;
        return "(?<![\\p{L}\\p{N}\\p{M}&#])" + quoted + "(?![\\p{L}\\p{N}\\p{M}])";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /// Safe markup with its words marked, and its tags as they are.
    String markup(String markup) {
        if (words.isEmpty()) return markup;
        StringBuilder marked = new StringBuilder();
        for (int at = 0; at < markup.length(); ) {
            int end = markup.charAt(at) == '<' ? behindTag(markup, at) : textEnd(markup, at);
            String piece = markup.substring(at, end);
            marked.append(piece.charAt(0) == '<' ? piece : marked(piece, words.get()));
            at = end;
        }
        return marked.toString();
    }

    private static int textEnd(String markup, int from) {
        int tag = markup.indexOf('<', from);
        return tag < 0 ? markup.length() : tag;
    }

    /// An attribute may hold a `>`.
    private static int behindTag(String markup, int from) {
        char quote = 0;
        for (int at = from; at < markup.length(); at++) {
            char c = markup.charAt(at);
            if (quote != 0) quote = c == quote ? 0 : quote;
            else if (c == '"' || c == '\'') quote = c;
            else if (c == '>') return at + 1;
        }
        return markup.length();
    }

    private static String marked(String text, Pattern words) {
        StringBuilder marked = new StringBuilder();
        Matcher matcher = words.matcher(text);
        int at = 0;
        while (matcher.find()) {
            marked.append(text, at, matcher.start())
                    .append("<mark>")
                    .append(matcher.group())
                    .append("</mark>");
            at = matcher.end();
        }
        return marked.append(text, at, text.length()).toString();
    }
}
