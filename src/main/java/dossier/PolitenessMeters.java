package dossier;

import dossier.fetch.Fetcher;
import dossier.fetch.Politeness;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/// How politely the outside is asked, at `/observe/metrics`: `dossier_http_…`.
record PolitenessMeters(Fetcher fetcher) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "requests", "Requests sent, redirects and robots.txt included", Politeness::requests);
        count(registry, "requests.feed", "Of them, those on behalf of a feed", Politeness::feeds);
        count(registry, "requests.conditional", "Of them, those that asked for changes only", Politeness::conditional);
        count(registry, "requests.broken", "Of them, those without a usable answer", Politeness::broken);
        count(registry, "not.modified", "Answers 304", Politeness::notModified);
        count(registry, "bytes", "Bytes of bodies received, as sent", Politeness::bytes);
        count(registry, "waits", "How often somebody waited for a host's turn", Politeness::waits);
        count(
                registry,
                "waited.seconds",
                "The time of all waiting for a host's turn",
                figures -> figures.waited().toMillis() / 1000.0);
        count(registry, "pauses", "Pauses that hosts asked for: 429, Retry-After", Politeness::pauses);
        count(registry, "held.back", "Not asked, because the host wanted its pause", Politeness::heldBack);
        count(registry, "robots.refusals", "Not asked, because robots.txt forbids it", Politeness::unwanted);
        count(registry, "guard.refusals", "Not asked: private address or closed port", Politeness::guarded);
        count(registry, "pages.shared", "Pages that were had already, for another entry", Politeness::handedOn);
        share(
                registry,
                "conditional.share",
                "Conditional requests among those for feeds",
                figures -> share(figures.conditional(), figures.feeds()));
        share(
                registry,
                "not.modified.share",
                "Answers 304 among those to conditional requests",
                figures -> share(figures.notModified(), figures.conditional()));
    }

    private void count(MeterRegistry registry, String name, String what, ToDoubleFunction<Politeness> figure) {
        FunctionCounter.builder("dossier.http." + name, fetcher, it -> figure.applyAsDouble(it.politeness()))
                .description(what)
                .register(registry);
    }

    private void share(MeterRegistry registry, String name, String what, ToDoubleFunction<Politeness> figure) {
        Gauge.builder("dossier.http." + name, fetcher, it -> figure.applyAsDouble(it.politeness()))
                .description(what)
                .register(registry);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
