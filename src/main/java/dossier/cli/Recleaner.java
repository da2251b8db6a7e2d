package dossier.cli;

import dossier.extract.Extractor;
import dossier.model.Article;
import dossier.model.Matched;
import dossier.model.Page;
import dossier.model.RuleVersion;
import dossier.model.Sourced;
import dossier.rules.Watch;
import dossier.store.Captures;
import dossier.store.ChangeSet;
import dossier.store.Lines;
import dossier.store.Recleans;
import dossier.store.Recleans.Anew;
import dossier.store.Recleans.Held;
import dossier.store.Reruns;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Cleans articles anew from the pages as fetched, as the cleaner and the rules of sites are now.
final class Recleaner {
    private static final int TRIES = 10;

    private final Recleans recleans;
    private final Reruns sets;
    private final Captures captures;
    private final Lines lines;
    private final Extractor extractor;
    private final List<RuleVersion> rules;
    private final java.time.ZoneId zone;
    private final BooleanSupplier stopped;

    /// @param stopped asked after each batch: whether to leave the rest to the next start
    Recleaner(House house, BooleanSupplier stopped) {
        this.recleans = house.recleans();
        this.sets = house.reruns();
        this.captures = house.captures();
        this.lines = house.lines();
        this.extractor = house.extractor();
        this.rules = house.rules().inForce();
        this.zone = house.configuration().settings().zone("site.zone");
        this.stopped = stopped;
    }

    /// What came of looking at an article.
    ///
    /// @param anew how it is cleaned now, where that is otherwise than it stands
    /// @param left why it stays as it is in spite of that
    record Look(Held held, Optional<Anew> anew, Optional<String> left) {
        static Look left(Held held, String why) {
            return new Look(held, Optional.empty(), Optional.of(why));
        }
    }

    /// Cleans a batch, on all processors; stores nothing.
    List<Look> look(List<Held> batch) {
        return batch.parallelStream().map(this::look).toList();
    }

    private Look look(Held held) {
        Optional<Page.Fetched> page;
        try {
            page = held.capture().flatMap(captures::read);
        } catch (UncheckedIOException lost) {
            return Look.left(held, "its page cannot be read any more");
        }
        Optional<Anew> anew = held.anew(article(held, page));
        boolean emptied = anew.filter(each -> each.kept().content().text().isBlank())
                .filter(_ -> !held.kept().content().text().isBlank())
                .isPresent();
        return emptied ? Look.left(held, "it would lose all its text") : new Look(held, anew, Optional.empty());
    }

    /// Why there was no page, the flags of that time tell.
    private Article article(Held held, Optional<Page.Fetched> page) {
        Page source = page.isPresent() ? page.get() : new Page.Wanted();
        Sourced whole = captures.held(new Sourced(held.sighting(), source, held.capture()));
        Article cleaned = extractor.extract(lines.known(extractor.next(whole)));
        if (page.isPresent()) return cleaned;
        return new Article(cleaned.sighting(), cleaned.capture(), cleaned.content(), cleaned.evidence(), held.flags());
    }

    /// Goes on with a set, forward or back, from wherever it stands.
    ///
    /// @param progress told after each batch
    ChangeSet goOn(ChangeSet begun, Consumer<ChangeSet> progress) {
        ChangeSet set = begun;
        boolean back = set.state() == ChangeSet.State.UNDOING;
        try (Watch watch = new Watch(rules, zone)) {
            while (!stopped.getAsBoolean()) {
                Optional<ChangeSet> further = back ? stepBack(set, watch) : step(set, watch);
                if (further.isEmpty()) return sets.finish(set);
                set = further.get();
                progress.accept(set);
            }
        }
        return set;
    }

    private Optional<ChangeSet> step(ChangeSet set, Watch watch) {
        Recleans.Scope scope = recleans.scope(set);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            List<Held> batch = recleans.next(scope, set.reached());
            if (batch.isEmpty()) return Optional.empty();
            Map<Matched, Anew> anew = new LinkedHashMap<>();
            for (Look look : look(batch)) look.anew().ifPresent(each -> anew.put(watch.match(each.kept()), each));
            Optional<ChangeSet> further = further(set, recleans.keep(set, batch, anew, names()));
            if (further.isPresent()) return further;
        }
        throw new Failure(
                "The articles change faster than change set %d can clean them; try again later: article reclean"
                        .formatted(set.id()));
    }

    private Optional<ChangeSet> stepBack(ChangeSet set, Watch watch) {
        List<Matched> before = recleans.before(set).stream().map(watch::match).toList();
        return before.isEmpty() ? Optional.empty() : further(set, recleans.restore(set, before, names()));
    }

    private Set<String> names() {
        return rules.stream().map(version -> version.rule().name()).collect(Collectors.toSet());
    }

    private static Optional<ChangeSet> further(ChangeSet set, Reruns.Step step) {
        return switch (step) {
            case Reruns.Step.Kept(ChangeSet further) -> Optional.of(further);
            case Reruns.Step.Moved() -> Optional.empty();
            case Reruns.Step.Taken() -> throw new Failure("Another process goes on with change set " + set.id());
        };
    }
}
