package dossier;

import dossier.cli.River;
import dossier.store.Alarms;
import dossier.store.Feeds;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.main.Main;

/// Joins the beans by the routes of `routes/*.yaml`.
final class CamelRiver implements River {
    private final Main camel;

    private CamelRiver(Main camel) {
        this.camel = camel;
    }

    /// Starts the routes of a folder.
    static River open(Path routes, Map<String, Object> beans, Map<String, String> properties, boolean serve) {
        Main camel = new Main();
        beans.forEach(camel::bind);
        camel.bind("door", new Door());
        camel.bind("answerHeaders", new AnswerHeaders());
        Optional<Alarms> alarms = bean(beans, "alarms", Alarms.class);
        Optional<Feeds> feeds = bean(beans, "feeds", Feeds.class);
        if (alarms.isPresent() && feeds.isPresent())
            camel.bind("feedsHealth", new FeedsHealth(alarms.get(), feeds.get()));
        camel.setInitialProperties(defaults(routes, serve));
        properties.forEach(camel::addInitialProperty);
        camel.configure().setAutoConfigurationLogSummary(false);
        camel.start();
        if (alarms.isPresent() && feeds.isPresent()) measure(camel, alarms.get(), feeds.get());
        return new CamelRiver(camel);
    }

    private static <T> Optional<T> bean(Map<String, Object> beans, String name, Class<T> type) {
        return Optional.ofNullable(beans.get(name)).map(type::cast);
    }

    private static void measure(Main camel, Alarms alarms, Feeds feeds) {
        camel.getCamelContext()
                .getRegistry()
                .findByType(MeterRegistry.class)
                .forEach(registry -> FeedsMetrics.bind(registry, alarms, feeds));
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
        defaults.setProperty("camel.metrics.binders", "jvm-memory,jvm-gc,processor,uptime");
        return defaults;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
