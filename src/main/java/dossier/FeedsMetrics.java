package dossier;

import dossier.model.Alarm;
import dossier.store.Alarms;
import dossier.store.Feeds;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/// Alarms and gaps as metrics; each is read from the store when it is asked for.
final class FeedsMetrics {
    private FeedsMetrics() {}

    static void bind(MeterRegistry registry, Alarms alarms, Feeds feeds) {
        for (Alarm.Kind kind : Alarm.Kind.values())
            Gauge.builder("dossier.alarms", alarms, all -> all.counts()
                            .getOrDefault(kind, 0L)
                            .doubleValue())
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .description("Alarms about feeds that last")
                    .register(registry);
        FunctionCounter.builder("dossier.alarms.raised", alarms, all -> all.ever())
                .description("Alarms about feeds that there ever were")
                .register(registry);
        FunctionCounter.builder("dossier.gaps", feeds, all -> all.gaps())
                .description("How often entries of a feed were missed")
                .register(registry);
    }
}
