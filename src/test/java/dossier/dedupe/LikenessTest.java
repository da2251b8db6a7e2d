package dossier.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The labelled set by which the thresholds of [Likeness] are measured. `near/stories.txt` has the stories.
class LikenessTest {
    /// @param copy whether the first is a copy of the second, which is held
    record Pair(String name, String text, String held, boolean copy) {}

    static final Map<String, String> STORIES = stories();
    static final List<Pair> PAIRS = pairs();

    @Test
    void theSetIsLargeAndMixed() {
        assertThat(PAIRS).hasSizeGreaterThan(100);
        assertThat(PAIRS.stream().filter(Pair::copy)).hasSizeGreaterThan(40);
        assertThat(PAIRS.stream().filter(pair -> !pair.copy())).hasSizeGreaterThan(40);
        assertThat(PAIRS.stream().map(Pair::name)).doesNotHaveDuplicates();
    }

    @Test
    void whatIsCalledACopyIsOneAndMostCopiesAreFound() {
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int found = 0;
        for (Pair pair : PAIRS) {
            boolean said = isFound(pair) && Likeness.isCopy(pair.text(), pair.held());
            if (said && pair.copy()) found++;
            if (said && !pair.copy()) wrong.add(pair.name());
            if (!said && pair.copy()) missed.add(pair.name());
        }
        double precision = (double) found / (found + wrong.size());
        double recall = (double) found / (found + missed.size());
        System.out.printf(
                "likeness: %d pairs, precision %.3f, recall %.3f, missed %s%n",
                PAIRS.size(), precision, recall, missed);
        assertThat(wrong).as("taken for copies").isEmpty();
        assertThat(precision).isGreaterThanOrEqualTo(0.99);
        assertThat(recall).as("missed: " + missed).isGreaterThan(0.8);
    }

    @Test
    void aShortTextIsNeverACopy() {
        String note = "The council meets on Tuesday. All are welcome.";
        assertThat(Likeness.isCopy(note, note)).isFalse();
        assertThat(Likeness.bands(note)).isEmpty();
    }

