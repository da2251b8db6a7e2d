package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dossier.fetch.Courier;
import dossier.fetch.FetchSettings;
import dossier.model.Delivery;
import dossier.model.Entry;
import dossier.model.Follower;
import dossier.model.News;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.publish.Letters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Telling those outside what changed: a real receiver that is rude first.
@ParameterizedClass
@EnumSource
class FollowersTest {
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("a good secret".getBytes(StandardCharsets.UTF_8));

    private record Got(String path, String id, String timestamp, String signature, String body) {}

    private final House house;
    private final RuleVersion spying;
    private final HttpServer receiver;
    private final List<Got> got = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final Courier courier = courier(true);

    FollowersTest(Engine engine, @TempDir Path data) throws IOException {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY, House.BLOG));
        spying = house.rules.sync(List.of(House.SPYING)).getFirst();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    private static Courier courier(boolean allowPrivate) {
        return new Courier(new FetchSettings(
                "Test/1",
                Optional.empty(),
                allowPrivate,
                Duration.ZERO,
                FetchSettings.Limits.DEFAULTS.times(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(3))));
    }

    @AfterEach
    void close() {
        receiver.stop(0);
        courier.close();
        house.close();
    }

    /// 0 hangs up.
    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            got.add(new Got(
                    exchange.getRequestURI().getPath(),
                    header(exchange, "webhook-id"),
                    header(exchange, "webhook-timestamp"),
                    header(exchange, "webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            int status = Optional.ofNullable(answers.poll()).orElse(204);
            if (status == 0) return;
            if (status == 302) exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    @Test
    void aRudeReceiverIsToldAgainTheSameUntilItTakesItAndMissesNothing() throws Exception {
        keep("before", 2);
        Followers followers = followers(Follower.Kind.WEBHOOK);
        tell(followers, courier);
        assertThat(got).as("what was before it began is not told").isEmpty();
        keep("e", 3);
        answers.addAll(List.of(500, 0, 302));
        for (int tries = 0; tries < 3; tries++) {
            tell(followers, courier);
            tell(followers, courier);
            assertThat(got).as("waits between two tries").hasSize(tries + 1);
            house.clock.advance(Duration.ofHours(1));
            followers = followers(Follower.Kind.WEBHOOK);
        }
        keep("meanwhile", 1);
        tell(followers, courier);
        tell(followers, courier);
        assertThat(got.stream().limit(4).map(Got::id)).containsOnly("changes-3-5");
        assertThat(got.stream().skip(4).map(Got::id)).containsExactly("changes-6-6");
        assertThat(got).noneMatch(one -> one.path().equals("/elsewhere"));
        assertThat(new java.util.HashSet<>(got.stream().map(Got::timestamp).toList()))
                .hasSizeGreaterThan(1);
        for (Got one : got) assertThat(one.signature()).isEqualTo("v1," + signed(one));
        JsonNode changes =
                new ObjectMapper().readTree(got.get(3).body()).path("data").path("changes");
        assertThat(changes).hasSize(3);
        assertThat(changes.path(0).path("title").asText()).isEqualTo("Title of e0");
        assertThat(got.get(3).body()).doesNotContain("about spies");
        tell(followers, courier);
        assertThat(got).hasSize(5);
    }

    @Test
    void aReceiverInAPrivateNetworkIsRefusedUnlessItIsAllowed() {
        Followers followers = followers(Follower.Kind.WEBHOOK);
        tell(followers, courier);
        keep("e", 1);
        try (Courier wary = courier(false)) {
            assertThat(tell(followers, wary)).singleElement().satisfies(delivery -> assertThat(delivery.failure())
                    .hasValueSatisfying(why -> assertThat(why).contains("http.allow-private")));
        }
        assertThat(got).isEmpty();
    }

    @Test
    void aHubIsToldWhichFeedsHaveNews() {
        Followers followers = followers(Follower.Kind.HUB);
        tell(followers, courier);
        keep("e", 2);
        tell(followers, courier);
        assertThat(got).hasSize(1);
        assertThat(got.getFirst().body())
                .startsWith("hub.mode=publish&hub.url=")
                .contains("hub.url=https%3A%2F%2Farchive.example%2Ffeed.atom")
                .contains("hub.url=https%3A%2F%2Farchive.example%2Ftags%2Fspying%2Ffeed.rss")
                .contains("hub.url=https%3A%2F%2Farchive.example%2Foutlets%2Fthe-daily%2Ffeed.json")
                .doesNotContain("a-blog");
    }

    private static String signed(Got one) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a good secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String text = one.id() + "." + one.timestamp() + "." + one.body();
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Followers followers(Follower.Kind kind) {
        URI address = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
        Catalogue catalogue = new Catalogue(house.database, house.outlets, house.archive, (words, _, _) -> {
            throw new IllegalStateException(words);
        });
        return new Followers(house.database, catalogue, List.of(new Follower(kind, address)), house.clock);
    }

    /// As the route `publish-followers` does.
    private List<Delivery> tell(Followers followers, Courier by) {
        Letters letters = new Letters(House.site(), Optional.of(SECRET), house.clock);
        List<Delivery> deliveries = new ArrayList<>();
        for (News news : followers.due()) {
            Delivery delivery = by.carry(letters.write(news));
            followers.keep(delivery);
            deliveries.add(delivery);
        }
        return deliveries;
    }

    private void keep(String prefix, int many) {
        house.clock.advance(Duration.ofHours(2));
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < many; i++) entries.add(House.entry(prefix + i));
        for (var feed : house.feeds.due()) {
            if (!feed.url().toString().equals("https://daily.example/rss")) continue;
            for (Sighting sighting : house.feeds.remember(house.visit(feed, entries)))
                house.work(sighting, House.content(sighting, "a text about spies"), spying);
        }
    }
}
