package dossier.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The words in dates: months of the languages whose outlets write them into feeds, and zones by their short names.
/// Letters are lower case and without accents, as [Dates] folds them before it asks.
final class DateWords {
    /// One line a language: the months from January on, as stems; a word means the month of the longest stem it
    /// begins with. Where two languages disagree, the one with more feeds stands first.
    private static final String[] MONTHS = {
        // English, with `sept`
        "jan feb mar apr may jun jul aug sep oct nov dec",
        // German
        "janner feber marz april mai juni juli august september okt november dez",
        // French
        "janv fev mars avr mai juin juil aout sept oct nov dec",
        // Spanish
        "ene feb mar abr may jun jul ago sep oct nov dic",
        // Portuguese
        "jan fev mar abr mai jun jul ago set out nov dez",
        // Italian
        "gen feb mar apr mag giu lug ago set ott nov dic",
        // Dutch
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        // Swedish, Danish, Norwegian
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april mai juni juli august september oktober november desember",
        // Finnish
        "tammi helmi maalis huhti touko kesa heina elo syys loka marras joulu",
        // Polish
        "sty lut mar kwi maj cze lip sie wrz paz lis gru",
        // Czech
        "led uno bre dub kve cervna cervence srp zar rij lis pro",
        // Hungarian
        "jan feb marc apr maj jun jul aug szept okt nov dec",
        // Turkish
        "oca sub mar nis may haz tem agu eyl eki kas ara",
        // Romanian
        "ian feb mar apr mai iun iul aug sep oct noi dec",
        // Croatian
        "sij velj ozu tra svi lip srp kol ruj listop stu pros",
        // Indonesian
        "januari februari maret april mei juni juli agustus september oktober november desember",
        // Vietnamese and the like write numbers. Russian
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "янв фев мар апр май июн июл авг сен окт ноя дек",
        // Ukrainian
        "січ лют бер кві тра чер лип сер вер жов лис гру",
        // Bulgarian
        "яну фев мар апр май юни юли авг сеп окт ное дек",
        // Greek
        "ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
        "ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
        // Arabic (Levant and Egypt), Hebrew, Persian spelling of the Gregorian months
        "يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
        "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
        "ژانویه فوریه مارس اوریل مه ژوین ژوییه اوت سپتامبر اکتبر نوامبر دسامبر",
        // Hindi
        "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्टूबर नवम्बर दिसम्बर",
        "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्तूबर नवंबर दिसंबर",
        // Thai, whole and in short
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค",
        // Slovene, Serbian, Macedonian
        "januar februar marec april maj junij julij avgust september oktober november december",
        "јан феб мар апр мај јун јул авг сеп окт нов дец",
        "јан фев мар апр мај јун јул авг сеп окт ное дек",
        // Croatian July begins like Czech August
        "sijec velj ozuj trav svib lipnj srpnj kolov ruj list stud pros",
        // Estonian, Latvian, Lithuanian
        "jaan veeb marts apr mai juuni juuli aug sept okt nov dets",
        "janv febr marts apr maijs junijs julijs aug sept okt nov dec",
        "saus vas kov bal geg birz liep rugp rugs spal lapkr gruod",
        // Malay, Catalan, Basque, Icelandic, Albanian
        "januari februari mac april mei jun julai ogos september oktober november disember",
        "gen febr marc abr maig juny jul ag set oct nov des",
        "urt ots mart api mai eka uzt abu ira urr aza abe",
        "jan feb mar apr mai jun jul agu sep okt nov des",
        "jan shk mar pri maj qer korr gush sht tet nen dhj",
        // Azeri and Uzbek, Kazakh, Belarusian
        "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
        "студз лют сак крас трав чэрв ліп жні вер кас ліст снеж",
        // Georgian
        "იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ",
    };

    /// Hours from UTC. Names that mean several zones are read as the one whose outlets write them most.
    private static final String ZONES = """
        gmt 0 utc 0 ut 0 z 0 zulu 0 wet 0 west 1 bst 1 ist 5.5 cet 1 cest 2 met 1 mest 2 mez 1 mesz 2
        eet 2 eest 3 msk 3 msd 4 trt 3 sast 2 cat 2 eat 3 wat 1 ast -4 adt -3 est -5 edt -4 cst -6 cdt -5
        mst -7 mdt -6 pst -8 pdt -7 akst -9 akdt -8 hst -10 nst -3.5 ndt -2.5 brt -3 brst -2 art -3 clt -4
        clst -3 at -4 cot -5 pet -5 pkt 5 npt 5.75 ict 7 wib 7 wita 8 wit 9 hkt 8 sgt 8 myt 8 pht 8 cct 8 jst 9
        kst 9 awst 8 acst 9.5 acdt 10.5 aest 10 aedt 11 nzst 12 nzdt 13 gst 4 irst 3.5 idt 3\
        """;

    /// US newsrooms write `ET` all the year and mean the clock on the wall.
    private static final Map<String, String> REGIONS = Map.of(
            "et", "America/New_York",
            "ct", "America/Chicago",
            "mt", "America/Denver",
            "pt", "America/Los_Angeles");

    /// What Windows calls the zones.
    private static final Map<String, String> LONG =
            Map.of("eastern", "et", "central", "ct", "mountain", "mt", "pacific", "pt", "greenwich", "gmt");

    private static final Map<String, Integer> STEMS = stems();
    private static final Map<String, Integer> OFFSETS = offsets();

    private DateWords() {}

    /// 1 to 12, if the word is a month's name or the beginning of one.
    static Optional<Integer> month(String word) {
        for (int end = word.length(); end >= 2; end--) {
            Integer month = STEMS.get(word.substring(0, end));
            if (month != null) return Optional.of(month);
        }
        return Optional.empty();
    }

    /// Seconds from UTC of a zone's short name.
    static Optional<Integer> offset(String word) {
        return Optional.ofNullable(OFFSETS.get(word));
    }

    /// The region that a word stands for, as `java.time` names it.
    static Optional<String> region(String word) {
        return Optional.ofNullable(REGIONS.get(word));
    }

    /// `eastern daylight time` in short: `edt`; other words stay as they are.
    static String brief(String words) {
        String[] parts = words.split(" ", -1);
        String first = LONG.get(parts[0]);
        if (first == null || parts.length < 2 || !parts[parts.length - 1].equals("time")) return words;
        if (parts[1].equals("european")) return parts.length == 4 && parts[2].equals("summer") ? "cest" : "cet";
        if (parts.length != 3 || first.equals("gmt")) return first;
        String half = parts[1].equals("daylight") ? "d" : parts[1].equals("standard") ? "s" : "";
        return first.charAt(0) + half + "t";
    }

    private static Map<String, Integer> stems() {
        Map<String, Integer> stems = new HashMap<>();
        for (String language : MONTHS) {
            String[] months = language.split(" ", -1);
            for (int i = 0; i < months.length; i++) stems.putIfAbsent(Dates.bare(months[i]), i + 1);
        }
        return Map.copyOf(stems);
    }

    private static Map<String, Integer> offsets() {
        Map<String, Integer> offsets = new HashMap<>();
        String[] words = ZONES.strip().split("\\s+", -1);
        for (int i = 0; i < words.length; i += 2)
            offsets.put(words[i], (int) (Double.parseDouble(words[i + 1]) * 3600));
        return Map.copyOf(offsets);
    }
}
