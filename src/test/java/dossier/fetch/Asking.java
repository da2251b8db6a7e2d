package dossier.fetch;

import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Publish;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.model.Validators;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What the tests of this room ask with: short time-outs, feeds and entries, and a clock that stands until it is
/// moved.
final class Asking {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /// May ask loopback, does not wait between requests, and loses patience soon.
    static final FetchSettings SETTINGS = FetchSettings.DEFAULTS
            .allowPrivate(true)
            .perHostDelay(Duration.ZERO)
            .limits(FetchSettings.Limits.DEFAULTS.times(
                    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10)));

    private Asking() {}

    /// A clock that stands.
    static final class Clock implements InstantSource {
        private volatile Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }
    }

    /// Time that passes only where someone waits.
    static final class Leap implements Pace {
        private long now;
        private long slept;

        @Override
        public synchronized long nanos() {
            return now;
        }

        @Override
        public synchronized void sleep(long nanos) {
            now += nanos;
            slept += nanos;
        }

        synchronized Duration slept() {
            return Duration.ofNanos(slept);
        }
    }

    static Outlet outlet(URI home, Map<String, String> headers, TextFrom text) {
        return new Outlet(
                "The Daily",
                "the-daily",
                Kind.NEWS,
                "",
                home,
                List.of(),
                Keep.ALL,
                Publish.FULL,
                false,
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                headers,
                Optional.empty());
    }

    static Feed feed(URI url) {
        return feed(url, Map.of());
    }

    static Feed feed(URI url, Map<String, String> headers) {
        return new Feed(
                new FeedId(1),
                outlet(url.resolve("/"), headers, TextFrom.AUTO),
                url,
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty());
    }

    /// A feed that was read before.
    static Feed known(URI url, Validators validators, String hash, Instant lastRead) {
        Feed feed = feed(url);
        return new Feed(
                feed.id(), feed.outlet(), url, feed.role(), validators, Optional.of(hash), 0, Optional.of(lastRead));
    }

    static Validators validators(String etag, String lastModified) {
        return new Validators(Optional.of(etag), Optional.of(lastModified));
    }

    static Sighting sighting(URI link) {
        return sighting(feed(link.resolve("/feed")), Optional.of(link));
    }

    static Sighting sighting(Feed feed, Optional<URI> link) {
        Entry entry = Entry.of("key", "A title", link);
        return new Sighting(new SightingId(1), feed, entry, NOON, 0);
    }

    /// What so many threads at once bring.
    static <T> List<T> atOnce(int threads, IntFunction<T> task) throws Exception {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> tasks = IntStream.range(0, threads)
                    .mapToObj(i -> (Callable<T>) () -> task.apply(i))
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(tasks)) results.add(result.get());
            return results;
        }
    }

    static Page page(Fetcher fetcher, URI link) {
        return fetcher.page(Sourced.wanted(sighting(link))).page();
    }
}
