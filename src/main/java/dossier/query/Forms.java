package dossier.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The dictionary forms that an inflected word may belong to, where the stemmer of its language does not get
/// there: `verhaftet` to `verhaften`, `luces` to `luz`, `huizen` to `huis`, `جواسيس` to `جاسوس`.
///
/// Every form is stemmed then, beside the word as it stands. So a form too many costs little: it could only
/// meet a word that exists, and has another meaning.
final class Forms {
    private static final int SHORTEST = 5;

    private static final Map<String, String> STRONG_GERMAN = table("""
        stehlen: stiehlt stahl stahlen gestohlen
        nehmen: nimmt nahm nahmen genommen
        greifen: griff griffen gegriffen
        schießen: schoss schossen geschossen
        geben: gibt gab gaben gegeben
        sprechen: spricht sprach sprachen gesprochen
        brechen: bricht brach brachen gebrochen
        stechen: sticht stach stachen gestochen
        raten: rät riet rieten geraten
        treffen: trifft traf trafen getroffen
        werfen: wirft warf warfen geworfen
        sterben: stirbt starb starben gestorben
        helfen: hilft half halfen geholfen
        fliehen: floh flohen geflohen
        fliegen: flog flogen geflogen
        bieten: bot boten geboten
        ziehen: zog zogen gezogen
        schreiben: schrieb schrieben geschrieben
        schweigen: schwieg schwiegen geschwiegen
        treiben: trieb trieben getrieben
        steigen: stieg stiegen gestiegen
        fallen: fällt fiel fielen gefallen
        fangen: fängt fing fingen gefangen
        halten: hält hielt hielten gehalten
        lassen: lässt ließ ließen gelassen
        laufen: läuft lief liefen gelaufen
        schlagen: schlägt schlug schlugen geschlagen
        tragen: trägt trug trugen getragen
        laden: lädt lud luden geladen
        finden: fand fanden gefunden
        binden: band banden gebunden
        singen: sang sangen gesungen
        dringen: drang drangen gedrungen
        sinken: sank sanken gesunken
        zwingen: zwang zwangen gezwungen
        gewinnen: gewann gewannen gewonnen
        beginnen: begann begannen begonnen
        verlieren: verlor verloren
        lesen: liest las lasen gelesen
        sehen: sieht sah sahen gesehen
        treten: tritt trat traten getreten
        essen: isst aßen gegessen
        liegen: lag lagen gelegen
        sitzen: saß saßen gesessen
        stehen: stand standen gestanden
        gehen: ging gingen gegangen
        kommen: kam kamen gekommen
        bringen: brachte brachten gebracht
        denken: dachte dachten gedacht
        kennen: kannte kannten gekannt
        nennen: nannte nannten genannt
        senden: sandte sandten gesandt
        wissen: weiß wusste wussten gewusst
        rufen: rief riefen gerufen
        leiden: litt litten gelitten
        schneiden: schnitt schnitten geschnitten
        streiten: stritt stritten gestritten
        reißen: riss rissen gerissen
        weisen: wies wiesen gewiesen
        bleiben: blieb blieben geblieben
        scheinen: schien schienen geschienen
        leihen: lieh liehen geliehen
        schließen: schloss schlossen geschlossen
        schieben: schob schoben geschoben
        gießen: goss gossen gegossen
        lügen: log logen gelogen
        betrügen: betrog betrogen
        bitten: bat baten gebeten
        schwören: schwor schworen geschworen
        heben: hob hoben gehoben
        fahren: fährt fuhr fuhren gefahren
        graben: gräbt grub gruben gegraben
        schlafen: schläft schlief schliefen
        stoßen: stößt stieß stießen gestoßen
        hängen: hing hingen gehangen
        gelten: gilt galt galten gegolten
        bergen: birgt barg bargen geborgen
        befehlen: befiehlt befahl befahlen befohlen
        empfehlen: empfiehlt empfahl empfahlen empfohlen
        vergessen: vergisst vergaß vergaßen
        springen: sprang sprangen gesprungen
        schwinden: schwand schwanden geschwunden
        trinken: trank tranken getrunken
        brennen: brannte brannten gebrannt
        rennen: rannte rannten gerannt
        wenden: wandte wandten gewandt
        tun: tat taten getan
        """);

