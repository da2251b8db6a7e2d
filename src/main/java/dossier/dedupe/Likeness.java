package dossier.dedupe;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether two texts are one story that two outlets took from the same agency. Candidates are found by
/// MinHash over runs of words; the texts themselves decide. The thresholds are those of `LikenessTest`, which
/// measures them.
///
/// In doubt two texts are two stories: a reader who sees one story twice loses less than one who never sees
/// the other.
public final class Likeness {
    /// Words in a row that are compared as one. In scripts without spaces each sign is a word.
    private static final int RUN = 5;

    /// A shorter text says too little: notes of one sentence resemble each other.
    private static final int SHORTEST = 60;

    private static final int LONGEST = 20_000;

    /// Of the shorter text's runs, so many stand in the longer.
    private static final double CONTAINED = 0.80;

    /// A copy may be cut to this share of the story that we hold.
    private static final double CUT = 0.35;

    /// Of the new text so much must stand in the one held: what it says beyond that would be lost.
    private static final double OWN = 0.75;

    /// Of the shorter text's numbers so many stand in the longer: the weather has a form, and other numbers
    /// each day.
    private static final double NUMBERS = 0.90;

    /// The same for versions, each of which may have paragraphs of its own.
    private static final double VERSION_NUMBERS = 0.50;

    /// In so few words one name or number takes the place of another; more is a sentence that was rewritten.
    private static final int EXCHANGED = 3;

    /// In a script without capitals one cannot tell a name, and allows this many exchanges.
    private static final int UNTOLD = 2;

    /// Of each of two versions, more than this stands in the other.
    static final double MAJORITY = 0.5;

    /// Words of a version that are compared: what stands behind them adds nothing.
    private static final int LONGEST_VERSION = 2_500;

    private static final int BANDS = 16;
    private static final int ROWS = 3;

