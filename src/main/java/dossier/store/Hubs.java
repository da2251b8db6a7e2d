package dossier.store;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.HubAnswer;
import dossier.model.HubCall;
import dossier.model.Push;
import dossier.model.Reading;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Signposts;
import dossier.model.Trip;
import dossier.model.Validators;
import dossier.model.Visit;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/// Our side of WebSub (<https://www.w3.org/TR/websub/>), as a subscriber: feeds that name a hub are subscribed to, and
/// what the hub sends is stored like what a poll brought. Nothing that a poll relies on is touched: not the validators,
/// not the next visit.
public final class Hubs {
    /// What we ask for; the hub may grant another.
    private static final Duration LEASE = Duration.ofDays(10);

    /// No hub is asked more often, however short its leases are.
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST_LEASE = Duration.ofDays(90);

    /// Of a hub that says yes and not for how long.
    private static final Duration UNSAID_LEASE = Duration.ofDays(1);

    /// A hub may take its time to confirm; after that it was not asked.
    private static final Duration ASKED = Duration.ofHours(24);

    /// A hub that failed is asked again so much later, and twice as late after each further failure.
    private static final Duration AGAIN = Duration.ofHours(1);

    private static final int MOST_DOUBLINGS = 6;

    /// Who denied us once may have changed its mind.
    private static final Duration DENIED = Duration.ofDays(7);

    /// However often a hub that cannot sign calls, the feed is asked no more often.
    private static final Duration HINTS = Duration.ofMinutes(5);

    private static final int AT_ONCE = 20;
    private static final int LONGEST_URL = 2_000;
    private static final int LONGEST_HEARD = 500;
    private static final int LONGEST_CHALLENGE = 2_000;

    /// WebSub, section 7.1. Hubs from before it sign with SHA-1, and it lets them.
    private static final Map<String, String> METHODS =
            Map.of("sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha384", "HmacSHA384", "sha512", "HmacSHA512");

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final Reply TAKEN = Reply.of(202, TEXT, "Thank you.\n");
    private static final Reply UNKNOWN = Reply.of(404, TEXT, "Nobody asked for this.\n");
    private static final Reply OVER = Reply.of(410, TEXT, "Nobody asks for this any more.\n");

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final Function<Fetch, Visit> parse;
    private final SecureRandom random = new SecureRandom();
    private volatile Optional<URI> here = Optional.empty();

