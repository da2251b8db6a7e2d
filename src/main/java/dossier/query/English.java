package dossier.query;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Takes the inflection off an English word, and no more: `spies`, `spied`, `spying` and `spy` meet in one
/// stem, so do `stolen` and `steal`, `women` and `woman`, `organised` and `organize`.
///
/// These are steps 0, 1 and 5 of Porter's second stemmer. Its steps 2 to 4 would also take derivations apart,
/// and a rule for `intern` would tag all that is international, one for `organ` every organization. Lucene's
/// KStem looks words up, and leaves `charged` and `accused` apart from `charge` and `accuse`.
final class English {
    private static final Map<String, String> IRREGULAR = irregular("""
        be: am is are was were been being
        add: adds added adding
        arise: arose arisen
        armor: armour armoured
        analysis: analyses
        basis: bases
        beat: beaten
        become: became
        begin: began begun
        bite: bit bitten
        bacterium: bacteria
        bend: bent
        bleed: bled
        break: broke broken
        breed: bred
        bring: brought
        build: built
        burn: burnt
        calf: calves
        center: centre centres centred
        color: colour colours coloured colouring
        bus: buses busses
        buy: bought
        catch: caught
        child: children
        choose: chose chosen
        come: came
        crisis: crises
        criterion: criteria
        deal: dealt
        defense: defence defences
        dig: dug
        dream: dreamt
        drink: drank drunk
        die: dying
        do: does did done
        draw: drew drawn
        drive: drove driven
        eat: ate eaten
        fall: fell fallen
        favor: favour favours favoured favouring
        feel: felt
        fiber: fibre fibres
        find: found
        feed: fed
        fight: fought
        flee: fled
        fly: flew flown
        foot: feet
        forbid: forbade forbidden
        forget: forgot forgotten
        freeze: froze frozen
        free: freed freeing freer
        fuel: fuelled fuelling
        fungus: fungi
        gas: gases gasses
        get: got gotten
        give: gave given
        go: goes went gone
        goose: geese
        grow: grew grown
        half: halves
        harbor: harbour harbours
        have: has had having
        hide: hid hidden
        hijack: hijacked
        hold: held
        honor: honour honours honoured honouring
        humor: humour
        hypothesis: hypotheses
        keep: kept
        knife: knives
        know: knew known
        labor: labour labours laboured
        lay: laid
        learn: learnt
        lend: lent
        license: licence licences
        liter: litre litres
        loaf: loaves
        lead: led
        lie: lying
        lose: lost
        make: made
        man: men
        mean: meant
        meter: metre metres
        mimic: mimicked mimicking
        neighbor: neighbour neighbours neighbouring neighboured
        nucleus: nuclei
        offense: offence offences
        ox: oxen
        meet: met
        mistake: mistook mistaken
        mouse: mice
        overcome: overcame
        overthrow: overthrew overthrown
        panic: panicked panicking
        pay: paid
        phenomenon: phenomena
        policeman: policemen
        policewoman: policewomen
        program: programme programmes programmed programming
        quiz: quizzes
        rebuild: rebuilt
        ride: rode ridden
        rise: rose risen
        rumor: rumour rumours rumoured
        run: ran
        say: said
        see: seen
        seek: sought
        sell: sold
        send: sent
        serviceman: servicemen
        shake: shook shaken
        shelf: shelves
        shoot: shot
        sing: sang sung
        sit: sat
        ski: skis
        sink: sank sunk
        slay: slew slain
        speak: spoke spoken
        spend: spent
        spokesman: spokesmen
        spokeswoman: spokeswomen
        stand: stood
        steal: stole stolen
        strike: struck stricken
        sue: sues sued suing
        sweep: swept
        swim: swam swum
        swear: swore sworn
        take: took taken
        teach: taught
        tear: tore torn
        tell: told
        thesis: theses
        theater: theatre theatres
        think: thought
        thief: thieves
        throw: threw thrown
        tie: tying
        tooth: teeth
        tumor: tumour tumours
        traffic: trafficked trafficking
        undergo: underwent undergone undergoes
        understand: understood
        undertake: undertook undertaken
        uphold: upheld
        wear: wore worn
        weep: wept
        wife: wives
        win: won
        withdraw: withdrew withdrawn
        withhold: withheld
        wolf: wolves
        woman: women
        write: wrote written
        """);

    /// They look inflected and are not.
    private static final Set<String> WHOLE = Set.of(
            "news",
            "bias",
            "atlas",
            "cosmos",
            "andes",
            "series",
            "species",
            "politics",
            "economics",
            "physics",
            "mathematics",
            "texas",
            "paris",
            "christmas",
            "united",
            "evening",
            "morning",
            "something",
            "anything",
            "nothing",
            "everything",
            "during",
            "inning",
            "outing",
            "herring",
            "ceiling",
            "beijing",
            "analysis",
            "basis",
            "crisis",
            "thesis",
            "hypothesis",
            "oasis",
            "his",
            "this",
            "always",
            "perhaps",
            "lens",
            "gas",
            "bus",
            "sacred",
            "hundred",
            "wales",
            "hamas",
            "isis",
            "mars",
            "sars",
            "laos",
            "corps",
            "chaos",
            "iris");

