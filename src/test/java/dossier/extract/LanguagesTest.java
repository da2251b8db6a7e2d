package dossier.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    static final String ENGLISH = """
        The government said on Tuesday that the talks with the dockers had failed and that the strike would go on, as \
        the ministers of three states met in the capital to speak about the price of grain and the ships that wait \
        before the harbour. Nobody was hurt when a crane fell in the night, but the mayor wants to know who had \
        allowed it to be used. The opposition will bring the matter before parliament next week.\
        """;
    static final String GERMAN = """
        Die Regierung teilte am Dienstag mit, dass die Gespräche mit den Hafenarbeitern gescheitert seien und der \
        Streik weitergehe, während die Minister dreier Länder in der Hauptstadt über den Preis des Getreides und die \
        wartenden Schiffe sprachen. Niemand wurde verletzt, als in der Nacht ein Kran umstürzte, doch die \
        Bürgermeisterin will wissen, wer seinen Betrieb erlaubt hatte.\
        """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        fr | Le gouvernement a déclaré mardi que les négociations avec les dockers avaient échoué et que la grève continuerait, tandis que les ministres de trois pays se réunissaient dans la capitale pour parler du prix du blé et des navires qui attendent devant le port. Personne n'a été blessé.
        es | El gobierno dijo el martes que las conversaciones con los estibadores habían fracasado y que la huelga seguiría, mientras los ministros de tres países se reunían en la capital para hablar del precio del trigo y de los barcos que esperan ante el puerto. Nadie resultó herido.
        pt | O governo disse na terça-feira que as conversas com os estivadores não deram resultado e que a greve vai continuar, enquanto os ministros de três países se reuniam na capital para falar do preço do trigo e dos navios que esperam diante do porto. Ninguém ficou ferido.
        no | Regjeringen sa tirsdag at samtalene med havnearbeiderne hadde mislyktes og at streiken ville fortsette, mens ministrene fra tre land møttes i hovedstaden for å snakke om prisen på korn og skipene som venter utenfor havnen. Ingen ble skadet da en kran veltet om natten.
        tr | Hükümet salı günü liman işçileriyle yapılan görüşmelerin başarısız olduğunu ve grevin süreceğini açıkladı. Üç ülkenin bakanları tahılın fiyatını ve limanın önünde bekleyen gemileri konuşmak için başkentte bir araya geldi. Gece bir vinç devrildiğinde kimse yaralanmadı.
        ru | Правительство заявило во вторник, что переговоры с портовыми рабочими провалились и забастовка продолжится, а министры трёх стран встретились в столице, чтобы обсудить цену на зерно и корабли, которые ждут у входа в порт. Никто не пострадал, когда ночью упал кран.
        uk | Уряд заявив у вівторок, що переговори з портовими робітниками провалилися і страйк триватиме, а міністри трьох країн зустрілися у столиці, щоб обговорити ціну на зерно та кораблі, які чекають перед портом. Ніхто не постраждав, коли вночі впав кран.
        ar | قالت الحكومة يوم الثلاثاء إن المحادثات مع عمال الميناء فشلت وإن الإضراب سيستمر، بينما اجتمع وزراء ثلاث دول في العاصمة للحديث عن سعر الحبوب والسفن التي تنتظر أمام الميناء. لم يصب أحد بأذى عندما سقطت رافعة في الليل، لكن رئيسة البلدية تريد أن تعرف من سمح باستخدامها.
        fa | دولت روز سه‌شنبه اعلام کرد که گفتگو با کارگران بندر شکست خورده است و اعتصاب ادامه خواهد داشت، در حالی که وزیران سه کشور در پایتخت دیدار کردند تا درباره قیمت گندم و کشتی‌هایی که در برابر بندر منتظر هستند گفتگو کنند. هنگامی که شب یک جرثقیل افتاد کسی آسیب ندید.
        hi | सरकार ने मंगलवार को कहा कि बंदरगाह के मज़दूरों के साथ बातचीत विफल रही और हड़ताल जारी रहेगी, जबकि तीन देशों के मंत्री राजधानी में अनाज की कीमत और बंदरगाह के सामने खड़े जहाज़ों के बारे में बात करने के लिए मिले। रात में एक क्रेन गिरने पर किसी को चोट नहीं लगी, लेकिन महापौर जानना चाहती हैं कि उसे चलाने की अनुमति किसने दी थी।
        zh-Hans | 政府周二表示，与码头工人的谈判已经失败，罢工将继续进行。与此同时，三个国家的部长在首都会面，讨论粮食价格以及停泊在港口外等待的船只。夜里一台起重机倒塌时没有人受伤，但市长想知道是谁批准使用它的。
        zh-Hant | 政府週二表示，與碼頭工人的談判已經失敗，罷工將繼續進行。與此同時，三個國家的部長在首都會面，討論糧食價格以及停泊在港口外等待的船隻。夜裡一台起重機倒塌時沒有人受傷，但市長想知道是誰批准使用它的。
        ja | 政府は火曜日、港湾労働者との協議が決裂し、ストライキが続くと発表した。三カ国の大臣は首都で会い、穀物の価格と港の外で待つ船について話し合った。夜にクレーンが倒れたとき、けが人はいなかった。
        ko | 정부는 화요일 항만 노동자들과의 협상이 결렬되었으며 파업이 계속될 것이라고 밝혔다. 세 나라의 장관들은 수도에서 만나 곡물 가격과 항구 앞에서 기다리는 배들에 대해 이야기했다. 밤에 크레인이 쓰러졌지만 다친 사람은 없었다.
        el | Η κυβέρνηση ανακοίνωσε την Τρίτη ότι οι συνομιλίες με τους λιμενεργάτες απέτυχαν και ότι η απεργία θα συνεχιστεί, ενώ οι υπουργοί τριών χωρών συναντήθηκαν στην πρωτεύουσα για να μιλήσουν για την τιμή των σιτηρών και τα πλοία που περιμένουν έξω από το λιμάνι.
        """)
    void aTextTellsItsLanguage(String language, String text) {
        assertThat(Languages.of(text)).contains(language);
        assertThat(Languages.against(language, text)).isEmpty();
        assertThat(Languages.against("en-US", text)).contains(language);
    }

    @Test
    void englishAndGermanAreNoExceptions() {
        assertThat(Languages.of(ENGLISH)).contains("en");
        assertThat(Languages.of(GERMAN)).contains("de");
        assertThat(Languages.against("en", GERMAN)).contains("de");
        assertThat(Languages.against("de-CH", GERMAN)).isEmpty();
    }

    @Test
    void whatIsSaidStandsWhereTheTextIsShort() {
        String headline = "Die Regierung teilte am Dienstag mit, dass die Gespräche gescheitert seien.";
        assertThat(Languages.of(headline)).isEmpty();
        assertThat(Languages.against("en", headline)).isEmpty();
        assertThat(Languages.of("")).isEmpty();
        assertThat(Languages.of("12:30 — 4:1 (2:0)\n".repeat(100))).isEmpty();
    }

    @Test
    void aTextInTwoLanguagesIsNotGuessedAt() {
        assertThat(Languages.of(ENGLISH + "\n" + GERMAN)).isEmpty();
        assertThat(Languages.against("en", ENGLISH + "\n" + GERMAN)).isEmpty();
        assertThat(Languages.against("de", ENGLISH + "\n" + GERMAN)).isEmpty();
    }

    @Test
    void aLanguageThatNoProfileFitsIsNotDenied() {
        assertThat(Languages.against("lb", GERMAN)).isEmpty();
        assertThat(Languages.against("tlh", ENGLISH)).isEmpty();
        assertThat(Languages.against("no language at all", ENGLISH)).isEmpty();
        assertThat(Languages.against("", ENGLISH)).isEmpty();
    }

    /// There are profiles of their neighbours, and none of these.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        az | Hökumət çərşənbə axşamı liman işçiləri ilə danışıqların uğursuz olduğunu və tətilin davam edəcəyini bildirdi, üç ölkənin nazirləri isə taxılın qiyməti və limanın qarşısında gözləyən gəmilər haqqında danışmaq üçün paytaxtda görüşdülər. Gecə kran yıxılanda heç kim xəsarət almadı.
        kk | Үкімет сейсенбі күні порт жұмысшыларымен келіссөздер сәтсіз аяқталғанын және ереуіл жалғасатынын мәлімдеді, ал үш елдің министрлері астықтың бағасы мен порт алдында күтіп тұрған кемелер туралы сөйлесу үшін астанада кездесті. Түнде кран құлаған кезде ешкім жарақат алған жоқ.
        ky | Өкмөт шейшемби күнү порт жумушчулары менен сүйлөшүүлөр ийгиликсиз болгонун жана иш таштоо уланарын билдирди, үч өлкөнүн министрлери болсо дандын баасы жана порттун алдында күтүп турган кемелер жөнүндө сүйлөшүү үчүн борбор калаада жолугушту. Түнкүсүн кран кулаганда эч ким жабыркаган жок.
        mn | Засгийн газар мягмар гарагт боомтын ажилчидтай хийсэн хэлэлцээ бүтэлгүйтэж, ажил хаялт үргэлжилнэ гэж мэдэгдсэн бол гурван улсын сайд нар үр тарианы үнэ болон боомтын өмнө хүлээж буй хөлөг онгоцны талаар ярилцахаар нийслэлд уулзав. Шөнө кран унахад хэн ч гэмтээгүй.
        tg | Ҳукумат рӯзи сешанбе изҳор дошт, ки гуфтушунид бо коргарони бандар ноком шуд ва корпартоӣ идома хоҳад ёфт, дар ҳоле ки вазирони се кишвар дар пойтахт вохӯрданд, то дар бораи нархи ғалла ва киштиҳое, ки дар назди бандар интизоранд, сӯҳбат кунанд. Шабона ҳангоми афтидани кран касе осеб надид.
        tt | Хөкүмәт сишәмбе көнне порт эшчеләре белән сөйләшүләр уңышсыз тәмамлануын һәм эш ташлауның дәвам итәчәген белдерде, өч илнең министрлары исә ашлык бәясе һәм порт каршында көтеп торган кораблар турында сөйләшү өчен башкалада очраштылар. Төнлә кран ауганда беркем дә зыян күрмәде.
        ps | حکومت د سه‌شنبې په ورځ وویل چې د بندر له کارګرانو سره خبرې ناکامې شوې او کاربندیز به دوام ولري، په داسې حال کې چې د دریو هېوادونو وزیران په پلازمېنه کې سره ولیدل څو د غنمو د بیې او هغو بېړیو په اړه خبرې وکړي چې د بندر مخې ته ولاړې دي. د شپې چې کرېن ولوېد هېچا ته زیان ونه رسېد.
        ckb | حکومەت ڕۆژی سێشەممە ڕایگەیاند کە گفتوگۆکان لەگەڵ کرێکارانی بەندەر سەرکەوتوو نەبوون و مانگرتنەکە بەردەوام دەبێت، لە کاتێکدا وەزیرانی سێ وڵات لە پایتەخت کۆبوونەوە بۆ ئەوەی باس لە نرخی دانەوێڵە و ئەو کەشتییانە بکەن کە لەبەردەم بەندەردا چاوەڕێن. کاتێک شەو کرێنێک کەوت کەس بریندار نەبوو.
        sd | حڪومت اڱاري جي ڏينهن چيو ته بندرگاھ جي مزدورن سان ڳالهيون ناڪام ٿي ويون ۽ هڙتال جاري رهندي، جڏهن ته ٽن ملڪن جا وزير گاديءَ واري شهر ۾ اناج جي قيمت ۽ بندرگاھ جي سامهون بيٺل جهازن بابت ڳالهائڻ لاءِ گڏ ٿيا. رات جو جڏهن ڪرين ڪري پئي ته ڪو به زخمي نه ٿيو.
        ug | ھۆكۈمەت سەيشەنبە كۈنى پورت ئىشچىلىرى بىلەن بولغان سۆھبەتنىڭ مەغلۇپ بولغانلىقىنى ۋە ئىش تاشلاشنىڭ داۋاملىشىدىغانلىقىنى بىلدۈردى، ئۈچ دۆلەتنىڭ مىنىستىرلىرى ئاشلىقنىڭ باھاسى ۋە پورت ئالدىدا ساقلاۋاتقان پاراخوتلار توغرىسىدا سۆزلىشىش ئۈچۈن پايتەختتە ئۇچراشتى.
        as | চৰকাৰে মঙলবাৰে কয় যে বন্দৰৰ শ্ৰমিকসকলৰ সৈতে আলোচনা বিফল হৈছে আৰু ধৰ্মঘট অব্যাহত থাকিব, আনহাতে তিনিখন দেশৰ মন্ত্ৰীসকলে শস্যৰ মূল্য আৰু বন্দৰৰ সন্মুখত ৰৈ থকা জাহাজসমূহৰ বিষয়ে কথা পাতিবলৈ ৰাজধানীত লগ হৈছিল। নিশা এখন ক্ৰেন বাগৰি পৰাত কোনো আহত হোৱা নাই।
        """)
    void aLanguageWithoutAProfileGetsNoNeighboursName(String language, String text) {
        String all = (text + "\n").repeat(3);
        assertThat(Languages.of(all)).isEmpty();
        assertThat(Languages.against("en", all)).isEmpty();
        assertThat(Languages.against(language, all)).isEmpty();
        assertThat(Languages.isIn("tr", all)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ur | حکومت نے منگل کو کہا کہ بندرگاہ کے مزدوروں کے ساتھ بات چیت ناکام ہو گئی ہے اور ہڑتال جاری رہے گی، جبکہ تین ملکوں کے وزیروں نے دارالحکومت میں ملاقات کی تاکہ اناج کی قیمت اور بندرگاہ کے سامنے کھڑے جہازوں کے بارے میں بات کریں۔ رات کو کرین گرنے سے کوئی زخمی نہیں ہوا، لیکن میئر جاننا چاہتی ہیں کہ اس کی اجازت کس نے دی تھی۔
        bn | সরকার মঙ্গলবার জানিয়েছে যে বন্দরের শ্রমিকদের সঙ্গে আলোচনা ব্যর্থ হয়েছে এবং ধর্মঘট চলবে, আর তিন দেশের মন্ত্রীরা শস্যের দাম এবং বন্দরের সামনে অপেক্ষমাণ জাহাজ নিয়ে কথা বলতে রাজধানীতে মিলিত হয়েছেন। রাতে একটি ক্রেন পড়ে গেলে কেউ আহত হয়নি।
        """)
    void theirNeighboursKeepTheirOwn(String language, String text) {
        assertThat(Languages.of((text + "\n").repeat(3))).contains(language);
    }

    @Test
    void aForeignNameIsNoOtherLanguage() {
        assertThat(Languages.of(ENGLISH + " It was İlham Əliyev who spoke last, and nobody answered him."))
                .contains("en");
    }

    @Test
    void nearLanguagesDoNotContradictEachOther() {
        String norwegian = """
            Regjeringen sa tirsdag at samtalene med havnearbeiderne hadde mislyktes og at streiken ville fortsette, mens \
            ministrene fra tre land møttes i hovedstaden for å snakke om prisen på korn og skipene som venter utenfor \
            havnen. Ingen ble skadet da en kran veltet om natten.\
            """;
        assertThat(Languages.of(norwegian)).contains("no");
        assertThat(Languages.against("nb-NO", norwegian)).isEmpty();
        assertThat(Languages.against("nn", norwegian)).isEmpty();
    }

    @Test
    void aShortTextMayLookLikeWhatIsSaid() {
        String teaser = "The talks with the dockers have failed, and the strike goes on.";
        assertThat(Languages.isIn("en-GB", teaser)).isTrue();
        assertThat(Languages.isIn("de", teaser)).isFalse();
        assertThat(Languages.isIn("en", "Strike goes on")).isFalse();
    }

    @Test
    void onlyTheBeginningOfALongTextIsLookedAt() {
        String text = ENGLISH.repeat(12) + GERMAN.repeat(2_000);
        assertThat(Languages.of(text)).contains("en");
    }

    @Property(tries = 200)
    void noTextIsTooOdd(@ForAll String text) {
        assertThat(Languages.of(text.repeat(50))).isEqualTo(Languages.of(text.repeat(50)));
        assertThat(Languages.told(Optional.of(text), text.repeat(50))).isNotNull();
    }
}
