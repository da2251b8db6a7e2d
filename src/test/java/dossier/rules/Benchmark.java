package dossier.rules;

import static java.time.ZoneOffset.UTC;

import dossier.model.Kept;
import dossier.model.RuleVersion;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How many articles of 5 kB the watch reads in a second of one core, against a loop of `java.util.regex` over
/// the same rules. It is a program and not a test: `mvn test-compile`, then run it with the test classpath and
/// the numbers of rules as arguments.
///
/// The words are made up and as frequent as those of a language; rules ask for the rarer ones, as rules do. The
/// regex loop has it easier: it knows no stems, and of AND and NEAR it only looks for one order.
public final class Benchmark {
    private static final int VOCABULARY = 60_000;
    private static final int RAREST_COMMON = 400;
    private static final int CHARACTERS = 5_000;
    private static final int ARTICLES = 500;
    private static final long NANOSECONDS = 4_000_000_000L;
    private static final double SECOND = 1e9;

    private final Random random = new Random(7);
    private final List<String> words =
            IntStream.range(0, VOCABULARY).mapToObj(_ -> madeUp()).toList();

    private Benchmark() {}

    /// Measures one line for each number of rules.
    ///
    /// @param args numbers of rules; 100, 1,000, 10,000 and 100,000 where none are given
    public static void main(String[] args) {
        new Benchmark().run(args.length == 0 ? new String[] {"100", "1000", "10000", "100000"} : args);
    }

    private void run(String[] counts) {
        List<Kept> articles = IntStream.range(0, ARTICLES)
                .mapToObj(number -> Articles.of(number, "Headline", text(), "en"))
                .toList();
        System.out.printf(
                "%8s %10s %14s %14s %8s %10s%n",
                "rules", "build s", "watch docs/s", "regex docs/s", "times", "hits/doc");
        for (String count : counts) measure(Integer.parseInt(count), articles);
    }

    private void measure(int count, List<Kept> articles) {
        List<RuleVersion> rules = new ArrayList<>();
        List<List<Pattern>> patterns = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Shape shape = shape(number);
            rules.add(Articles.rule("rule" + number, shape.query()));
            patterns.add(shape.regexes().stream()
                    .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
                    .toList());
        }
        long start = cpu();
        try (Watch watch = new Watch(rules, UTC)) {
            watch.match(articles.getFirst());
            double build = (cpu() - start) / SECOND;
            speed(articles, 20, kept -> watch.match(kept).matches().size());
            Speed fast = speed(articles, 20, kept -> watch.match(kept).matches().size());
            Speed slow =
                    speed(articles, 1, kept -> matching(patterns, kept.content().text()));
            System.out.printf(
                    "%8d %10.2f %14.1f %14.2f %8.1f %10.1f%n",
                    count,
                    build,
                    fast.perSecond(),
                    slow.perSecond(),
                    fast.perSecond() / slow.perSecond(),
                    fast.found());
        }
    }

    private static int matching(List<List<Pattern>> rules, String text) {
        int matching = 0;
        for (List<Pattern> rule : rules) {
            boolean all = true;
            for (Pattern pattern : rule) all = all && pattern.matcher(text).find();
            if (all) matching++;
        }
        return matching;
    }

    private record Speed(double perSecond, double found) {}

    /// @param batch articles between two looks at the clock, which takes its time too
    private static Speed speed(List<Kept> articles, int batch, ToIntFunction<Kept> rules) {
        long start = cpu();
        long found = 0;
        int done = 0;
        while (cpu() - start < NANOSECONDS)
            for (int one = 0; one < batch; one++) found += rules.applyAsInt(articles.get(done++ % articles.size()));
        return new Speed(done / ((cpu() - start) / SECOND), (double) found / done);
    }

    /// Time this thread had a core: what else runs on the machine does not count.
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private record Shape(String query, List<String> regexes) {}

    private Shape shape(int number) {
        String a = rare();
        String b = rare();
        String c = rare();
        return switch (number % 8) {
            case 0 -> new Shape(a, List.of(word(a)));
            case 1 -> new Shape(a + " OR " + b + " OR " + c, List.of("\\b(?:" + a + "|" + b + "|" + c + ")\\b"));
            case 2 -> new Shape("\"" + a + " " + b + "\"", List.of("\\b" + a + "\\W+" + b + "\\b"));
            case 3 -> new Shape(a + " AND " + b, List.of(word(a), word(b)));
            case 4 ->
                new Shape(
                        a + " NEAR/8 (" + b + " OR " + c + ")",
                        List.of("\\b" + a + "\\b(?:\\W+\\w+){0,7}\\W+(?:" + b + "|" + c + ")\\b"));
            case 5 ->
                new Shape(
                        a.substring(0, 4) + "* AND (" + b + " OR " + c + ")",
                        List.of("\\b" + a.substring(0, 4) + "\\w*", "\\b(?:" + b + "|" + c + ")\\b"));
            case 6 ->
                new Shape(
                        "title:" + a + " OR \"" + a + " " + b + " " + c + "\"",
                        List.of("\\b" + a + "\\W+" + b + "\\W+" + c + "\\b"));
            default -> new Shape(a + " " + common() + " NOT " + b, List.of(word(a)));
        };
    }

    private static String word(String word) {
        return "\\b" + word + "\\b";
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        while (text.length() < CHARACTERS) text.append(any()).append(random.nextInt(12) == 0 ? ".\n" : " ");
        return text.toString();
    }

    /// The n-th word comes about 1/n times as often as the first.
    private String any() {
        return words.get((int) Math.pow(VOCABULARY, random.nextDouble()) - 1);
    }

    private String common() {
        return words.get(random.nextInt(RAREST_COMMON));
    }

    private String rare() {
        return words.get(RAREST_COMMON + random.nextInt(VOCABULARY - RAREST_COMMON));
    }

    private String madeUp() {
        StringBuilder word = new StringBuilder();
        int syllables = 2 + random.nextInt(3);
        for (int syllable = 0; syllable < syllables; syllable++)
            word.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18))).append("aeiou".charAt(random.nextInt(5)));
        return word.append("lmnrstk".charAt(random.nextInt(7))).toString();
    }
}
