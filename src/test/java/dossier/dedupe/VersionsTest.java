package dossier.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.dedupe.LikenessTest.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The labelled set by which the majority rule of [Likeness#areVersions] is measured: what outlets make of an
/// agency's text, against pieces of their own on the same event, forms that are filled in, live blogs, and
/// pieces of two stories.
///
/// A piece that holds the whole of an agency's text and as much of its own is left out: one may call it
/// either.
class VersionsTest {
    private static final List<Pair> PAIRS = pairs();

    /// @param wrong pairs that were taken for versions
    /// @param missed versions that were not
    private record Measured(int pairs, int found, List<String> wrong, List<String> missed) {
        double precision() {
            return (double) found / (found + wrong.size());
        }

        double recall() {
            return (double) found / (found + missed.size());
        }
    }

    private static Measured measure(double majority) {
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int found = 0;
        for (Pair pair : PAIRS) {
            boolean said = LikenessTest.isFound(pair) && Likeness.areVersions(pair.text(), pair.held(), majority);
            if (said && pair.copy()) found++;
            if (said && !pair.copy()) wrong.add(pair.name());
            if (!said && pair.copy()) missed.add(pair.name());
        }
        return new Measured(PAIRS.size(), found, wrong, missed);
    }

    @Test
    void theSetIsLargeAndMixed() {
        assertThat(PAIRS.stream().filter(Pair::copy)).hasSizeGreaterThan(180);
        assertThat(PAIRS.stream().filter(pair -> !pair.copy())).hasSizeGreaterThan(60);
        assertThat(PAIRS.stream().map(Pair::name)).doesNotHaveDuplicates();
    }

    @Test
    void whatAreCalledVersionsAreSomeAndMostAreFound() {
        for (double majority : new double[] {0.3, 0.4, 0.5, 0.6, 0.7}) {
            Measured measured = measure(majority);
            System.out.printf(
                    "versions: more than %.1f, %d pairs, precision %.3f, recall %.3f, wrong %s%n",
                    majority, measured.pairs(), measured.precision(), measured.recall(), measured.wrong());
        }
        Measured measured = measure(Likeness.MAJORITY);
        System.out.println("missed: " + measured.missed());
        assertThat(measured.wrong()).as("taken for versions").isEmpty();
        assertThat(measured.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(measured.recall()).as("missed: " + measured.missed()).isGreaterThan(0.75);
    }

    @Test
    void itDoesNotMatterWhichIsNamedFirst() {
        for (Pair pair : PAIRS)
            assertThat(Likeness.areVersions(pair.text(), pair.held()))
                    .as(pair.name())
                    .isEqualTo(Likeness.areVersions(pair.held(), pair.text()));
    }

    /// The rule's promise: a piece in between has more than half in common with both, so they have something
    /// in common.
    @Test
    void whatIsAVersionOfTwoTextsHoldsNoTwoStories() {
        List<String> names = LikenessTest.STORIES.keySet().stream().toList();
        for (String one : names)
            for (String other : names) {
                if (one.split("-")[0].equals(other.split("-")[0])) continue; // on one event, with the same quotes
                String both = LikenessTest.story(one) + "\n" + LikenessTest.story(other);
                assertThat(Likeness.areVersions(both, LikenessTest.story(one))
                                && Likeness.areVersions(both, LikenessTest.story(other)))
                        .as(one + " and " + other)
                        .isFalse();
            }
    }

    @Test
    void longAndHostileTextsAreComparedInReasonableTime() {
        Random random = new Random(1);
        StringBuilder one = new StringBuilder();
        StringBuilder other = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            String word = Integer.toString(random.nextInt(50), 36) + "x";
            one.append(word).append(' ');
            other.append(i % 9 == 0 ? "y" + word : word).append(' ');
        }
        long began = System.nanoTime();
        Likeness.areVersions(one.toString(), other.toString());
        assertThat(System.nanoTime() - began).isLessThan(20_000_000_000L);
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        LikenessTest.PAIRS.stream()
                .filter(pair -> !pair.name().endsWith("with the wire in it"))
                .forEach(pairs::add);
        for (String name : LikenessTest.STORIES.keySet()) if (!name.endsWith("-own")) versions(pairs, name);
        return pairs;
    }

    /// Each with each, as they stand beside each other in an archive.
    private static void versions(List<Pair> pairs, String name) {
        String story = LikenessTest.story(name);
        List<String> lines = story.lines().toList();
        int last = lines.size();
        boolean chinese = name.equals("port");
        String own = chinese
                ? "本报记者在码头看到，许多卡车司机已经排队等候，有人说他们从昨晚起就没有离开过驾驶室。\n市场上的鱼价当天上涨，摊主们担心周末的供应。"
                : "Our reporter met people who had waited since the morning and knew no more than anybody else about"
                        + " it.\n"
                        + "What comes next will be told here, and in tomorrow's paper, with a page of pictures and"
                        + " letters.";
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("as it came", story);
        versions.put("two paragraphs added", story + "\n" + own);
        versions.put("cut by a third", LikenessTest.join(lines.subList(0, (last * 2 + 2) / 3)));
        versions.put(
                "another beginning, a line left out",
                "It came as a surprise to most, and was long expected by some.\n"
                        + LikenessTest.join(LikenessTest.without(lines.subList(1, last), 2)));
        versions.put(
                "cut at the end, a paragraph added",
                LikenessTest.join(lines.subList(0, last - 2)) + "\n"
                        + own.lines().findFirst().orElseThrow());
        versions.put(
                "lines in another order",
                LikenessTest.join(List.of(lines.get(0), lines.get(3), lines.get(1), lines.get(2)))
                        + "\n"
                        + LikenessTest.join(lines.subList(4, last)));
        List<String> how = List.copyOf(versions.keySet());
        for (int i = 0; i < how.size(); i++)
            for (int j = i + 1; j < how.size(); j++)
                pairs.add(new Pair(
                        name + ": " + how.get(i) + " | " + how.get(j),
                        versions.getOrDefault(how.get(i), ""),
                        versions.getOrDefault(how.get(j), ""),
                        true));
        twoStories(pairs, name, story);
    }

    /// A piece that tells of this and of something else is a version of neither.
    private static void twoStories(List<Pair> pairs, String name, String story) {
        String other = LikenessTest.story(name.equals("trial") ? "bridge" : "trial");
        String third = LikenessTest.story(name.equals("strom") ? "wahl" : "strom");
        pairs.add(new Pair(name + " in a round-up", String.join("\n", other, story, third), story, false));
    }
}
