package dossier.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Place;
import dossier.model.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<Problem> problems = new ArrayList<>();

    private Settings read(String file, Map<String, String> env, String... sets) throws IOException {
        Path path = folder.resolve("application.properties");
        Files.writeString(path, file);
        return Settings.read(path, env, List.of(sets), problems);
    }

    @Test
    void aPortThatWouldChangeTheArchivesAddressesWithEachStartIsRefused() throws IOException {
        read("", Map.of(), "server.port=0");
        assertThat(problems).singleElement().asString().contains("server.port = 0 is too little; at least 1");
    }

    @Test
    void theDefaultsHoldWhereNobodySaysAnything() {
        Settings settings = Settings.read(folder.resolve("none"), Map.of(), List.of(), problems);
        assertThat(problems).isEmpty();
        assertThat(settings.text("server.host")).isEqualTo("127.0.0.1");
        assertThat(settings.integer("server.port")).isEqualTo(8080);
        assertThat(settings.hostPort("http.proxy")).isEmpty();
        assertThat(settings.bool("http.allow-private")).isFalse();
        assertThat(settings.duration("http.per-host-delay")).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.text("http.user-agent")).isEqualTo("Dossier/0.1 (+http://127.0.0.1:8080/about)");
        assertThat(settings.duration("http.connect-timeout")).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.duration("http.response-timeout")).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.duration("http.timeout")).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.bytes("http.max-bytes")).isEqualTo(20 * 1024 * 1024);
        assertThat(settings.integer("http.max-redirects")).isEqualTo(8);
        assertThat(settings.duration("poll.shortest")).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.duration("poll.longest")).isEqualTo(Duration.ofHours(24));
        assertThat(settings.text("store.url")).isEmpty();
        assertThat(settings.uri("site.url")).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.zone("site.zone")).isEqualTo(ZoneId.of("UTC"));
        assertThat(settings.dateFormat("site.date-format").format(LocalDate.of(2019, 1, 31)))
                .isEqualTo("31/01/2019");
        assertThat(settings.site().pageSize()).isEqualTo(40);
        assertThat(settings.place("site.title")).isEmpty();
    }

    @Test
    void everyDefaultIsReadByTheFormOfItsSetting() {
        Settings settings = Settings.of(Map.of());
        for (Setting setting : Settings.ALL) {
            if (!setting.standard().isEmpty())
                assertThat(settings.texts()).as(setting.name()).containsKey(setting.name());
            assertThat(setting.about()).as(setting.name()).isNotBlank();
        }
    }

    @Test
    void aLaterSourceOutranksAnEarlierOne() throws IOException {
        String file = """
            site.title = from the file
            poll.longest = 2h
            server.port = 81
            """;
        Map<String, String> env = Map.of("DOSSIER_POLL_LONGEST", "3h", "DOSSIER_SERVER_PORT", "82", "PATH", "/bin");
        Settings settings = read(file, env, "server.port=83");
        assertThat(problems).isEmpty();
        assertThat(settings.text("site.title")).isEqualTo("from the file");
        assertThat(settings.duration("poll.longest")).isEqualTo(Duration.ofHours(3));
        assertThat(settings.integer("server.port")).isEqualTo(83);
        assertThat(settings.place("site.title").map(Place::line)).contains(1);
        assertThat(settings.place("poll.longest")).contains(new Place("environment DOSSIER_POLL_LONGEST", 0));
        assertThat(settings.place("server.port")).contains(new Place("--set", 0));
    }

    @Test
    void anEmptyValueBringsTheDefaultBack() throws IOException {
        Settings settings = read("http.proxy = proxy.example:3128\nserver.port=", Map.of(), "http.proxy=");
        assertThat(problems).isEmpty();
        assertThat(settings.hostPort("http.proxy")).isEmpty();
        assertThat(settings.integer("server.port")).isEqualTo(8080);
    }

    @Test
    void dotsAndHyphensAreUnderscoresInTheEnvironment() throws IOException {
        Settings settings = read("", Map.of("DOSSIER_HTTP_PER_HOST_DELAY", "0s", "DOSSIER_HTTP_PROXY", "[::1]:3128"));
        assertThat(problems).isEmpty();
        assertThat(settings.duration("http.per-host-delay")).isEqualTo(Duration.ZERO);
        assertThat(settings.hostPort("http.proxy")).contains(InetSocketAddress.createUnresolved("::1", 3128));
    }

    @Test
    void whatBelongsToCamelGoesToCamel() throws IOException {
        Settings settings = read("camel.main.name = one\ncamel.x=1", Map.of("DOSSIER_CAMEL_Y", "2"), "camel.x=3");
        assertThat(problems).isEmpty();
        assertThat(settings.camel()).isEqualTo(Map.of("camel.main.name", "one", "camel.x", "3", "camel.y", "2"));
    }

    @Test
    void theSiteIsKnownByItsPublicAddress() throws IOException {
        Settings settings = read("site.url = https://archive.example/news/\nsite.page-size=7", Map.of());
        assertThat(settings.site().at("/tags")).isEqualTo("https://archive.example/news/tags");
        assertThat(settings.text("http.user-agent")).contains("https://archive.example/news/about");
    }

    @Test
    void aServerForAllMachinesIsShownAsLocalhost() {
        assertThat(Settings.of(Map.of("server.host", "0.0.0.0", "server.port", "99"))
                        .uri("site.url"))
                .isEqualTo(URI.create("http://localhost:99"));
        assertThat(Settings.of(Map.of("server.host", "[::1]")).uri("site.url"))
                .isEqualTo(URI.create("http://[::1]:8080"));
    }

    @Test
    void allMistakesComeAtOnceEachWithItsPlace() throws IOException {
        String file = """
            # a comment
            poll.longst = 12h
            poll.shortest = ten
            server.port = 70000
            http.per-host-delay = 5
            site.zone = Europe/Pariss
            site.title = One \\
                Two
            site.title = Three
            http.max-bytes = lots
            wrong.altogether = 1
            http.proxy = http://proxy.example:3128
            site.date-format = HH:mm
            store.url = mysql://me:secret@host/
            http.allow-private = yes
            """;
        Map<String, String> env =
                Map.of("DOSSIER_POLL_SHORTST", "1m", "DOSSIER_SITE_PAGE_SIZE", "0", "DOSSIER_JAVA_HOME", "/jdk");
        read(file, env, "site.url=archive.example", "nonsense", "port=9");
        assertThat(Mistakes.shown(problems).replace(folder.toString(), "config"))
                .isEqualTo("""
                    config/application.properties:2: poll.longst is not a setting; is it poll.longest?
                    config/application.properties:9: site.title stands here a second time; first on line 7
                    config/application.properties:11: wrong.altogether is not a setting
                    environment DOSSIER_POLL_SHORTST: DOSSIER_POLL_SHORTST sets nothing that we know; is it DOSSIER_POLL_SHORTEST?
                    --set: nonsense is not key=value
                    --set: port is not a setting; is it server.port?
                    --set: site.url = archive.example is not an absolute http or https address; is it https://archive.example?
                    config/application.properties:6: site.zone = Europe/Pariss is not a time zone; it is written like UTC or Europe/Paris, is it Europe/Paris?
                    config/application.properties:13: site.date-format = HH:mm is not a pattern for days; it is written like dd/MM/yyyy or d MMMM yyyy
                    environment DOSSIER_SITE_PAGE_SIZE: site.page-size = 0 is too little; at least 1
                    config/application.properties:4: server.port = 70000 is too much; at most 65535
                    config/application.properties:3: poll.shortest = ten is not a duration; it is written like 500ms, 1s, 5m, 24h, 1d or PT5M
                    config/application.properties:5: http.per-host-delay = 5 is not a duration; it is written like 500ms, 1s, 5m, 24h, 1d or PT5M, is it 5s?
                    config/application.properties:12: http.proxy = http://proxy.example:3128 is not host:port; it is written like proxy.example:3128
                    config/application.properties:15: http.allow-private = yes is neither true nor false
                    config/application.properties:10: http.max-bytes = lots is not a size; it is written like 512KB, 20MB or 1GB
                    config/application.properties:14: store.url is not a database of ours; it begins with jdbc:postgresql: or jdbc:h2:\
                    """);
    }

    @Test
    void theShortestIntervalIsNotLongerThanTheLongest() throws IOException {
        read("poll.longest = 1m", Map.of());
        assertThat(Mistakes.shown(problems).replace(folder.toString(), "config"))
                .isEqualTo("config/application.properties:1: poll.shortest = 5m is longer than poll.longest = 1m");
    }

    @Test
    void strangersAreNotAskedSeveralTimesAMinute() throws IOException {
        read("poll.shortest = 59s", Map.of());
        assertThat(Mistakes.shown(problems).replace(folder.toString(), "config"))
                .isEqualTo("config/application.properties:1: poll.shortest = 59s is less than 1m, and no stranger wants"
                        + " to be asked more often; servers of your own may be, with http.allow-private = true");
        problems.clear();
        read("poll.shortest = 20s\nhttp.allow-private = true", Map.of());
        read("poll.shortest = 1m", Map.of());
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "1s, PT1S",
        "5m, PT5M",
        "24h, PT24H",
        "1d, PT24H",
        "1h30m, PT1H30M",
        "PT5M, PT5M",
        "0, PT0S",
        "10 m, PT10M",
        "1H, PT1H",
        "pt1s, PT1S"
    })
    void durationsAreReadAsPeopleWriteThem(String written, Duration meant) {
        assertThat(Settings.of(Map.of("http.per-host-delay", written)).duration("http.per-host-delay"))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"20MB, 20971520", "512kb, 524288", "1 GiB, 1073741824", "4096, 4096", "4096B, 4096"})
    void sizesAreReadAsPeopleWriteThem(String written, long meant) {
        assertThat(Settings.of(Map.of("http.max-bytes", written)).bytes("http.max-bytes"))
                .isEqualTo(meant);
    }

    @Test
    void aMistakeOfTheProgramIsThrown() {
        Settings settings = Settings.of(Map.of());
        assertThatThrownBy(() -> settings.text("poll.longst")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.bool("poll.longest")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithTheLine() throws IOException {
        Path path = folder.resolve("application.properties");
        Files.write(path, new byte[] {'#', '\n', '#', (byte) 0xe9, '\n'});
        Settings.read(path, Map.of(), List.of(), problems);
        assertThat(Mistakes.shown(problems))
                .endsWith("application.properties:2: is not UTF-8 here; save the file as UTF-8");
    }

    @Test
    void theWebhookOfAlarmsIsAnHttpsAddress() {
        assertThat(Settings.of(Map.of("alarm.webhook", "https://ops.example/hook?t=1"))
                        .uri("alarm.webhook"))
                .isEqualTo(java.net.URI.create("https://ops.example/hook?t=1"));
        assertThatThrownBy(() -> Settings.of(Map.of("alarm.webhook", "http://ops.example/secret-token")))
                .hasMessageContaining("alarm.webhook is not an https address")
                .hasMessageNotContaining("secret-token");
    }
}
