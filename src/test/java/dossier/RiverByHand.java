package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.dedupe.Judge;
import dossier.extract.Extractor;
import dossier.fetch.Fetcher;
import dossier.model.Again;
import dossier.model.Article;
import dossier.model.Kept;
import dossier.model.Revisit;
import dossier.model.Sourced;
import dossier.rules.Watch;
import dossier.store.Articles;
import dossier.store.Captures;
import dossier.store.Revisits;
import dossier.store.Taggings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/// The whole program over a folder, at a time of the test's own, with ways that its timers would take hours to come
/// to: the beans that a route names, in its order.
final class RiverByHand {
    private final Path folder;
    private Duration later = Duration.ZERO;
    private Consumer<Map<String, Object>> withBeans = _ -> {};

    /// With one outlet, The Daily, all of whose articles are kept, and a rule for ferries.
    RiverByHand(Path folder, LocalOutlet server) throws IOException {
        this.folder = folder;
        Files.writeString(
                folder.resolve("outlets.yaml"),
                "outlets:\n  - name: The Daily\n    home: %s\n    feeds: [ \"%s\" ]\n    keep: all\n"
                        .formatted(server.url("daily", "/"), server.url("daily", "/feed")));
        Files.writeString(folder.resolve("rules.yaml"), "rules:\n  - tag: ferries\n    match: ferry\n");
    }

    /// What a command said, which ended well.
    String run(String... words) {
        Program program = new Program(folder, () -> Instant.now().plus(later), Map.of(), Program.routes(beans -> {
            withBeans.accept(beans);
            withBeans = _ -> {};
        }));
        Program.Said said = program.run(words);
        assertThat(said.exit()).as(said.err()).isZero();
        return said.out() + said.err();
    }

    /// Works with the beans, so long after the start of the test.
    void work(Duration after, Consumer<Map<String, Object>> work) {
        later = after;
        work(work);
    }

    /// Works with the beans, at the time of the last work.
    void work(Consumer<Map<String, Object>> work) {
        withBeans = work;
        run("poll");
    }

    /// `upkeep-revisit`.
    void revisit(Duration after) {
        work(after, beans -> {
            Extractor extractor = bean(beans, "extractor", Extractor.class);
            Fetcher fetcher = bean(beans, "fetcher", Fetcher.class);
            Revisits revisits = bean(beans, "revisits", Revisits.class);
            for (Revisit revisit : revisits.due()) {
                for (Again each : revisits.remember(fetcher.again(revisit))) {
                    Again again = extractor.goOn(each);
                    while (again.isUnfinished()) again = extractor.goOn(fetcher.goOn(again));
                    Judge judge = bean(beans, "judge", Judge.class);
                    for (Sourced changed : judge.changed(extractor.both(again)))
                        keep(beans, bean(beans, "captures", Captures.class).keep(changed));
                }
            }
        });
    }

    /// `article`, from the page on.
    static void goOn(Map<String, Object> beans, Sourced recent) {
        Fetcher fetcher = bean(beans, "fetcher", Fetcher.class);
        Captures captures = bean(beans, "captures", Captures.class);
        Extractor extractor = bean(beans, "extractor", Extractor.class);
        Sourced sourced = extractor.next(captures.keep(fetcher.page(recent)));
        while (sourced.isUnfinished()) sourced = extractor.next(captures.keep(fetcher.part(sourced)));
        keep(beans, sourced);
    }

    private static void keep(Map<String, Object> beans, Sourced sourced) {
        Articles articles = bean(beans, "articles", Articles.class);
        Article article = bean(beans, "extractor", Extractor.class).extract(sourced);
        Kept kept = articles.keep(bean(beans, "judge", Judge.class).judge(articles.near(article)));
        bean(beans, "taggings", Taggings.class)
                .keep(bean(beans, "watch", Watch.class).match(kept));
    }

    static <T> T bean(Map<String, Object> beans, String name, Class<T> type) {
        return type.cast(beans.get(name));
    }
}
