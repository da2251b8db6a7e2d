package dossier;

import dossier.model.Alarm;
import dossier.store.Alarms;
import dossier.store.Feeds;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/// Shows alarms and gaps on the health page. It is always up: a silent outlet is no reason to restart us.
final class FeedsHealth extends AbstractHealthCheck {
    private static final int MOST = 20;

    private final Alarms alarms;
    private final Feeds feeds;

    FeedsHealth(Alarms alarms, Feeds feeds) {
        super("dossier", "feeds");
        this.alarms = alarms;
        this.feeds = feeds;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        List<Alarm> open = alarms.open();
        result.up();
        result.detail("alarms", open.size());
        alarms.counts()
                .forEach((kind, count) -> result.detail("alarms." + kind.name().toLowerCase(Locale.ROOT), count));
        result.detail("gaps", feeds.gaps());
        for (int i = 0; i < Math.min(MOST, open.size()); i++)
            result.detail(
                    "alarm." + (i + 1),
                    open.get(i).kind() + " since " + open.get(i).began() + ": "
                            + open.get(i).sentence());
    }
}
