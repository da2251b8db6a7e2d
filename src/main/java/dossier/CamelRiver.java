package dossier;

import dossier.cli.River;
import dossier.fetch.Fetcher;
import dossier.store.Alarms;
import dossier.store.Archive;
import dossier.store.Feeds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;

/// Joins the beans by the routes of `routes/*.yaml`.
final class CamelRiver implements River {
    private static final int BEFORE_THE_ROUTES = -1;

    private final Main camel;

    private CamelRiver(Main camel) {
        this.camel = camel;
    }

    /// Starts the routes of a folder.
    static River open(Path routes, Map<String, Object> beans, Map<String, String> properties, boolean serve) {
        Main camel = new Main();
        beans.forEach(camel::bind);
        Unchanged unchanged =
                new Unchanged(beans.get("archive") instanceof Archive archive ? archive::state : Object::new);
        camel.bind("door", new Door(unchanged));
        camel.bind("answerHeaders", new AnswerHeaders());
        if (beans.get("alarms") instanceof Alarms alarms && beans.get("feeds") instanceof Feeds feeds)
            camel.bind("feedsHealth", new FeedsHealth(alarms, feeds));
        if (serve) camel.bind("metricsRegistry", metrics(beans));
        camel.setInitialProperties(defaults(routes, serve));
        properties.forEach(camel::addInitialProperty);
        camel.configure().setAutoConfigurationLogSummary(false);
        camel.start();
        VertxPlatformHttpRouter router =
                camel.getCamelContext().getRegistry().findSingleByType(VertxPlatformHttpRouter.class);
        if (router != null) router.route().order(BEFORE_THE_ROUTES).handler(unchanged::handle);
        return new CamelRiver(camel);
    }

    /// Camel finds the registry by its name, and adds its own meters.
    private static MeterRegistry metrics(Map<String, Object> beans) {
        MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        if (beans.get("fetcher") instanceof Fetcher fetcher) new PolitenessMeters(fetcher).bindTo(registry);
        if (beans.get("alarms") instanceof Alarms alarms && beans.get("feeds") instanceof Feeds feeds)
            FeedsMetrics.bind(registry, alarms, feeds);
        return registry;
    }

    private static Properties defaults(Path routes, boolean serve) {
        Properties defaults = new Properties();
        defaults.setProperty("camel.main.name", "dossier");
        defaults.setProperty("camel.main.routes-include-pattern", "file:" + routes + "/*.yaml");
        if (!serve) defaults.setProperty("camel.main.routes-exclude-pattern", "**/web.yaml");
        defaults.setProperty("camel.main.shutdown-timeout", "20");
        defaults.setProperty("camel.main.shutdown-log-inflight-exchanges-on-timeout", "false");
        defaults.setProperty("camel.main.use-mdc-logging", "false");
        defaults.setProperty("camel.main.bean-introspection-logging-level", "OFF");
        defaults.setProperty("camel.server.enabled", String.valueOf(serve));
        if (serve) defaults.setProperty("camel.component.platform-http.header-filter-strategy", "#bean:answerHeaders");
        defaults.setProperty("camel.management.enabled", String.valueOf(serve));
        defaults.setProperty("camel.management.health-check-enabled", "true");
        defaults.setProperty("camel.health.exposure-level", "full");
        defaults.setProperty("camel.management.metrics-enabled", "true");
        defaults.setProperty("camel.metrics.enabled", String.valueOf(serve));
        // It looks through all meters at the end of each exchange, a fifth of all that a page from memory costs.
        defaults.setProperty("camel.metrics.enable-exchange-event-notifier", "false");
        defaults.setProperty("camel.metrics.binders", "jvm-memory,jvm-gc,processor,uptime");
        return defaults;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