    private static final Pattern WORD =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]|[\\p{L}\\p{M}\\p{Nd}]+");
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+(?:[.,:]\\p{Nd}+)*");
    private static final Pattern BREAK = Pattern.compile("[.!?:]");

    private Likeness() {}

    /// What other texts that are like this one have in common with it, most likely at least one. Empty where
    /// the text is too short to be compared.
    public static List<Long> bands(String text) {
        Set<Integer> runs = runs(words(text));
        if (runs.size() < SHORTEST - RUN + 1) return List.of();
        long[] least = new long[BANDS * ROWS];
        Arrays.fill(least, Long.MAX_VALUE);
        for (int run : runs) {
            for (int i = 0; i < least.length; i++) least[i] = Math.min(least[i], mixed(run * 31L + i));
        }
        List<Long> bands = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            long value = band;
            for (int row = 0; row < ROWS; row++) value = mixed(value * 31 + least[band * ROWS + row]);
            bands.add(value);
        }
        return bands;
    }

    /// Whether a text is a copy of one that we hold: the same, cut, or with a few words changed.
    static boolean isCopy(String text, String held) {
        List<String> words = words(text);
        List<String> heldWords = words(held);
        if (Math.min(words.size(), heldWords.size()) < SHORTEST) return false;
        if (words.size() < CUT * heldWords.size()) return false;
        Set<Integer> runs = runs(words);
        Set<Integer> heldRuns = runs(heldWords);
        boolean cut = runs.size() <= heldRuns.size();
        double shared = share(runs, heldRuns);
        if (shared < (cut ? CONTAINED : OWN)) return false;
        if (!cut && share(heldRuns, runs) < CONTAINED) return false;
        String shorter = cut ? text : held;
        String longer = cut ? held : text;
        return agree(shorter, longer, NUMBERS) && !isOneForm(tokens(text), tokens(held));
    }

    /// Whether two texts are versions of one story: each says for its greater part what the other says too,
    /// and they are not one form that was filled in twice. So where one is a version of two others, those two
    /// have text in common as well: a piece that holds two stories makes one of neither. It does not matter
    /// which text is named first.
    public static boolean areVersions(String one, String other) {
        return areVersions(one, other, MAJORITY);
    }

    /// The same under another majority: to measure it.
    static boolean areVersions(String one, String other, double majority) {
        return one.compareTo(other) <= 0 ? versions(one, other, majority) : versions(other, one, majority);
    }

    private static boolean versions(String one, String other, double majority) {
        List<String> words = first(words(one));
        List<String> others = first(words(other));
        if (Math.min(words.size(), others.size()) < SHORTEST) return false;
        Set<Integer> runs = runs(words);
        Set<Integer> otherRuns = runs(others);
        double shared = share(runs, otherRuns) * runs.size();
        if (shared <= majority * Math.max(runs.size(), otherRuns.size())) return false;
        boolean shorter = runs.size() <= otherRuns.size();
        return agree(shorter ? one : other, shorter ? other : one, VERSION_NUMBERS)
                && !isOneForm(first(tokens(one)), first(tokens(other)));
    }

    private static <T> List<T> first(List<T> words) {
        return words.subList(0, Math.min(words.size(), LONGEST_VERSION));
    }

    /// A word as it is written.
    ///
    /// @param first of a sentence, but not of the text
    private record Token(String word, boolean first) {
        boolean tells() {
            int letter = word.codePointAt(0);
            return Character.isDigit(letter) || (Character.isUpperCase(letter) && !first);
        }

        boolean isCaseless() {
            return Character.getType(word.codePointAt(0)) == Character.OTHER_LETTER;
        }

        String folded() {
            return word.toLowerCase(Locale.ROOT);
        }
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        String plain = Noise.without(text);
        Matcher matcher = WORD.matcher(plain);
        int end = 0;
        while (matcher.find() && tokens.size() < LONGEST) {
            boolean broken =
                    BREAK.matcher(plain.substring(end, matcher.start())).find();
            tokens.add(new Token(matcher.group(), broken && !tokens.isEmpty()));
            end = matcher.end();
        }
        return tokens;
    }

    /// Two texts of one form, filled in with other names and numbers: between words that are the same, one
    /// name stands for another. An editor who works on a copy adds sentences and leaves some out, but renames
    /// nobody.
    private static boolean isOneForm(List<Token> one, List<Token> other) {
        List<String> words = one.stream().map(Token::folded).toList();
        List<String> others = other.stream().map(Token::folded).toList();
        int untold = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(words, others).getDeltas()) {
            int size = delta.getSource().size();
            int otherSize = delta.getTarget().size();
            boolean exchanged = size > 0 && otherSize > 0 && size <= EXCHANGED && otherSize <= EXCHANGED;
            if (!exchanged) continue;
            List<Token> gone = one.subList(
                    delta.getSource().getPosition(), delta.getSource().getPosition() + size);
            List<Token> came = other.subList(
                    delta.getTarget().getPosition(), delta.getTarget().getPosition() + otherSize);
            if (gone.stream().anyMatch(Token::tells) && came.stream().anyMatch(Token::tells)) return true;
            if (gone.stream().allMatch(Token::isCaseless) && ++untold > UNTOLD) return true;
        }
        return false;
    }

    private static double share(Set<Integer> runs, Set<Integer> among) {
        long shared = runs.stream().filter(among::contains).count();
        return runs.isEmpty() ? 0 : (double) shared / runs.size();
    }

    /// How often each stands there counts too: a table of results is made of few numbers.
    private static boolean agree(String shorter, String longer, double least) {
        Map<String, Integer> there = numbers(longer);
        int all = 0;
        int found = 0;
        for (Map.Entry<String, Integer> each : numbers(shorter).entrySet()) {
            all += each.getValue();
            found += Math.min(each.getValue(), there.getOrDefault(each.getKey(), 0));
        }
        return found >= least * all;
    }

    private static Map<String, Integer> numbers(String text) {
        Map<String, Integer> counts = new HashMap<>();
        Matcher matcher = NUMBER.matcher(Noise.without(text));
        while (matcher.find()) counts.merge(matcher.group(), 1, Integer::sum);
        return counts;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(Noise.without(text).toLowerCase(Locale.ROOT));
        while (matcher.find() && words.size() < LONGEST) words.add(matcher.group());
        return words;
    }

    private static Set<Integer> runs(List<String> words) {
        Set<Integer> runs = new HashSet<>();
        for (int i = 0; i + RUN <= words.size(); i++)
            runs.add(words.subList(i, i + RUN).hashCode());
        return runs;
    }

    /// The finisher of MurmurHash3: each bit of the result depends on every bit of the value.
    private static long mixed(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
