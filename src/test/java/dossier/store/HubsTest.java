package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedHead;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.HubAnswer;
import dossier.model.HubCall;
import dossier.model.Keep;
import dossier.model.Pulse;
import dossier.model.Push;
import dossier.model.Reading;
import dossier.model.Reply;
import dossier.model.Sighting;
import dossier.model.Signposts;
import dossier.model.Validators;
import dossier.model.Visit;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import dossier.poll.PollSettings;
import dossier.poll.Timetable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HubsTest {
    private static final String RSS = "https://daily.example/rss";
    private static final URI HUB = URI.create("https://hub.example/");
    private static final String NEWS =
            "<rss><channel><item><title>New</title><link>https://daily.example/new</link></item></channel></rss>";

    private final House house;
    private final Hubs hubs;

    HubsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.configure(House.outlet("The Daily", Keep.ALL, RSS));
        hubs = new Hubs(house.database, house.outlets, house.clock, new Parser(ParseSettings.DEFAULTS)::parse);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Visit naming(Feed feed, List<URI> all) {
        return naming(feed, all, House.entries(0, 2));
    }

    private Visit naming(Feed feed, List<URI> all, List<Entry> entries) {
        FeedHead head = new FeedHead(
                "The feed",
                "rss20",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Pulse.Quiet.NONE,
                new Signposts(Optional.of(URI.create(RSS)), all, Optional.empty()));
        return house.visit(feed, 200, new Reading.Entries(head, entries, Validators.NONE, "hash"));
    }

    /// The feed is polled and names its hub.
    private HubCall asked() {
        hubs.listen(URI.create("https://archive.example"));
        house.feeds.remember(hubs.heed(naming(house.firstDue(), List.of(HUB))));
        return hubs.due().getFirst();
    }

    private static String token(HubCall call) {
        return call.callback().getPath().substring("/websub/".length());
    }

    private Reply confirm(HubCall call, String topic, String lease) {
        return hubs.confirm(House.get(
                call.callback().getPath(),
                "token",
                token(call),
                "hub.mode",
                "subscribe",
                "hub.topic",
                topic,
                "hub.challenge",
                "echo me",
                "hub.lease_seconds",
                lease));
    }

    private HubCall living() {
        HubCall call = asked();
        assertThat(confirm(call, RSS, "864000").status()).isEqualTo(200);
        house.clock.advance(Duration.ofMinutes(1));
        return call;
    }

    private static Push push(HubCall call, String method, String secret, String body) {
        return new Push(
                token(call),
                Optional.of(method + "=" + signature(method, secret, body)),
                new Body(Bytes.utf8(body), "text/plain"));
    }

    private static String signature(String method, String secret, String body) {
        try {
            String name = "Hmac" + method.toUpperCase(java.util.Locale.ROOT);
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unknown) {
            return "00";
        }
    }

    private HubHealth health() {
        return house.feeds.list().getFirst().hub().orElseThrow();
    }

    private List<String> waiting() {
        return house.sightings.waiting().stream()
                .map(Sighting::entry)
                .map(Entry::title)
                .toList();
    }

    @Test
    void whereNoHubCouldReachUsNoneIsAsked() {
        house.feeds.remember(hubs.heed(naming(house.firstDue(), List.of(HUB))));
        assertThat(hubs.due()).isEmpty();
        assertThat(house.feeds.list().getFirst().hub()).isEmpty();
    }

    @Test
    void aHubThatAFeedNamesIsAskedOnceAndAtAnAddressNobodyGuesses() {
        HubCall call = asked();
        assertThat(call.hub()).isEqualTo(HUB);
        assertThat(call.topic()).isEqualTo(URI.create(RSS));
        assertThat(call.callback().toString()).matches("https://archive\\.example/websub/[0-9a-f]{48}");
        assertThat(call.secret()).hasSize(48).isNotEqualTo(token(call));
        assertThat(call.toString()).doesNotContain(call.secret(), token(call));
        assertThat(hubs.due()).isEmpty();
    }

    @Test
    void whatWasNotAskedForIsNotConfirmed() {
        HubCall call = asked();
        assertThat(confirm(call, RSS + "/other", "60").status())
                .as("another topic")
                .isEqualTo(404);
        HubCall forged = new HubCall(
                call.feed(), HUB, call.topic(), URI.create("https://archive.example/websub/00"), "", Duration.ZERO);
        assertThat(confirm(forged, RSS, "60").status()).as("another address").isEqualTo(404);
        assertThat(health().until()).isEmpty();
        house.clock.advance(Duration.ofHours(25));
        assertThat(confirm(call, RSS, "60").status()).as("long after we asked").isEqualTo(404);
        Reply unsubscribe = hubs.confirm(House.get(
                "/websub/x", "token", token(call), "hub.mode", "unsubscribe", "hub.topic", RSS, "hub.challenge", "x"));
        assertThat(unsubscribe.status()).as("we never asked to end it").isEqualTo(404);
    }

    @Test
    void theChallengeIsEchoedAndTheLeaseIsRenewedBeforeItsEnd() {
        HubCall call = asked();
        Reply reply = confirm(call, RSS, "864000");
        assertThat(reply.body()).isEqualTo(Bytes.utf8("echo me"));
        assertThat(reply.headers()).containsEntry("X-Content-Type-Options", "nosniff");
        assertThat(health().until()).contains(house.clock.instant().plus(Duration.ofDays(10)));
        house.clock.advance(Duration.ofDays(7));
        assertThat(hubs.due()).isEmpty();
        house.clock.advance(Duration.ofDays(1));
        assertThat(hubs.due()).containsExactly(call);
        assertThat(health().isLiving(house.clock.instant())).isTrue();
        assertThat(confirm(call, RSS, "1").status()).isEqualTo(200);
        assertThat(hubs.due()).as("no hub is asked more than hourly").isEmpty();
        house.clock.advance(Duration.ofHours(1));
        assertThat(hubs.due()).hasSize(1);
    }

    @Test
    void aHubThatFailsIsAskedEverMoreSeldom() {
        HubCall call = asked();
        hubs.remember(new HubAnswer(call, Optional.of("answers 500")));
        assertThat(health().heard()).contains("answers 500");
        house.clock.advance(Duration.ofHours(1));
        assertThat(hubs.due()).hasSize(1);
        house.clock.advance(Duration.ofHours(1));
        assertThat(hubs.due()).isEmpty();
        house.clock.advance(Duration.ofHours(1));
        assertThat(hubs.due()).hasSize(1);
    }

    @Test
    void aHubMaySayNo() {
        HubCall call = living();
        Reply reply = hubs.confirm(House.get(
                "/websub/x",
                "token",
                token(call),
                "hub.mode",
                "denied",
                "hub.topic",
                RSS,
                "hub.reason",
                "not for you"));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(health().heard()).contains("said no: not for you");
        assertThat(hubs.take(push(call, "sha256", call.secret(), NEWS)).status())
                .isEqualTo(410);
    }

    @ParameterizedTest
    @CsvSource({"sha1", "sha256", "sha384", "sha512"})
    void newsThatAreSignedAreSightingsAndThePollsKnowNothingOfIt(String method) {
        HubCall call = living();
        waiting();
        FeedHealth before = house.feeds.list().getFirst();
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(hubs.take(push(call, method, call.secret(), NEWS)).status()).isEqualTo(202);
        assertThat(waiting()).containsExactly("New");
        FeedHealth after = house.feeds.list().getFirst();
        assertThat(after.due()).isEqualTo(before.due());
        assertThat(after.visited()).isEqualTo(before.visited());
        assertThat(house.feeds.history(feed(), 1).getFirst())
                .extracting(FeedVisit::outcome, FeedVisit::fresh)
                .containsExactly("pushed", 1);
        assertThat(house.feeds.monitor(feed()).visits()).isEqualTo(1);
        assertThat(health().pushed()).contains(house.clock.instant());
    }

    private FeedId feed() {
        return house.feeds.list().getFirst().id();
    }

    @Test
    void newsThatAreNotSignedAsAgreedAreThrownAway() {
        HubCall call = living();
        waiting();
        Push right = push(call, "sha256", call.secret(), NEWS);
        for (Push wrong : List.of(
                push(call, "sha256", "guessed", NEWS),
                push(call, "md5", call.secret(), NEWS),
                new Push(right.token(), Optional.empty(), right.body()),
                new Push(right.token(), Optional.of("sha256=zz"), right.body()),
                new Push(right.token(), Optional.of("sha256"), right.body()),
                new Push(right.token(), right.signature(), new Body(Bytes.utf8(NEWS + " "), ""))))
            assertThat(hubs.take(wrong).status()).as(wrong.toString()).isEqualTo(202);
        assertThat(waiting()).isEmpty();
        assertThat(health().heard()).contains("not signed as agreed");
        assertThat(hubs.take(new Push("00", right.signature(), right.body())).status())
                .as("at an address nobody has")
                .isEqualTo(404);
    }

    @Test
    void whatIsSentAgainChangesNothing() {
        HubCall call = living();
        Push push = push(call, "sha256", call.secret(), NEWS);
        hubs.take(push);
        waiting();
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(hubs.take(push).status()).isEqualTo(202);
        assertThat(house.feeds.history(feed(), 9)).hasSize(2);
        String later = NEWS.replace("New", "Newer").replace("/new", "/newer");
        hubs.take(push(call, "sha256", call.secret(), later));
        house.clock.advance(Duration.ofMinutes(1));
        hubs.take(push);
        assertThat(waiting()).containsExactly("Newer");
    }

    @Test
    void whatIsNoFeedIsNotedAndChangesNothing() {
        HubCall call = living();
        waiting();
        assertThat(hubs.take(push(call, "sha256", call.secret(), "<html>x</html>"))
                        .status())
                .isEqualTo(202);
        assertThat(waiting()).isEmpty();
        assertThat(health().heard()).contains("no feed");
    }

    @Test
    void afterTheLeaseNobodyListens() {
        HubCall call = living();
        house.clock.advance(Duration.ofDays(11));
        assertThat(hubs.take(push(call, "sha256", call.secret(), NEWS)).status())
                .isEqualTo(410);
    }

    @Test
    void aHubIsReliedOnOnceItToldAndNoLongerWhenAPollFindsWhatItDidNotTell() {
        HubCall call = living();
        house.clock.advance(Duration.ofHours(2));
        Feed feed = house.firstDue();
        assertThat(feed.told()).as("it never told anything").isEmpty();
        hubs.take(push(call, "sha256", call.secret(), NEWS));
        house.clock.advance(Duration.ofMinutes(1));
        house.feeds.remember(house.visit(feed, House.entries(0, 2)));
        house.clock.advance(Duration.ofHours(2));
        feed = house.firstDue();
        assertThat(feed.told()).contains(health().until().orElseThrow());
        house.feeds.remember(house.visit(feed, House.entries(0, 3)));
        house.clock.advance(Duration.ofHours(2));
        assertThat(house.firstDue().told()).as("the poll found e2").isEmpty();
    }

    @Test
    void aBodyIsNoGapWhoseOldestEntryAHubHadTold() {
        Timetable timetable = new Timetable(PollSettings.DEFAULTS);
        hubs.listen(URI.create("https://archive.example"));
        house.feeds.remember(timetable.plan(hubs.heed(naming(house.firstDue(), List.of(HUB)))));
        HubCall call = hubs.due().getFirst();
        confirm(call, RSS, "864000");
        house.clock.advance(Duration.ofDays(2));
        Feed feed = house.firstDue();
        String item = "<item><title>%1$s</title><link>https://daily.example/%1$s</link>%2$s</item>";
        hubs.take(push(
                call,
                "sha256",
                call.secret(),
                "<rss><channel>" + item.formatted("late", "<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>")
                        + item.formatted("early", "<pubDate>Fri, 27 Feb 2026 10:00:00 GMT</pubDate>")
                        + item.formatted("undated", "") + "</channel></rss>"));
        List<Entry> pushed = house.sightings.waiting().stream()
                .map(Sighting::entry)
                .filter(entry -> !entry.title().startsWith("Title of"))
                .toList();
        assertThat(pushed).extracting(Entry::title).containsExactly("late", "early", "undated");
        house.clock.advance(Duration.ofMinutes(1));
        Entry unheard = Entry.of("unheard", "Unheard", Optional.empty());
        List<Entry> body = new ArrayList<>(House.entries(7, 9));
        Function<List<Entry>, Visit> poll = entries -> timetable.plan(hubs.heed(naming(feed, List.of(HUB), entries)));
        assertThat(poll.apply(body).gap()).as("nothing of it was told").isPresent();
        body.addFirst(pushed.getFirst());
        assertThat(poll.apply(body).gap()).as("what is older was not told").isPresent();
        assertThat(poll.apply(List.of(pushed.getLast(), unheard)).gap())
                .as("the last one was not told")
                .isPresent();
        assertThat(poll.apply(List.of(unheard, pushed.getLast())).gap()).isEmpty();
        body.addFirst(pushed.get(1));
        Visit told = poll.apply(body);
        assertThat(told.gap()).as("the oldest one was told").isEmpty();
        house.feeds.remember(told);
        assertThat(house.feeds.gaps()).isZero();
    }

    @Test
    void aHubOverPlainHttpGetsNoSecretAndItsNewsOnlyHastenThePoll() {
        hubs.listen(URI.create("https://archive.example"));
        URI plain = URI.create("http://hub.example/");
        house.feeds.remember(hubs.heed(naming(house.firstDue(), List.of(plain))));
        HubCall call = hubs.due().getFirst();
        assertThat(call.secret()).isEmpty();
        assertThat(confirm(call, RSS, "864000").status()).isEqualTo(200);
        waiting();
        Push news = new Push(token(call), Optional.empty(), new Body(Bytes.utf8(NEWS), ""));
        assertThat(hubs.take(news).status()).isEqualTo(202);
        assertThat(house.feeds.due()).as("it was asked just now").isEmpty();
        house.clock.advance(Duration.ofMinutes(4));
        assertThat(house.feeds.due()).isEmpty();
        house.clock.advance(Duration.ofMinutes(1));
        assertThat(waiting()).as("anybody may have sent it").isEmpty();
        Feed feed = house.firstDue();
        assertThat(feed.told()).as("it is not relied on").isEmpty();
        hubs.take(news);
        assertThat(house.feeds.due()).as("it is in hand").isEmpty();
        assertThat(health().heard()).contains("cannot sign");
    }

    @Test
    void anotherHubGetsAnotherAddressAndTheOldOneTellsNothingAnyMore() {
        HubCall call = living();
        house.clock.advance(Duration.ofHours(2));
        hubs.heed(naming(house.firstDue(), List.of(URI.create("https://other.example/"))));
        assertThat(hubs.take(push(call, "sha256", call.secret(), NEWS)).status())
                .isEqualTo(404);
        HubCall other = hubs.due().getFirst();
        assertThat(token(other)).isNotEqualTo(token(call));
        assertThat(other.hub()).isEqualTo(URI.create("https://other.example/"));
    }

    @Test
    void aHeaderNamesTheHubAsWellAsTheFeed() {
        Feed feed = house.firstDue();
        Fetch.Fresh fresh = new Fetch.Fresh(
                feed,
                house.trip(200),
                new Body(Bytes.utf8(NEWS), ""),
                Validators.NONE,
                new Signposts(Optional.of(URI.create(RSS)), List.of(HUB), Optional.empty()));
        hubs.listen(URI.create("https://archive.example"));
        hubs.heed(new Parser(ParseSettings.DEFAULTS).parse(fresh));
        assertThat(hubs.due()).extracting(HubCall::hub).containsExactly(HUB);
    }
}