    private static final Map<String, String> GERMAN = table("""
        firma: firmen
        museum: museen
        datum: daten
        thema: themen
        konto: konten
        risiko: risiken
        drama: dramen
        zentrum: zentren
        ministerium: ministerien
        """);

    private static final Map<String, String> FRENCH = table("""
        an: ans
        travail: travaux
        œil: yeux
        prendre: pris prise prises prit prirent
        mettre: mis mise mises mit mirent
        détenir: détenu détenus détenue détenues détient détiennent
        obtenir: obtenu obtenus obtenue obtenues obtient obtiennent
        élire: élu élus élue élues élit élisent
        mourir: mort morts morte mortes meurt meurent
        dire: dit dits dite dites disent
        interdire: interdit interdits interdite interdites interdisent
        écrire: écrit écrits écrite écrites écrivent
        détruire: détruit détruits détruite détruites détruisent
        découvrir: découvert découverts découverte découvertes
        ouvrir: ouvert ouverts ouverte ouvertes
        recevoir: reçu reçus reçue reçues reçoit reçoivent
        poursuivre: poursuivi poursuivis poursuivie poursuivies
        fuir: fui fuit fuient
        venir: venu venus venue venues vient viennent
        craindre: craint craignent
        """);

    private static final Map<String, String> ITALIAN = table("""
        uomo: uomini
        dio: dei
        uccidere: ucciso uccisa uccisi uccise uccisero
        prendere: preso presa presi prese presero
        mettere: messo messa messi messe misero
        dire: detto detta detti disse dissero
        morire: morto morta morti
        scrivere: scritto scritta scritti scritte scrisse
        leggere: letto letti lette
        eleggere: eletto eletta eletti elette
        chiudere: chiuso chiusa chiusi chiuse
        decidere: deciso decisa decisi decise
        chiedere: chiesto chiesta chiesti chiese chiesero
        vincere: vinto vinta vinti vinse vinsero
        perdere: perso persa persi persero
        esplodere: esploso esplosa esplosi esplose
        scoprire: scoperto scoperta scoperti scoperte
        nascondere: nascosto nascosta nascosti nascose
        rispondere: risposto risposta risposte rispose
        """);

    private static final Map<String, String> SPANISH = table("""
        detener: detuvo detuvieron detiene detienen
        tener: tuvo tuvieron tiene tienen
        morir: murió murieron muerto muerta muertos muertas muere mueren
        decir: dijo dijeron dicho dice dicen
        hacer: hizo hicieron hecho
        poner: puso pusieron puesto
        venir: vino vinieron viene vienen
        ver: visto vio vieron
        traer: trajo trajeron
        pedir: pidió pidieron pide piden
        negar: niega niegan
        perder: pierde pierden
        volver: vuelve vuelven vuelto
        elegir: eligió eligieron elige eligen
        mentir: mintió mintieron miente mienten
        huir: huyó huyeron huye huyen
        caer: cayó cayeron
        encontrar: encuentra encuentran
        destruir: destruyó destruyeron destruye destruyen
        """);

    private static final Map<String, String> PORTUGUESE = table("""
        prender: preso presa presos presas
        morrer: morto morta mortos mortas
        dizer: disse disseram dito diz dizem
        fazer: fez fizeram feito
        ver: viu viram visto
        eleger: eleito eleita eleitos eleitas
        descobrir: descoberto descoberta descobertos
        escrever: escrito escrita escritos escritas
        fugir: foge fogem
        ter: teve tiveram
        """);