    /// @param parse reads what a hub sends, as what a poll brought is read
    public Hubs(Database database, Outlets outlets, InstantSource clock, Function<Fetch, Visit> parse) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.parse = parse;
    }

    /// From now on hubs reach us below this address. Before, none is asked.
    public void listen(URI site) {
        here = Optional.of(site);
    }

    /// A feed's hub.
    private record Sub(
            Feed feed,
            boolean polled,
            String token,
            String secret,
            URI hub,
            URI topic,
            int tries,
            Optional<Instant> asked,
            Optional<Instant> lease,
            Optional<String> bodyHash) {
        /// A secret told over plain HTTP would be none (WebSub, section 5.1).
        boolean isSecret() {
            return "https".equalsIgnoreCase(hub.getScheme());
        }
    }

    // what feeds say

    /// Notes which hub a feed names, to be asked. Whether one has told of all that the visit brought, from its oldest
    /// entry on, the timetable shall know: a body that shares nothing with the last one polled is no gap then.
    public Visit heed(Visit visit) {
        if (here.isEmpty() || !(visit.reading() instanceof Reading.Entries read)) return visit;
        Optional<Named> named = named(read.head().signposts());
        Optional<Named> known =
                database.read(handle -> known(handle, visit.feed().id()));
        if (!named.equals(known))
            database.write(handle -> replace(handle, visit.feed().id(), named));
        boolean pushed = known.isPresent() && database.read(handle -> hasTold(handle, visit.feed(), read));
        return pushed ? visit.afterPushes() : visit;
    }

    private static boolean hasTold(Handle handle, Feed feed, Reading.Entries read) {
        Optional<Instant> since = feed.pulse().window().read();
        if (since.isEmpty() || read.entries().isEmpty()) return false;
        return handle.createQuery("""
            select count(*)
            from websub w
            where w.feed_id = :feed and w.pushed_at > :since\
            """)
                                .bind("feed", feed.id().value())
                                .bind("since", since)
                                .mapTo(Integer.class)
                                .one()
                        > 0
                && SightingTable.hasSince(handle, feed, oldest(read.entries()), since.get());
    }

    /// By date, and of those without one the last in the feed's order.
    private static Entry oldest(List<Entry> entries) {
        return entries.reversed().stream()
                .filter(entry -> entry.date().isPresent())
                .min(Comparator.comparing(entry -> entry.date().orElse(Instant.MAX)))
                .orElse(entries.getLast());
    }

    private record Named(URI hub, URI topic) {}

    private static Optional<Named> named(Signposts signposts) {
        return signposts.self().flatMap(topic -> signposts.hubs().stream()
                .map(hub -> new Named(hub, topic))
                .filter(pair -> pair.hub().toString().length() <= LONGEST_URL
                        && pair.topic().toString().length() <= LONGEST_URL)
                .findFirst());
    }

    private static Optional<Named> known(Handle handle, FeedId feed) {
        return handle.createQuery("select hub, topic from websub where feed_id = :feed")
                .bind("feed", feed.value())
                .map((row, _) -> new Named(URI.create(row.getString("hub")), URI.create(row.getString("topic"))))
                .findOne();
    }

    /// A new hub gets a new address and a new secret: the old one can tell us nothing any more.
    private int replace(Handle handle, FeedId feed, Optional<Named> named) {
        FeedTable.lock(handle, feed);
        handle.createUpdate("delete from websub where feed_id = :feed")
                .bind("feed", feed.value())
                .execute();
        return named.map(pair -> handle.createUpdate("""
            insert into websub (feed_id, token, secret, hub, topic, due, tries, heard)
            values (:feed, :token, :secret, :hub, :topic, :now, 0, 'it will be asked')\
            """)
                        .bind("feed", feed.value())
                        .bind("token", random())
                        .bind("secret", random())
                        .bind("hub", pair.hub().toString())
                        .bind("topic", pair.topic().toString())
                        .bind("now", clock.instant())
                        .execute())
                .orElse(0);
    }

    private String random() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    // asking hubs

    /// Hubs to ask now, for the first time or before the lease ends; each is handed out once.
    public List<HubCall> due() {
        Optional<URI> site = here;
        if (site.isEmpty()) return List.of();
        Instant now = clock.instant();
        List<Sub> due = database.read(handle -> handle.createQuery(
                        select("w.due <= :now and f.active and f.due is not null order by w.due limit :limit"))
                .bind("now", now)
                .bind("limit", AT_ONCE)
                .map((row, _) -> sub(row))
                .list());
        if (!due.isEmpty())
            database.write(handle ->
                    due.stream().mapToInt(sub -> asked(handle, sub, now)).sum());
        return due.stream().map(sub -> call(sub, site.get())).toList();
    }

    private static int asked(Handle handle, Sub sub, Instant now) {
        Duration pause = AGAIN.multipliedBy(1L << Math.min(sub.tries, MOST_DOUBLINGS));
        return handle.createUpdate("""
            update websub set asked_at = :now, tries = tries + 1, due = :again where feed_id = :feed\
            """)
                .bind("now", now)
                .bind("again", now.plus(pause))
                .bind("feed", sub.feed.id().value())
                .execute();
    }

    private static HubCall call(Sub sub, URI site) {
        URI callback = URI.create(site + "/websub/" + sub.token);
        return new HubCall(sub.feed.id(), sub.hub, sub.topic, callback, sub.isSecret() ? sub.secret : "", LEASE);
    }

    /// Keeps what came of asking. The hub's yes comes to [#confirm].
    public int remember(HubAnswer answer) {
        String heard =
                answer.failure().map(why -> "it could not be asked: it " + why).orElse("it was asked");
        return database.write(handle -> handle.createUpdate("""
            update websub set heard = :heard
            where feed_id = :feed and (lease_until is null or lease_until < :now or :failed)\
            """)
                .bind("heard", Database.cut(heard, LONGEST_HEARD))
                .bind("now", clock.instant())
                .bind("failed", answer.failure().isPresent())
                .bind("feed", answer.call().feed().value())
                .execute());
    }

    // hubs asking us

    /// A hub asks whether it was we who asked (WebSub, section 5.3), or says no (5.2).
    public Reply confirm(Request request) {
        Instant now = clock.instant();
        Reply reply = database.write(handle -> {
            Optional<Sub> sub = locked(handle, request.param("token"))
                    .filter(known -> known.topic.toString().equals(request.param("hub.topic")));
            if (sub.isEmpty()) return UNKNOWN;
            return switch (request.param("hub.mode")) {
                case "subscribe" -> confirmed(handle, sub.get(), request, now);
                case "denied" -> denied(handle, sub.get(), request.param("hub.reason"), now);
                default -> UNKNOWN;
            };
        });
        database.flush();
        return reply;
    }

    private static Reply confirmed(Handle handle, Sub sub, Request request, Instant now) {
        String challenge = request.param("hub.challenge");
        boolean wasAsked = sub.asked.filter(at -> now.isBefore(at.plus(ASKED))).isPresent();
        if (!wasAsked || !sub.polled || challenge.isEmpty() || challenge.length() > LONGEST_CHALLENGE) return UNKNOWN;
        Duration lease = lease(request.param("hub.lease_seconds"));
        handle.createUpdate("""
            update websub set lease_until = :until, due = :due, tries = 0, heard = 'it said yes' where feed_id = :feed\
            """)
                .bind("until", now.plus(lease))
                .bind("due", now.plus(renewal(lease)))
                .bind("feed", sub.feed.id().value())
                .execute();
        return new Reply(
                200,
                Map.of("Content-Type", TEXT, "X-Content-Type-Options", "nosniff", "Cache-Control", "no-store"),
                Bytes.utf8(challenge));
    }

    private static Duration lease(String seconds) {
        if (!seconds.matches("\\d{1,9}")) return UNSAID_LEASE;
        Duration lease = Duration.ofSeconds(Long.parseLong(seconds));
        return lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
    }

    /// So early that a hub which fails is asked more than once before its lease ends.
    private static Duration renewal(Duration lease) {
        Duration most = lease.multipliedBy(3).dividedBy(4);
        return most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
    }

    private static Reply denied(Handle handle, Sub sub, String reason, Instant now) {
        handle.createUpdate("""
            update websub set lease_until = null, due = :due, tries = 0, heard = :heard where feed_id = :feed\
            """)
                .bind("due", now.plus(DENIED))
                .bind("heard", Database.cut("it said no" + (reason.isBlank() ? "" : ": " + reason), LONGEST_HEARD))
                .bind("feed", sub.feed.id().value())
                .execute();
        return TAKEN;
    }

    // news

    /// Takes what a hub sends (WebSub, section 7). What is not signed as agreed is thrown away without a word about
    /// it; what was had before changes nothing. A hub that is asked over plain HTTP cannot sign, and anybody may
    /// send in its name: nothing is taken, and the feed itself is asked.
    public Reply take(Push push) {
        Optional<Sub> sub = database.read(handle -> byToken(handle, push.token()));
        if (sub.isEmpty()) return UNKNOWN;
        Instant now = clock.instant();
        boolean living = sub.get().lease.filter(now::isBefore).isPresent();
        if (!living || !sub.get().polled) return OVER;
        if (!sub.get().isSecret()) return hinted(sub.get(), now);
        if (!isSigned(push, sub.get().secret)) return noted(sub.get(), "it sent what was not signed as agreed");
        String hash = push.body().bytes().sha256();
        if (sub.get().bodyHash.equals(Optional.of(hash))) return TAKEN;
        Visit visit = parse.apply(fresh(sub.get(), push.body(), now));
        if (!(visit.reading() instanceof Reading.Entries read)) return noted(sub.get(), "it sent what is no feed");
        database.write(handle -> {
            FeedTable.lock(handle, sub.get().feed.id());
            int fresh = SightingTable.insertUnclaimed(handle, sub.get().feed, read.entries(), now, false);
            told(handle, sub.get(), hash, now);
            return FeedTable.visited(handle, visit, now, "pushed", Optional.empty(), due(handle, sub.get()), fresh);
        });
        database.flush();
        return TAKEN;
    }

    /// The feed is due, a while after it was last asked, unless it is in hand, or its server asked for a pause.
    private Reply hinted(Sub sub, Instant now) {
        database.write(handle -> {
            FeedTable.lock(handle, sub.feed.id());
            return handle.createUpdate("""
                update feed
                set due = :soon
                where id = :id and due > :soon and claim is null and (hold_until is null or hold_until <= :soon)\
                """)
                    .bind("soon", soon(handle, sub, now))
                    .bind("id", sub.feed.id().value())
                    .execute();
        });
        return noted(sub, "it said that there is news; over plain HTTP it cannot sign, so the feed itself is asked");
    }

    private static Instant soon(Handle handle, Sub sub, Instant now) {
        return handle.createQuery("select visited_at from feed where id = :feed")
                .bind("feed", sub.feed.id().value())
                .map((row, _) -> Row.maybeInstant(row, "visited_at"))
                .one()
                .map(visited -> visited.plus(HINTS))
                .filter(now::isBefore)
                .orElse(now);
    }

    /// The next poll stays when it was.
    private static Optional<Instant> due(Handle handle, Sub sub) {
        return handle.createQuery("select due from feed where id = :feed")
                .bind("feed", sub.feed.id().value())
                .map((row, _) -> Row.maybeInstant(row, "due"))
                .one();
    }

    private static Fetch.Fresh fresh(Sub sub, Body body, Instant now) {
        Trip trip = new Trip(now, Duration.ZERO, 0, body.bytes().size(), sub.topic, Optional.empty(), Optional.empty());
        return new Fetch.Fresh(sub.feed, trip, body, Validators.NONE);
    }

    private static void told(Handle handle, Sub sub, String hash, Instant now) {
        handle.createUpdate("""
            update websub set pushed_at = :now, missed = false, body_hash = :hash, heard = 'it told of news'
            where feed_id = :feed\
            """)
                .bind("now", now)
                .bind("hash", hash)
                .bind("feed", sub.feed.id().value())
                .execute();
    }

    private Reply noted(Sub sub, String heard) {
        database.write(handle -> handle.createUpdate("update websub set heard = :heard where feed_id = :feed")
                .bind("heard", heard)
                .bind("feed", sub.feed.id().value())
                .execute());
        return TAKEN;
    }

    /// A poll found news that the hub had not told: until it tells some, it is not relied on.
    static void missed(Handle handle, FeedId feed) {
        handle.createUpdate("update websub set missed = true where feed_id = :feed and not missed")
                .bind("feed", feed.value())
                .execute();
    }

    /// `method=signature` in hexadecimal, compared in a time that tells nothing.
    private static boolean isSigned(Push push, String secret) {
        String[] parts = push.signature().orElse("").strip().split("=", 2);
        Optional<String> method = Optional.ofNullable(METHODS.get(parts[0].toLowerCase(Locale.ROOT)));
        if (parts.length < 2 || method.isEmpty()) return false;
        try {
            Mac mac = Mac.getInstance(method.get());
            mac.init(new SecretKeySpec(Bytes.utf8(secret).toArray(), method.get()));
            byte[] right = mac.doFinal(push.body().bytes().toArray());
            return MessageDigest.isEqual(right, HexFormat.of().parseHex(parts[1].strip()));
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        } catch (GeneralSecurityException everyJdkHasThem) {
            throw new IllegalStateException(everyJdkHasThem);
        }
    }

    // rows

    private static String select(String where) {
        return "select " + FeedTable.COLUMNS + """
            , f.active and f.due is not null as polled, w.token, w.secret, w.hub, w.topic, w.tries, w.asked_at,
                w.lease_until, w.body_hash as pushed_hash
            from websub w
            join feed f on f.id = w.feed_id
            where
            """ + where;
    }

    private Optional<Sub> byToken(Handle handle, String token) {
        return handle.createQuery(select("w.token = :token"))
                .bind("token", token)
                .map((row, _) -> sub(row))
                .findOne();
    }

    private Optional<Sub> locked(Handle handle, String token) {
        Optional<Sub> found = byToken(handle, token);
        found.ifPresent(sub -> FeedTable.lock(handle, sub.feed.id()));
        return found;
    }

    private Sub sub(ResultSet row) throws SQLException {
        return new Sub(
                FeedTable.feed(row, outlets),
                row.getBoolean("polled"),
                row.getString("token"),
                row.getString("secret"),
                URI.create(row.getString("hub")),
                URI.create(row.getString("topic")),
                row.getInt("tries"),
                Row.maybeInstant(row, "asked_at"),
                Row.maybeInstant(row, "lease_until"),
                Row.maybeText(row, "pushed_hash"));
    }
}
