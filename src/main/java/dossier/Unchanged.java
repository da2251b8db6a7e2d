package dossier;

import dossier.model.Recent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Answers 304 before any route is asked, where a reader has a list as it still is: most of what those who follow a
/// feed ask for. The routes answer the first time, and again whenever the archive moved.
///
/// It knows how far the archive is from the requests that went through the routes. When none did for a tenth of a
/// second, the next one does; so an answer is at most that old.
final class Unchanged {
    private static final long FRESH = Duration.ofMillis(100).toNanos();
    private static final int MOST = 10_000;
    private static final int LONGEST = 250;

    private final Supplier<?> archive;
    private final Recent<String, Known> known = new Recent<>(MOST, _ -> 1);
    private final LongSupplier nanos;
    private volatile Look last;

    private record Look(Object state, long at) {}

    private record Known(Object state, String etag, Map<String, String> headers) {}

    /// @param archive how far it is; equal only while no list changed
    Unchanged(Supplier<?> archive) {
        this(archive, System::nanoTime);
    }

    /// @param nanos a clock that only goes on
    Unchanged(Supplier<?> archive, LongSupplier nanos) {
        this.archive = archive;
        this.nanos = nanos;
        this.last = new Look(new Object(), nanos.getAsLong() - FRESH);
    }

    /// How far the archive is now: to be asked before an answer is made.
    Object look() {
        long at = nanos.getAsLong();
        Object state = archive.get();
        last = new Look(state, at);
        return state;
    }

    /// Remembers the headers with which this address is answered as long as the archive stays where it was.
    void remember(String address, Object state, String etag, Map<String, String> headers) {
        if (address.length() <= LONGEST) known.put(address, new Known(state, etag, Map.copyOf(headers)));
    }

    /// Answers, or leaves it to the routes.
    void handle(RoutingContext context) {
        Optional<Known> held = held(context.request());
        if (held.isEmpty()) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response().setStatusCode(304);
        held.get().headers().forEach(response::putHeader);
        response.end();
    }

    private Optional<Known> held(HttpServerRequest request) {
        String etag = request.getHeader("If-None-Match");
        boolean asks = Set.of(HttpMethod.GET, HttpMethod.HEAD).contains(request.method());
        if (etag == null || !asks) return Optional.empty();
        Look look = last;
        if (nanos.getAsLong() - look.at() > FRESH) return Optional.empty();
        return known.get(request.uri())
                .filter(answer -> answer.etag().equals(etag) && answer.state().equals(look.state()));
    }
}