    private static final Set<String> NO_MEN = Set.of(
            "tiananmen",
            "turkmen",
            "bremen",
            "specimen",
            "regimen",
            "acumen",
            "abdomen",
            "bitumen",
            "albumen",
            "stamen",
            "cyclamen",
            "xiamen",
            "carmen");

    private English() {}

    /// The stem of a word in small letters without apostrophes.
    static String stem(String word) {
        String regular = IRREGULAR.getOrDefault(word, singularMan(word));
        if (regular.length() < 3 || WHOLE.contains(regular)) return regular;
        return american(regular, withoutEnd(withI(withoutPast(withoutPlural(regular)))));
    }

    /// `gunmen` are more than one `gunman`; Tiananmen is one square.
    private static String singularMan(String word) {
        boolean men = word.length() > 5 && word.endsWith("men") && !NO_MEN.contains(word);
        return men ? cut(word, 3) + "man" : word;
    }

    private static String withoutPlural(String word) {
        if (word.endsWith("sses")) return cut(word, 2);
        if (word.endsWith("ies") || word.endsWith("ied")) return cut(word, word.length() > 4 ? 2 : 1);
        if (word.endsWith("us") || word.endsWith("ss") || !word.endsWith("s")) return word;
        return hasVowel(word, word.length() - 2) ? cut(word, 1) : word;
    }

    private static String withoutPast(String word) {
        if (WHOLE.contains(word)) return word;
        if (word.endsWith("eed")) return word.length() - 3 >= region(word, 0) ? cut(word, 1) : word;
        if (word.endsWith("ed") && hasVowel(word, word.length() - 2)) return mended(cut(word, 2));
        if (word.endsWith("ing") && hasVowel(word, word.length() - 3)) return mended(cut(word, 3));
        return word;
    }

    /// `hoping` is hope, `hopping` is hop.
    private static String mended(String stem) {
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) return stem + "e";
        if (isDouble(stem)) return cut(stem, 1);
        return region(stem, 0) == stem.length() && endsShort(stem, stem.length()) ? stem + "e" : stem;
    }

    private static boolean isDouble(String stem) {
        int last = stem.length() - 1;
        return last > 1 && stem.charAt(last) == stem.charAt(last - 1) && "bdgmnprt".indexOf(stem.charAt(last)) >= 0;
    }

    /// `spy` and `spies` both end in i.
    private static String withI(String word) {
        int last = word.length() - 1;
        boolean turns = last > 1 && word.charAt(last) == 'y' && !isVowel(word, last - 1);
        return turns ? cut(word, 1) + "i" : word;
    }

    /// `charge` loses its e, as `charging` did; `travell(ing)` its second l.
    private static String withoutEnd(String word) {
        int last = word.length() - 1;
        int first = region(word, 0);
        int second = region(word, first);
        if (word.endsWith("e") && (last >= second || (last >= first && !endsShort(word, last)))) return cut(word, 1);
        return word.endsWith("ll") && last >= second ? cut(word, 1) : word;
    }

    /// `organise` and `organize`, `analyse` and `analyze` are one word in two spellings.
    private static String american(String word, String stem) {
        boolean british = stem.length() > 4 && (stem.endsWith("is") || stem.endsWith("ys")) && !word.endsWith("s");
        boolean plural = stem.length() > 4 && word.endsWith("ises");
        return british || plural ? cut(stem, 1) + "z" : stem;
    }

    /// Where the part behind the first consonant that follows a vowel begins.
    private static int region(String word, int from) {
        int at = from;
        while (at < word.length() && !isVowel(word, at)) at++;
        while (at < word.length() && isVowel(word, at)) at++;
        return Math.min(at + 1, word.length());
    }

    /// Consonant, vowel, consonant other than w, x and y; or vowel, consonant at the beginning.
    private static boolean endsShort(String word, int end) {
        if (end == 2) return isVowel(word, 0) && !isVowel(word, 1);
        return end > 2
                && !isVowel(word, end - 3)
                && isVowel(word, end - 2)
                && !isVowel(word, end - 1)
                && "wxy".indexOf(word.charAt(end - 1)) < 0;
    }

    private static boolean hasVowel(String word, int end) {
        for (int at = 0; at < end; at++) if (isVowel(word, at)) return true;
        return false;
    }

    /// A y is a consonant at the beginning of a word and behind a vowel.
    private static boolean isVowel(String word, int at) {
        char c = word.charAt(at);
        if (c == 'y') return at > 0 && !isVowel(word, at - 1);
        return "aeiou".indexOf(c) >= 0;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static Map<String, String> irregular(String table) {
        Map<String, String> forms = new HashMap<>();
        table.lines().map(line -> line.split("[: ]+")).forEach(line -> {
            for (int at = 1; at < line.length; at++) forms.put(line[at], line[0]);
        });
        return Map.copyOf(forms);
    }
}