    private static final Map<String, String> DUTCH = table("""
        kind: kinderen
        stad: steden
        schip: schepen
        ei: eieren
        lid: leden
        verkopen: verkocht verkochten
        kopen: kocht kochten gekocht
        brengen: bracht brachten gebracht
        denken: dacht dachten gedacht
        stelen: stal stalen gestolen
        schieten: schoot schoten geschoten
        nemen: nam namen genomen
        spreken: sprak spraken gesproken
        liegen: loog logen gelogen
        schrijven: schreef schreven geschreven
        geven: gaf gaven gegeven
        vinden: vond vonden gevonden
        komen: kwam kwamen
        gaan: ging gingen gegaan
        sterven: stierf stierven gestorven
        vechten: vocht vochten gevochten
        verliezen: verloor verloren
        winnen: won wonnen gewonnen
        blijven: bleef bleven gebleven
        krijgen: kreeg kregen gekregen
        breken: brak braken gebroken
        treffen: trof troffen getroffen
        houden: hield hielden gehouden
        vallen: viel vielen gevallen
        slaan: sloeg sloegen geslagen
        bieden: bood boden geboden
        verbieden: verbood verboden
        bedriegen: bedroog bedrogen
        zeggen: zei zeiden gezegd
        zien: zag zagen gezien
        staan: stond stonden gestaan
        """);

    /// Russian words that change within, or are another word altogether in the plural.
    private static final Map<String, String> RUSSIAN = table("""
        человек: люди людей людям людьми людях
        ребенок: дети детей детям детьми детях
        день: дня дню днем днём дне дни дней дням днями днях
        продавать: продаю продает продаёт продают
        писать: пишет пишут
        искать: ищет ищут
        сказать: скажет скажут
        убить: убьет убьёт убьют
        бежать: бежит бегут
        лгать: лжет лжёт лгут
        """);

    /// Arabic builds many plurals from within; these are those of the news. Normalised as the stemmer does.
    private static final Map<String, String> ARABIC = table("""
        جاسوس: جواسيس
        سر: اسرار
        حرب: حروب
        كتاب: كتب
        دوله: دول
        رييس: روساء رءساء رؤساء
        رئيس: رؤساء
        وزير: وزراء
        سفير: سفراء
        عميل: عملاء
        خبير: خبراء
        زعيم: زعماء
        سجين: سجناء
        جندي: جنود
        مدينه: مدن
        صاروخ: صواريخ
        قانون: قوانين
        سلاح: اسلحه
        عالم: علماء
        ملك: ملوك
        بنك: بنوك
        حزب: احزاب
        شخص: اشخاص
        رجل: رجال
        طفل: اطفال
        طالب: طلاب
        ضابط: ضباط
        هجوم: هجمات
        خبر: اخبار
        وثيقه: وثايق وثائق
        تقرير: تقارير
        مصدر: مصادر
        مكتب: مكاتب
        جيش: جيوش
        شعب: شعوب
        قنبله: قنابل
        """);

    private static final String SEPARABLE =
            "(?:ab|an|auf|aus|bei|durch|ein|fest|frei|her|hin|los|nach|nieder|statt|teil|um|unter|vor|weg|wieder|zu"
                    + "|zurück|zusammen)";
    private static final Pattern GERMAN_TWO_PARTS = Pattern.compile("(" + SEPARABLE + ")(.{3,})");
    private static final Pattern GERMAN_PREFIXED = Pattern.compile("((?:be|ver|ent|er|zer|über|unter|hinter))(.{3,})");
    private static final Pattern GERMAN_ZU = Pattern.compile("(" + SEPARABLE + ")zu(.{3,}n)");
    private static final Pattern GERMAN_VERB =
            Pattern.compile("(.{2,}(?:[dt]|[^lrh][mn]))et(?:e|en|er|es|em)?|(.{3,}[^dt])t(?:e|en|er|es|em)?");
    private static final Pattern GERMAN_PARTICIPLE = Pattern.compile("(" + SEPARABLE + "?)ge(.{3,})");

