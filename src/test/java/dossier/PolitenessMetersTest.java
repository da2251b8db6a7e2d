package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.fetch.FetchSettings;
import dossier.fetch.Fetcher;
import dossier.model.Feed;
import dossier.model.Fetch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolitenessMetersTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void theMetricsTellHowPolitelyWasAsked() {
        FetchSettings settings = FetchSettings.DEFAULTS.allowPrivate(true).perHostDelay(Duration.ZERO);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (LocalOutlet outlet = LocalOutlet.open();
                Fetcher fetcher = new Fetcher(settings, () -> NOON)) {
            outlet.on("/feed", LocalOutlet.validated("\"1\"", "x", "application/rss+xml", "<rss/>"));
            outlet.on("/busy", LocalOutlet.status(429, "Retry-After: 600"));
            new PolitenessMeters(fetcher).bindTo(registry);
            Feed feed = feed(outlet, "/feed", Optional.empty());
            Fetch.Fresh fresh = (Fetch.Fresh) fetcher.fetch(feed);
            fetcher.fetch(feed(outlet, "/feed", Optional.of(fresh)));
            fetcher.fetch(feed(outlet, "/busy", Optional.empty()));
            fetcher.fetch(feed);
            assertThat(registry.scrape())
                    .contains(
                            "dossier_http_requests_total 3.0",
                            "dossier_http_requests_conditional_total 1.0",
                            "dossier_http_not_modified_total 1.0",
                            "dossier_http_pauses_total 1.0",
                            "dossier_http_held_back_total 1.0",
                            "dossier_http_conditional_share 0.333",
                            "dossier_http_not_modified_share 1.0");
        }
    }

    private static Feed feed(LocalOutlet outlet, String path, Optional<Fetch.Fresh> last) {
        Feed plain = Samples.feed(Samples.outlet());
        return new Feed(
                plain.id(),
                plain.outlet(),
                outlet.url(path),
                Feed.Role.FEED,
                last.map(Fetch.Fresh::validators).orElse(plain.validators()),
                last.map(fresh -> fresh.body().bytes().sha256()),
                0,
                last.map(_ -> NOON));
    }
}
