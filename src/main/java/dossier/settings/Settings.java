package dossier.settings;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Site;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What holds for this run: the defaults, below `config/application.properties`, below the environment, below `--set`.
///
/// A getter asked for a setting that is not in the table, or for another type, throws: that is a mistake of the
/// program, not of the person. A setting whose value could not be read has its default here, and its problem is in
/// the list.
public final class Settings {
    private static final Duration DAY = ofDays(1);

    /// Nobody wants a visitor several times a minute; who asks servers of their own may see to that themselves.
    private static final Duration RUDE = Duration.ofMinutes(1);

    private static final long MEGABYTE = 1024 * 1024;

    /// A consumer of Camel's looks up so often; the end of the program waits for it, queue by queue.
    private static final String QUEUE = "seda:%s?pollTimeout=250";

    /// Every setting there is, in the order in which they are shown.
    public static final List<Setting> ALL = List.of(
            new Setting("site.title", Form.text(200), "Dossier", "The name of the archive"),
            new Setting(
                    "site.url",
                    Form.site(),
                    "http://<server.host>:<server.port>",
                    "The public address of the archive, as it stands in feeds"),
            new Setting(
                    "site.zone",
                    Form.zone(),
                    "UTC",
                    "The time zone in which days begin; addresses of days depend on it, so choose once"),
            new Setting("site.date-format", Form.dateFormat(), "dd/MM/yyyy", "How the headings show a day"),
            new Setting("site.page-size", Form.whole(1, 1000), "40", "Articles on a page"),
            new Setting(
                    "site.feed-size",
                    Form.whole(1, 1000),
                    "50",
                    "Articles in a feed, and on each page of its archive; those would shift, so choose once"),
            new Setting(
                    "server.host",
                    Form.host(),
                    "127.0.0.1",
                    "Where the server listens; 0.0.0.0 lets other machines in"),
            new Setting("server.port", Form.whole(1, 65535), "8080", "The port it listens on"),
            new Setting(
                    "poll.shortest",
                    Form.duration(ofSeconds(1), ofDays(365)),
                    "5m",
                    "No feed is asked more often; at least 1m"),
            new Setting("poll.longest", Form.duration(ofSeconds(1), ofDays(365)), "24h", "No feed is asked less often"),
            new Setting("poll.concurrency", Form.whole(1, 10_000), "64", "Feeds asked at the same time"),
            new Setting("article.concurrency", Form.whole(1, 10_000), "256", "Articles worked on at the same time"),
            new Setting(
                    "article.copies",
                    Form.truth(),
                    "false",
                    "true: an agency's story that several news outlets print is one article, that of whom we read"
                            + " first"),
            new Setting(
                    "article.stories",
                    Form.truth(),
                    "true",
                    "Articles of several outlets that are versions of one text tell of each other; each stays an"
                            + " article"),
            new Setting(
                    "revisit.days",
                    Form.whole(0, 365),
                    "30",
                    "Pages are asked for again, ever more rarely, for so many days; 0: never"),
            new Setting(
                    "revisit.per-host-day",
                    Form.whole(1, 100_000),
                    "300",
                    "Pages of one host that are asked for again on one day"),
            new Setting(
                    "http.user-agent",
                    Form.headerValue(),
                    "Dossier/0.1 (+<site.url>/about)",
                    "Who we say we are; name an address where you can be reached"),
            new Setting(
                    "http.per-host-delay",
                    Form.duration(Duration.ZERO, ofDays(1)),
                    "1s",
                    "The pause between two requests to one host"),
            new Setting("http.proxy", Form.hostPort(), "", "A proxy for plain and TLS requests, as host:port"),
            new Setting(
                    "http.allow-private",
                    Form.truth(),
                    "false",
                    "true: addresses of private networks may be asked, such as 127.0.0.1 and 10.0.0.1"),
            new Setting("http.connect-timeout", Form.duration(ofMillis(1), DAY), "10s", "To wait for a connection"),
            new Setting("http.response-timeout", Form.duration(ofMillis(1), DAY), "30s", "To wait for the next bytes"),
            new Setting("http.timeout", Form.duration(ofMillis(1), DAY), "60s", "To wait for a whole answer"),
            new Setting(
                    "http.max-bytes", Form.size(1024, 1024 * MEGABYTE), "20MB", "The largest document that is read"),
            new Setting("http.max-redirects", Form.whole(0, 50), "8", "The longest chain of redirects"),
            new Setting(
                    "extract.ftr-site-config",
                    Form.text(1000),
                    "",
                    "A folder of rules for single sites, as ftr-site-config has them, beside config/sites"),
            new Setting(
                    "store.url",
                    Form.database(),
                    "",
                    "The database, such as jdbc:postgresql://db.example/dossier; none: a file in the data folder"),
            new Setting("store.user", Form.text(200), "", "The name that the database knows us by"),
            new Setting("store.password", Form.text(1000), "", "Better set by DOSSIER_STORE_PASSWORD than in a file"),
            new Setting(
                    "backup.folder",
                    Form.text(1000),
                    "",
                    "Where the worker puts backups of the whole archive; none: it makes none"),
            new Setting(
                    "backup.every", Form.duration(Duration.ofMinutes(1), ofDays(365)), "24h", "How often it makes one"),
            new Setting("backup.keep", Form.whole(1, 1000), "7", "So many are kept; the oldest is deleted"),
            new Setting(
                    "alarm.webhook",
                    Form.secureAddress(),
                    "",
                    "Where alarms about feeds are sent, as JSON; an https address, your own, so it may be private"),
            new Setting("alarm.secret", Form.text(1000), "", "Signs them; better set by DOSSIER_ALARM_SECRET"),
            new Setting(
                    "webhook.url",
                    Form.address(),
                    "",
                    "Where changes of the archive are sent as they happen, as JSON, titles and addresses without text"),
            new Setting("webhook.secret", Form.text(1000), "", "Signs them; better set by DOSSIER_WEBHOOK_SECRET"),
            new Setting(
                    "websub.hub",
                    Form.address(),
                    "",
                    "A WebSub hub that is told of news at once and tells all who subscribed there"),
            new Setting(
                    "websub.subscribe",
                    Form.truth(),
                    "true",
                    "Feeds that name a WebSub hub are subscribed to there, where site.url is set to a public address"),
            new Setting(
                    "queue.visits",
                    Form.text(500),
                    QUEUE.formatted("visits"),
                    "Carries feeds to visit; a Camel address"),
            new Setting(
                    "queue.sightings", Form.text(500), QUEUE.formatted("sightings"), "Carries sightings to work off"),
            new Setting(
                    "queue.changes", Form.text(500), QUEUE.formatted("changes"), "Rings when the archive has changed"));