    private static final Pattern FRENCH_THEY = Pattern.compile("(.{3,}[^m])ent");
    private static final Pattern FRENCH_SOLD = Pattern.compile("(.{2,}[dt])(?:u|us|ue|ues|ent|ait|aient|ant)");
    private static final Set<String> FRENCH_WHOLE =
            Set.of("pays", "mois", "fois", "trois", "bois", "dans", "sans", "sous", "vers", "plus", "tous", "jamais");

    private static final Pattern DUTCH_VERB = Pattern.compile("(ge)?(.{4,}?)(?:t|d|de|den|te|ten)");
    private static final Set<String> DUTCH_WHOLE = Set.of("markt", "nacht", "macht", "kracht", "dienst", "wacht");

    private static final Pattern RUSSIAN_FLEETING =
            Pattern.compile("(.{2,}?)[йь]?([цк])(?:а|у|ом|ем|е|и|ы|ов|ев|ам|ами|ах)");

    private Forms() {}

    /// The word itself and what else it may be a form of.
    ///
    /// @param word in small letters
    /// @param capital true where it is written with a capital: a German word that is no verb
    static List<String> of(Language language, String word, boolean capital) {
        List<String> forms = new ArrayList<>(List.of(word));
        switch (language) {
            case GERMAN -> german(word, capital, forms);
            case FRENCH -> french(word, forms);
            case SPANISH -> spanish(word, forms);
            case ITALIAN -> italian(word, forms);
            case PORTUGUESE -> portuguese(word, forms);
            case DUTCH -> dutch(word, forms);
            case RUSSIAN -> russian(word, forms);
            case ENGLISH, ARABIC, HINDI, CJK, PLAIN -> {}
        }
        return forms;
    }

    /// The singular of an Arabic word that the stemmer has normalised and freed of its article.
    static Optional<String> arabicSingular(String bare) {
        return Optional.ofNullable(ARABIC.get(bare));
    }

    private static void german(String word, boolean capital, List<String> forms) {
        known(GERMAN, word, forms);
        if (word.endsWith("innen") && word.length() > 7) forms.add(cut(word, 3));
        if (word.endsWith("ern") && word.length() > 6) forms.add(cut(word, 1));
        if (word.length() > 3 && word.endsWith("s") && isVowel(word.charAt(word.length() - 2))) forms.add(cut(word, 1));
        strongGerman(word).ifPresent(forms::add);
        if (!capital || word.endsWith("tet")) weakGerman(word, forms);
    }

    private static Optional<String> strongGerman(String word) {
        if (STRONG_GERMAN.containsKey(word)) return Optional.of(STRONG_GERMAN.get(word));
        Matcher zu = GERMAN_ZU.matcher(word);
        if (zu.matches()) return Optional.of(zu.group(1) + zu.group(2));
        for (Pattern prefixes : List.of(GERMAN_TWO_PARTS, GERMAN_PREFIXED)) {
            Matcher parts = prefixes.matcher(word);
            if (!parts.matches()) continue;
            String rest = parts.group(2);
            String verb = STRONG_GERMAN.get(rest);
            if (verb == null) verb = STRONG_GERMAN.get("ge" + rest);
            if (verb != null) return Optional.of(parts.group(1) + verb);
        }
        return Optional.empty();
    }

    private static void weakGerman(String word, List<String> forms) {
        Matcher verb = GERMAN_VERB.matcher(word);
        if (word.length() < SHORTEST || !verb.matches()) return;
        String root = verb.group(1) == null ? verb.group(2) : verb.group(1);
        String infinitive = root + (root.endsWith("er") || root.endsWith("el") ? "n" : "en");
        forms.add(infinitive);
        Matcher participle = GERMAN_PARTICIPLE.matcher(infinitive);
        if (participle.matches()) forms.add(participle.group(1) + participle.group(2));
    }

    private static void french(String word, List<String> forms) {
        known(FRENCH, word, forms);
        Matcher they = FRENCH_THEY.matcher(word);
        if (word.length() > 6 && they.matches()) forms.add(they.group(1) + "er");
        Matcher sold = FRENCH_SOLD.matcher(word);
        if (word.length() >= SHORTEST && sold.matches()) forms.add(sold.group(1) + "re");
        if (word.length() < 6 && word.length() > 3 && word.endsWith("s") && !FRENCH_WHOLE.contains(word))
            forms.add(cut(word, 1));
    }

