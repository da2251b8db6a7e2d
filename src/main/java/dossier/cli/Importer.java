package dossier.cli;

import dossier.model.ArticleId;
import dossier.model.Filed;
import dossier.model.Limit;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.Sighting;
import dossier.model.Slug;
import dossier.model.Tagging;
import dossier.parse.FileKind;
import dossier.parse.FileReader;
import dossier.rules.Watch;
import dossier.store.Intake;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the pieces of a file into the archive, some at a time: stored as sightings first, then each on the way that
/// all sightings go.
final class Importer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Importer.class);
    private static final int AT_ONCE = 200;

    /// Characters of text in memory together.
    private static final long MOST_TEXT = 8_000_000;

    /// Broken entries that are told of one by one.
    private static final int TOLD = 100;

    private static final int TAGS_TOLD = 20;

    private final House house;
    private final Choice choice;
    private final PrintStream err;
    private final Watch watch;
    private final Consumer<Sighting> way;
    private final Set<String> only;
    private final Outcome outcome = new Outcome();

    /// Where pieces of this batch stand of which the file would show more than it may.
    private final Set<String> unheld = new HashSet<>();

    /// What the caller wants.
    ///
    /// @param outlet for articles of which the file does not say whose they are
    /// @param source in place of a feed, where the file names none
    /// @param tags whether tags come along
    /// @param only these of them, where any is named
    /// @param by who decides about them
    /// @param rights whether the file may also let out more than an outlet or page does
    /// @param takedowns whether what the file tells was taken down is taken down here too
    record Choice(
            Optional<Outlet> outlet,
            URI source,
            boolean tags,
            List<String> only,
            String by,
            boolean rights,
            boolean takedowns) {
        Choice {
            only = List.copyOf(only);
        }
    }

    Importer(House house, Choice choice, PrintStream err) {
        this.house = house;
        this.choice = choice;
        this.err = err;
        this.watch = new Watch(
                house.rules().inForce(), house.configuration().settings().zone("site.zone"));
        this.way = house.way(watch);
        this.only = choice.only().stream().map(Slug::of).collect(Collectors.toSet());
    }

    /// What came of it.
    static final class Outcome {
        private final Map<String, Integer> skipped = new TreeMap<>();
        private final Map<String, Integer> tags = new TreeMap<>();
        private final List<Filed.Broken> broken = new ArrayList<>();
        private int brokenAll;
        private int fresh;
        private int known;
        private int failed;
        private int removed;
        private int destroyed;
        private int unheld;
        private final List<ArticleId> standing = new ArrayList<>();

        boolean whole() {
            return brokenAll + failed + standing.size() + unheld == 0;
        }

        /// Whether text was destroyed here.
        boolean destroyed() {
            return destroyed > 0;
        }

        Answer answer(Path file, FileKind kind, boolean dryRun) {
            return new Answer(() -> json(file, kind), out -> out.print(text(dryRun)));
        }

        private Map<String, Object> json(Path file, FileKind kind) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", file.toString());
            json.put("kind", kind);
            json.put("new", fresh);
            json.put("known", known);
            json.put("skipped", skipped);
            json.put("broken", broken);
            json.put("brokenInAll", brokenAll);
            json.put("failed", failed);
            json.put("removed", removed);
            json.put("takenDown", destroyed);
            json.put("standing", standing.stream().map(ArticleId::value).toList());
            json.put("rightsLeft", unheld);
            json.put("tags", tags);
            return json;
        }

        private String text(boolean dryRun) {
            StringBuilder text = new StringBuilder("%d articles %s, %d were here already; %d entries broken%n"
                    .formatted(fresh, dryRun ? "would come" : "imported", known, brokenAll));
            if (failed > 0)
                text.append("%d could not be worked out; the next import or run tries them again%n".formatted(failed));
            if (removed > 0)
                text.append("taken down there: %d; none of them comes back here by a poll%n".formatted(removed));
            if (destroyed > 0) text.append("taken down here: %d%n".formatted(destroyed));
            if (!standing.isEmpty())
                text.append(
                        "%d were taken down there and still stand here: %s; article takedown ID, or import with --takedowns%n"
                                .formatted(
                                        standing.size(),
                                        standing.stream()
                                                .limit(TAGS_TOLD)
                                                .map(ArticleId::toString)
                                                .collect(Collectors.joining(", "))));
            if (unheld > 0)
                text.append(
                        "%d may be shown in full or in part by the file's word: that holds here with --rights alone%n"
                                .formatted(unheld));
            if (!skipped.isEmpty())
                text.append("left out: ").append(counted(skipped)).append('\n');
            if (!tags.isEmpty()) text.append("tags: ").append(counted(tags)).append('\n');
            return text.toString();
        }

        /// The most frequent first.
        private static String counted(Map<String, Integer> counts) {
            String most = counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(TAGS_TOLD)
                    .map(each -> each.getValue() + " " + Table.oneLine(each.getKey()))
                    .collect(Collectors.joining(", "));
            int left = counts.size() - TAGS_TOLD;
            return left > 0 ? most + ", and " + left + " others" : most;
        }
    }

    /// Reads the file to its end.
    ///
    /// @param dryRun true: nothing is stored
    /// @param progress told how far it is, in bytes
    Outcome run(FileReader reader, boolean dryRun, LongConsumer progress) throws IOException {
        List<Intake.Offer> batch = new ArrayList<>();
        long text = 0;
        for (Optional<Filed> next = reader.next(); next.isPresent(); next = reader.next()) {
            switch (next.get()) {
                case Filed.Skipped skipped -> outcome.skipped.merge(skipped.why(), 1, Integer::sum);
                case Filed.Broken broken -> broken(broken);
                case Filed.Removed removed -> removed(removed, dryRun);
                case Filed.Post post -> {
                    offer(post).ifPresent(batch::add);
                    text += post.entry().content().html().length();
                }
            }
            if (batch.size() < AT_ONCE && text < MOST_TEXT) continue;
            bring(batch, dryRun);
            batch.clear();
            text = 0;
            progress.accept(reader.reached());
        }
        bring(batch, dryRun);
        if (!dryRun) house.intake().leave();
        progress.accept(reader.reached());
        return outcome;
    }

    private Optional<Intake.Offer> offer(Filed.Post post) {
        Filed.Post tagged = post.tagged(choice.tags() ? wanted(post.tags()) : List.of());
        Optional<Outlet> outlet = outlet(post.where(), post.outlet());
        if (outlet.isPresent()
                && post.limit().filter(limit -> !mayHold(limit, outlet.get())).isPresent()) unheld.add(post.where());
        return outlet.map(known -> new Intake.Offer(tagged, known, choice.source(), choice.rights()));
    }

    /// To show less is always right; to show more needs the leave of whoever imports. A page may allow less than its
    /// outlet: so what is to be shown whole is told of in any case.
    private boolean mayHold(Limit limit, Outlet outlet) {
        return choice.rights()
                || (limit.publish() != Publish.FULL && limit.publish().compareTo(outlet.publish()) >= 0);
    }

    private Optional<Outlet> outlet(String where, Optional<String> named) {
        Optional<Outlet> outlet = named.flatMap(house.intake()::outlet).or(choice::outlet);
        if (outlet.isEmpty())
            broken(new Filed.Broken(
                    where,
                    named.map(name ->
                                    "no outlet is called ‘%s’ here; add it to outlets.yaml, or say whose it is: --outlet NAME"
                                            .formatted(Table.oneLine(name)))
                            .orElse("it does not say whose it is: --outlet NAME")));
        return outlet;
    }

    private void removed(Filed.Removed removed, boolean dryRun) {
        Optional<Outlet> outlet = outlet(removed.where(), removed.outlet());
        if (outlet.isEmpty()) return;
        outcome.removed++;
        if (dryRun) return;
        List<ArticleId> here = house.takedowns().takeOver(removed, outlet.get(), choice.takedowns(), choice.by());
        if (choice.takedowns()) outcome.destroyed += here.size();
        else outcome.standing.addAll(here);
    }

    private List<Tagging> wanted(List<Tagging> tags) {
        return tags.stream()
                .filter(tagging -> only.isEmpty() || only.contains(Slug.of(tagging.tag())))
                .map(tagging -> tagging.by().filter(Filed.ACTOR::equals).isPresent()
                        ? Tagging.decided(tagging.tag(), choice.by())
                        : tagging)
                .toList();
    }

    private void bring(List<Intake.Offer> batch, boolean dryRun) {
        if (batch.isEmpty()) return;
        List<Intake.Offer> fresh = dryRun ? house.intake().unknown(batch) : work(batch);
        outcome.fresh += fresh.size();
        outcome.known += batch.size() - fresh.size();
        outcome.unheld += (int) fresh.stream()
                .filter(offer -> unheld.contains(offer.post().where()))
                .count();
        unheld.clear();
        for (Intake.Offer offer : fresh)
            offer.post().tags().forEach(tagging -> outcome.tags.merge(tagging.tag(), 1, Integer::sum));
    }

    private List<Intake.Offer> work(List<Intake.Offer> batch) {
        Intake.Taken taken = house.intake().take(batch);
        outcome.failed += taken.waiting().parallelStream()
                .mapToInt(sighting -> worked(sighting) ? 0 : 1)
                .sum();
        return taken.fresh();
    }

    /// What fails stays waiting: the next run takes it up, and parks it with its cause where it fails again.
    private boolean worked(Sighting sighting) {
        try {
            way.accept(sighting);
            house.intake().stillAtWork();
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("Could not work out {}", sighting.entry().key(), failed);
            return false;
        }
    }

    private void broken(Filed.Broken broken) {
        outcome.brokenAll++;
        if (outcome.brokenAll > TOLD) return;
        outcome.broken.add(broken);
        err.println(broken.where() + ": " + broken.why());
        if (outcome.brokenAll == TOLD) err.println("further broken entries are counted, not told");
    }

    @Override
    public void close() {
        watch.close();
    }
}