    private static final Map<String, Setting> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::name, Function.identity()));
    private static final String PLACEHOLDER = "<([a-z.-]+)>";

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> camel;

    private Settings(Map<String, Given> given, List<Problem> problems) {
        camel = Given.camel(given);
        for (Setting setting : ALL) {
            Optional<Given> said = Optional.ofNullable(given.get(setting.name()));
            said.ifPresent(it -> places.put(setting.name(), it.place()));
            if (said.isEmpty() || !take(setting, said.get(), problems)) takeStandard(setting);
        }
        fillIn();
        if (duration("poll.shortest").compareTo(duration("poll.longest")) > 0) problems.add(wrongOrder());
        if (duration("poll.shortest").compareTo(RUDE) < 0 && !bool("http.allow-private")) problems.add(tooOften());
    }

    /// Reads all the sources. The file need not exist. Never throws: what is wrong is added to the problems.
    public static Settings read(Path file, Map<String, String> env, List<String> sets, List<Problem> problems) {
        Map<String, Given> given = new HashMap<>(Given.fromFile(file, problems));
        given.putAll(Given.fromEnvironment(env, problems));
        given.putAll(Given.fromOptions(sets, problems));
        return new Settings(given, problems);
    }

    /// The defaults, and above them these values. For programs and tests: a mistake is thrown.
    public static Settings of(Map<String, String> values) {
        List<Problem> problems = new ArrayList<>();
        List<String> sets = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        Settings settings = new Settings(Given.fromOptions(sets, problems), problems);
        if (!problems.isEmpty()) throw new IllegalArgumentException(problems.toString());
        return settings;
    }

    /// The setting of this name.
    public static Optional<Setting> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /// A duration, such as `poll.shortest`.
    public Duration duration(String name) {
        return get(name, Duration.class);
    }

    /// A whole number, such as `server.port`.
    public int integer(String name) {
        return get(name, Integer.class);
    }

    /// A number of bytes, such as `http.max-bytes`.
    public long bytes(String name) {
        return get(name, Long.class);
    }

    /// Yes or no, such as `http.allow-private`.
    public boolean bool(String name) {
        return get(name, Boolean.class);
    }

    /// The value as text, whatever its type; empty where there is none.
    public String text(String name) {
        return texts.getOrDefault(known(name).name(), "");
    }

    /// A host and port, not yet resolved; nothing where none is set. Such as `http.proxy`.
    public Optional<InetSocketAddress> hostPort(String name) {
        known(name);
        return Optional.ofNullable(values.get(name)).map(InetSocketAddress.class::cast);
    }

    /// A time zone, such as `site.zone`.
    public ZoneId zone(String name) {
        return get(name, ZoneId.class);
    }

    /// An absolute address without a slash at the end, such as `site.url`.
    public URI uri(String name) {
        return get(name, URI.class);
    }

    /// A pattern for days, such as `site.date-format`.
    public DateTimeFormatter dateFormat(String name) {
        return get(name, DateTimeFormatter.class);
    }

    /// How the archive presents itself: all of `site.*`.
    public Site site() {
        return new Site(
                text("site.title"),
                uri("site.url"),
                zone("site.zone"),
                dateFormat("site.date-format"),
                integer("site.page-size"),
                integer("site.feed-size"));
    }

    /// Every setting that has a value, as text: for placeholders such as `{{poll.concurrency}}`. Holds the password.
    public Map<String, String> texts() {
        return Collections.unmodifiableMap(texts);
    }

    /// What begins with `camel.`, untouched.
    public Map<String, String> camel() {
        return camel;
    }

    /// Where a person set it; nothing where the default holds.
    public Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(known(name).name()));
    }

    private boolean take(Setting setting, Given given, List<Problem> problems) {
        if (given.text().isBlank()) return false;
        try {
            values.put(setting.name(), setting.form().read(given.text()));
            texts.put(setting.name(), given.text().strip());
            return true;
        } catch (Mistake mistake) {
            problems.add(new Problem(given.place(), said(setting, given) + " " + mistake.rest()));
            return false;
        }
    }

    /// A password that cannot be read is not repeated in the message.
    private static String said(Setting setting, Given given) {
        boolean secret = Set.of(
                        "store.password", "store.url", "alarm.secret", "alarm.webhook", "webhook.secret", "webhook.url")
                .contains(setting.name());
        return setting.name() + (secret ? "" : " = " + Shown.of(given.text()));
    }

    private void takeStandard(Setting setting) {
        if (setting.standard().isEmpty() || setting.standard().contains("<")) return;
        put(setting, setting.standard());
    }

    /// Defaults that are made of other settings. They come last, when the others are known.
    private void fillIn() {
        if (!values.containsKey("site.url"))
            put(known("site.url"), "http://" + shownHost() + ":" + text("server.port"));
        texts.put("site.url", uri("site.url").toString());
        if (!values.containsKey("http.user-agent")) {
            Setting agent = known("http.user-agent");
            put(agent, agent.standard().replaceAll(PLACEHOLDER, text("site.url")));
        }
    }

    private String shownHost() {
        String host = get("server.host", String.class);
        if (host.equals("0.0.0.0") || host.equals("::")) return "localhost";
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private void put(Setting setting, String text) {
        try {
            values.put(setting.name(), setting.form().read(text));
            texts.put(setting.name(), text);
        } catch (Mistake mistake) {
            throw new IllegalStateException(setting.name() + " = " + text + " " + mistake.rest(), mistake);
        }
    }

    private Problem wrongOrder() {
        Place place = place("poll.shortest").or(() -> place("poll.longest")).orElse(new Place("poll.shortest", 0));
        return new Problem(
                place,
                "poll.shortest = " + text("poll.shortest") + " is longer than poll.longest = " + text("poll.longest"));
    }

    private Problem tooOften() {
        return new Problem(
                place("poll.shortest").orElse(new Place("poll.shortest", 0)),
                "poll.shortest = " + text("poll.shortest")
                        + " is less than 1m, and no stranger wants to be asked more often; servers of your own may be,"
                        + " with http.allow-private = true");
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(known(name).name());
        if (!type.isInstance(value)) throw new IllegalArgumentException(name + " is not a " + type.getSimpleName());
        return type.cast(value);
    }

    private static Setting known(String name) {
        Setting setting = BY_NAME.get(name);
        if (setting == null) throw new IllegalArgumentException(name + " is not a setting");
        return setting;
    }
}