    private static void spanish(String word, List<String> forms) {
        known(SPANISH, word, forms);
        if (word.length() > 4 && word.endsWith("ces")) forms.add(cut(word, 3) + "z");
        else if (word.length() > 5 && word.matches(".*[dlnrjs]es")) forms.add(cut(word, 2));
        else if (word.length() > 3 && word.matches(".*[aeo]s")) forms.add(cut(word, 1));
    }

    private static void italian(String word, List<String> forms) {
        known(ITALIAN, word, forms);
        if (word.length() < 4) return;
        if (word.endsWith("che") || word.endsWith("chi")) forms.add(cut(word, 2) + "o");
        else if (word.endsWith("e") || word.endsWith("i")) forms.add(cut(word, 1) + "o");
    }

    private static void portuguese(String word, List<String> forms) {
        known(PORTUGUESE, word, forms);
        if (word.length() > 3 && word.matches(".*[aeo]s")) forms.add(cut(word, 1));
        if (word.length() < SHORTEST) return;
        if (word.endsWith("ais")) forms.add(cut(word, 2) + "l");
        else if (word.matches(".*[eé]is")) {
            forms.add(cut(word, 3) + "el");
            forms.add(cut(word, 3) + "il");
        } else if (word.matches(".*[oó]is")) forms.add(cut(word, 3) + "ol");
        else if (word.endsWith("ns")) forms.add(cut(word, 2) + "m");
        else if (word.endsWith("ãs")) forms.add(cut(word, 2) + "ão");
        else if (word.endsWith("ã")) forms.add(cut(word, 1) + "ão");
    }

    private static void dutch(String word, List<String> forms) {
        known(DUTCH, word, forms);
        if (word.length() < SHORTEST) return;
        if (word.endsWith("s") && !word.endsWith("ss")) forms.add(cut(word, 1));
        if (word.endsWith("eën")) forms.add(cut(word, 2));
        if (word.endsWith("zen")) forms.add(cut(word, 3) + "s");
        if (word.endsWith("ven")) forms.add(cut(word, 3) + "f");
        if (word.endsWith("ici")) forms.add(cut(word, 1) + "us");
        Matcher verb = DUTCH_VERB.matcher(word);
        if (verb.matches() && !DUTCH_WHOLE.contains(word)) forms.add(verb.group(2));
    }

    /// The stemmer takes `Китая`, of China, for an adjective, and makes a whale of it. Of `китайца` and `участка`
    /// it leaves what lacks the vowel of `китаец` and `участок`.
    private static void russian(String word, List<String> forms) {
        known(RUSSIAN, word, forms);
        Matcher fleeting = RUSSIAN_FLEETING.matcher(word);
        if (fleeting.matches() && fleeting.group(2).equals("ц")) forms.add(fleeting.group(1) + "ец");
        else if (fleeting.matches()) {
            forms.add(fleeting.group(1) + "ок");
            forms.add(fleeting.group(1) + "ек");
        }
        if (word.length() > 4 && word.endsWith("ая")) forms.add(cut(word, 1) + "й");
        if (word.matches("кита[яюе]|китаем")) forms.set(0, "китай");
    }

    private static void known(Map<String, String> table, String word, List<String> forms) {
        String form = table.get(word);
        if (form != null) forms.add(form);
    }

    private static boolean isVowel(char c) {
        return "aeiouäöü".indexOf(c) >= 0;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static Map<String, String> table(String lines) {
        Map<String, String> forms = new HashMap<>();
        lines.lines().map(line -> line.split("[: ]+")).forEach(line -> {
            for (int at = 1; at < line.length; at++) forms.put(line[at], line[0]);
        });
        return Map.copyOf(forms);
    }
}