    @Test
    void anyTextIsComparedInReasonableTime() {
        String long1 = "word other thing place ".repeat(200_000);
        assertThat(Likeness.bands(long1)).isEmpty();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) text.append("w").append(i).append(' ');
        assertThat(Likeness.isCopy(text.toString(), text.toString())).isTrue();
    }

    static boolean isFound(Pair pair) {
        Set<Long> bands = new HashSet<>(Likeness.bands(pair.text()));
        bands.retainAll(Likeness.bands(pair.held()));
        return !bands.isEmpty();
    }

    private static List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String name : STORIES.keySet()) {
            if (!name.endsWith("-own")) copies(pairs, name);
        }
        ownPieces(pairs);
        forms(pairs);
        liveBlogs(pairs);
        List<String> names = List.copyOf(STORIES.keySet());
        for (int i = 1; i < names.size(); i++)
            pairs.add(new Pair(
                    names.get(i) + " and " + names.get(i - 1), story(names.get(i)), story(names.get(i - 1)), false));
        return pairs;
    }

    private static void copies(List<Pair> pairs, String name) {
        String story = story(name);
        List<String> lines = story.lines().toList();
        Map<String, String> copies = new LinkedHashMap<>();
        copies.put("as it came", story);
        copies.put(
                "place and agency before it, credit behind it",
                "OLDTOWN (Wire) - " + story + "\nReporting by the Wire");
        copies.put(
                "another first line",
                "What is known so far, and what is not.\n" + join(lines.subList(1, lines.size())));
        copies.put(
                "byline, time and related headlines",
                "By Ann Author\nUpdated 3 minutes ago\n" + story
                        + "\nRelated articles\nThe price of bread\nHow to sleep in a storm");
        copies.put("without a line in the middle", join(without(lines, lines.size() / 2)));
        copies.put("other quotes and spaces", story.replaceAll("[\"“”«»]", "'").replace(" ", "  "));
        copies.put(
                "a few words edited",
                story.replaceFirst(" (?:on Tuesday|on Thursday|mardi|el lunes) ", " today ")
                        .replace(" told reporters", " said")
                        .replace("voraussichtlich", "wohl")
                        .replace("ha detto", "dice"));
        copies.put("cut by a third", join(lines.subList(0, (lines.size() * 2 + 2) / 3)));
        copies.put("cut to the first half", join(lines.subList(0, (lines.size() + 1) / 2)));
        copies.forEach((how, copy) -> pairs.add(new Pair(name + ", " + how, copy, story, true)));
        pairs.add(new Pair(
                name + ", the whole after one that lacks the last line",
                story,
                join(lines.subList(0, lines.size() - 1)),
                true));
    }

    /// Another outlet's own piece on the same event, with the same quotes: never swallowed, not even where it reprints
    /// the whole of what the agency sent and goes on from there.
    private static void ownPieces(List<Pair> pairs) {
        for (String own : STORIES.keySet()) {
            if (!own.endsWith("-own")) continue;
            String wire = own.replace("-own", "");
            pairs.add(new Pair(own + " after the wire", story(own), story(wire), false));
            pairs.add(new Pair(wire + " after the own piece", story(wire), story(own), false));
            pairs.add(new Pair(own + " with the wire in it", story(wire) + "\n" + story(own), story(wire), false));
        }
    }

    /// Texts of one form with other numbers or names, day after day and place after place.
    private static void forms(List<Pair> pairs) {
        form(pairs, "weather", """
            The weather for %1$s: the night stays mostly dry, with clouds coming in from the west. Lowest temperatures
            around %2$s degrees. Tomorrow there will be sunshine in the morning and some showers in the afternoon, with
            highs of %3$s degrees and winds of up to %4$s kilometres per hour from the south west. The chance of rain is
            %5$s per cent. The outlook for the weekend remains changeable, with temperatures near the average for the
            season. The next bulletin of the weather service will be published at six in the morning.\
            """);
        form(pairs, "wetter", """
            Das Wetter in %1$s: In der Nacht bleibt es meist trocken, von Westen ziehen Wolken auf. Die Temperaturen
            sinken auf %2$s Grad. Am Tage scheint am Vormittag die Sonne, am Nachmittag sind einzelne Schauer möglich,
            die Höchstwerte liegen bei %3$s Grad. Der Wind weht mit bis zu %4$s Kilometern pro Stunde aus Südwest. Die
            Regenwahrscheinlichkeit beträgt %5$s Prozent. Am Wochenende bleibt es wechselhaft bei Temperaturen, die für
            die Jahreszeit üblich sind. Die nächste Vorhersage folgt am Morgen um sechs.\
            """);
        form(pairs, "market", """
            Shares closed mixed in %1$s. The leading index ended the session %2$s points higher at 7,%3$s.%4$s, after
            trading in a narrow range for most of the day. Among the biggest movers, banks gained while energy companies
            lost ground as the price of oil slipped. Some %5$s million shares changed hands. Analysts said that
            investors were waiting for figures on inflation, which are due later this week, and for the minutes of the
            last meeting of the central bank. The currency was little changed against the dollar.\
            """);
        form(pairs, "lottery", """
            These are the winning numbers of the lottery drawn in %1$s last night: %2$s, %3$s, %4$s, %5$s and the bonus
            ball 7. No ticket matched all numbers, so the jackpot rolls over to the next draw on Saturday evening. Tickets
            can be bought until half past seven on the day of the draw at all points of sale and online. Prizes must be
            claimed within ninety days. Winners of large prizes are asked to call the hotline before they travel to the
            head office. Please play responsibly; help is available for those who need it, free and in confidence.\
            """);
        form(pairs, "earthquake", """
            An earthquake of magnitude 4.%2$s was recorded near %1$s, the seismological institute said. The tremor struck
            at a depth of %3$s kilometres, and its epicentre was located %4$s kilometres from the coast. There were no
            immediate reports of casualties or damage. Residents up to %5$s kilometres away reported feeling the shock,
            according to messages on social media. The region lies on a boundary of two plates and is often shaken by
            earthquakes of moderate strength. This report was written automatically from the data of the institute.\
            """);
        form(pairs, "results", """
            The %1$s group on Monday reported a profit of %2$s million for the third quarter, compared with %3$s million
            a year earlier. Revenue rose to %4$s million. Earnings came to 0.%5$s per share, in line with what analysts had
            expected on average. The company confirmed its outlook for the full year and said that it saw stable demand
            in all of its regions. The board intends to propose an unchanged dividend. The shares were little changed in
            early trading. This item was generated from the company's announcement to the stock exchange.\
            """);
        form(pairs, "football", """
            %1$s won their match of the second division on Saturday evening before %4$s spectators. After a first half
            without goals the home side scored in the %2$sth and in the %3$sth minute, and were seldom in danger of losing
            the lead afterwards. The visitors had %5$s per cent of possession but few chances. The coach praised the
            patience of his team and said that he would look at the next match and nothing else. It was the third win in a
            row for the home side, who move up one place in the table. The next round will be played on Wednesday.\
            """);
        form(pairs, "police", """
            Police in %1$s are looking for witnesses of an accident on Monday in which a cyclist aged %2$s was slightly
            hurt. It happened at about %3$s.15 on the main road near house number %4$s. The driver of a dark car left without
            stopping. Damage is put at %5$s euros. Anybody who has seen something is asked to call the nearest station.
            About the police: the regional police serve the people of the district around the clock. Our press office can
            be reached on weekdays from eight to four. Photographs may be used free of charge if their source is named.
            Follow our channels for the latest reports, and call the emergency number in urgent cases only.\
            """);
        form(pairs, "horoscope", """
            %1$s: Today you feel that something is about to change, and you are right. Take your time in the morning, and
            do not let others hurry you. Around noon a conversation gives you a new idea. Your lucky numbers are %2$s, %3$s,
            %4$s and %5$s. In matters of money it is better to wait for another day. In the evening you should meet friends,
            or call somebody you have not heard from for a long time. Your health is good, but a walk would do no harm. The
            stars favour those who listen today, and those who keep a secret that was told to them.\
            """);
        form(pairs, "bourse", """
            La Bourse de %1$s a terminé en ordre dispersé mercredi, l'indice principal gagnant 0,%2$s%% à 7.%3$s,%4$s points
            dans un volume d'échanges de %5$s millions d'euros. Les investisseurs attendaient les chiffres de l'inflation
            aux États-Unis, qui doivent être publiés jeudi, avant de prendre de nouvelles positions. Les valeurs bancaires
            ont soutenu la tendance tandis que le secteur de l'énergie reculait avec les cours du pétrole. Du côté des
            changes, l'euro était pratiquement stable face au dollar. Les marchés asiatiques avaient clôturé en baisse.\
            """);
        form(pairs, "tiempo", """
            El tiempo en %1$s: cielos poco nubosos por la mañana y aumento de la nubosidad por la tarde, con posibilidad de
            chubascos dispersos en el interior. Las temperaturas mínimas estarán en torno a los %2$s grados y las máximas
            llegarán a %3$s. El viento soplará flojo del sudoeste, con rachas de hasta %4$s kilómetros por hora en la costa.
            La probabilidad de lluvia es del %5$s por ciento. Para el fin de semana se espera un tiempo inestable, con
            valores normales para la época. El próximo boletín se publicará a las seis de la mañana.\
            """);
        form(pairs, "obituary", """
            The family of %1$s announces with great sadness a death at the age of %2$s, after a long illness that was borne
            with patience and humour. The funeral will be held on Friday at %3$s.30 at the church of Saint Mary, and all
            friends are welcome. The family asks for no flowers; gifts may be made to the hospice, account %4$s%5$s. A meal
            will be served afterwards in the hall of the parish. We thank the doctors and nurses of the hospital for their
            care in the last weeks, and all who came to visit, who wrote and who called, for their kindness.\
            """);
    }

    /// Two days in two places, one day in two places, two days in one place.
    private static void form(List<Pair> pairs, String name, String form) {
        String text = form.replace("\n", " ");
        String here = text.formatted("Oldhaven", "12", "27", "43", "85");
        String there = text.formatted("Brenholm", "14", "31", "52", "60");
        String thereTheSame = text.formatted("Brenholm", "12", "27", "43", "85");
        String hereNextDay = text.formatted("Oldhaven", "13", "25", "48", "70");
        pairs.add(new Pair(name + ", elsewhere on another day", there, here, false));
        pairs.add(new Pair(name + ", the next day", hereNextDay, here, false));
        if (!name.equals("lottery") && !name.equals("horoscope"))
            pairs.add(new Pair(name + ", elsewhere with the same numbers", thereTheSame, here, false));
    }

    /// Each writes its own lines, and some are what the wire sent to both.
    private static void liveBlogs(List<Pair> pairs) {
        List<String> wire = story("bridge").lines().toList();
        List<String> own = story("bridge-own").lines().toList();
        String one =
                join(List.of(wire.get(1), "12.10: " + own.get(0), "12.25: " + own.get(1), wire.get(4), own.get(3)));
        String other = join(List.of(
                wire.get(1),
                "The ferry company puts on two more boats from two in the afternoon, it has just told us on"
                        + " the phone.",
                "A reader from Marsh End sends a picture of the queue: she counted a hundred and ten cars, and"
                        + " then gave up.",
                wire.get(4),
                "The opposition wants to see the inspection reports of the last ten years, its leader said on"
                        + " local radio."));
        pairs.add(new Pair("live blog after live blog", one, other, false));
        pairs.add(new Pair("live blog after the wire", one, story("bridge"), false));
        pairs.add(new Pair("another live blog after the wire", other, story("bridge"), false));
        pairs.add(new Pair("the wire after a live blog", story("bridge"), one, false));
    }

    static List<String> without(List<String> lines, int at) {
        List<String> left = new ArrayList<>(lines);
        left.remove(at);
        return left;
    }

    static String join(List<String> lines) {
        return String.join("\n", lines);
    }

    static String story(String name) {
        return Objects.requireNonNull(STORIES.get(name), name);
    }

    private static Map<String, String> stories() {
        Function<String, String> name = part -> part.substring(0, part.indexOf(' '));
        Map<String, String> stories = new LinkedHashMap<>();
        try (InputStream in = LikenessTest.class.getResourceAsStream("/near/stories.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Arrays.stream(text.split("\n== "))
                    .skip(1)
                    .forEach(part -> stories.put(
                            name.apply(part),
                            part.substring(part.indexOf('\n') + 1).strip()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return stories;
    }
}
