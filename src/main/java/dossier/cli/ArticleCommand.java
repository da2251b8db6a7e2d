package dossier.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dossier.model.ArticleId;
import dossier.model.Content;
import dossier.model.Decision;
import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.RuleVersion;
import dossier.rules.Watch;
import dossier.settings.Configuration;
import dossier.store.Rules;
import dossier.store.Trace;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Everything about one article.
@Command(
        name = "article",
        description = "Shows an article, and how it came about.",
        synopsisSubcommandLabel = "COMMAND")
final class ArticleCommand implements Callable<Integer>, Group {
    private final Dossier dossier;

    ArticleCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public List<Object> commands() {
        List<Object> commands = new ArrayList<>(List.of(
                new Show(dossier),
                new Tracing(dossier),
                new ArticleAdd(dossier),
                new ArticleReclean(dossier),
                new RulesUndo(dossier),
                new ArticleTakedown(dossier),
                new ArticlePublish(dossier),
                new ArticleMerge(dossier),
                new ArticleJoin(dossier),
                new ArticlePart(dossier),
                new ArticleSplit(dossier)));
        commands.addAll(ArticleDecide.all(dossier));
        return commands;
    }

    @Override
    public Integer call() {
        throw new Refused("article what? `article show ID` prints it, `article trace ID` tells how it came about");
    }

    static Trace find(Dossier dossier, House house, String what) {
        return house.traces()
                .find(what)
                .orElseThrow(() -> new Failure(
                        "Nothing is known of ‘%s’ in %s: no article has that number or address, and no feed has carried it%n%s"
                                .formatted(
                                        what,
                                        dossier.data(),
                                        String.join("\n", house.absences().why(what)))));
    }

    /// The step that all commands share by which a curator says what is one: what the archive refuses is told, and
    /// what is done can be searched for.
    static void settle(Dossier dossier, Consumer<House> act) {
        Configuration configuration = dossier.configuration();
        try (House house = House.open(dossier, configuration)) {
            act.accept(house);
            RulesRerun.finishIndex(dossier, house);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(String.valueOf(wrong.getMessage()));
        }
    }

    /// The article that somebody wants to decide about.
    static Trace.Facts article(Dossier dossier, House house, String what) {
        return find(dossier, house, what)
                .article()
                .orElseThrow(() -> new Failure(what + " is not an article yet; wait until it is one"));
    }

    /// The article as the archive holds it.
    @Command(name = "show", description = "Prints an article as the archive holds it.")
    static final class Show implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "ID", description = "Its number, its address, or that of the original")
        private String id = "";

        Show(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                Trace trace = find(dossier, house, id);
                Trace.Facts facts = trace.article().orElseThrow(() -> new Failure(id + ": " + trace.verdict()));
                return new Answer(() -> json(trace, facts), out -> print(out, trace, facts));
            });
        }

        private static String guess(Trace.Facts facts) {
            return facts.dated().equals(facts.firstSeen()) ? " (first seen)" : " (last changed)";
        }

        private static void print(PrintStream out, Trace trace, Trace.Facts facts) {
            Content content = facts.content();
            out.println(Table.oneLine(content.title()));
            if (!content.authors().isEmpty()) out.println("by " + String.join(", ", content.authors()));
            out.printf("%s%s, %s%n", facts.dated(), facts.dateKnown() ? "" : guess(facts), facts.path());
            if (!facts.versions().isEmpty())
                out.println("versions of its story: "
                        + facts.versions().stream().map(ArticleId::toString).collect(Collectors.joining(", ")));
            if (!facts.tags().isEmpty()) out.println("tags: " + String.join(", ", facts.tags()));
            out.println(trace.verdict());
            out.println();
            out.println(content.text().lines().map(Table::oneLine).collect(Collectors.joining("\n\n")));
            out.println();
            out.printf("Source: %s, %s%n", facts.outlet().name(), content.address());
        }

        private static Map<String, Object> json(Trace trace, Trace.Facts facts) {
            Content content = facts.content();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("id", facts.id().value());
            line.put("path", facts.path());
            line.put("url", content.address());
            line.put("outlet", facts.outlet().name());
            line.put("title", content.title());
            line.put("authors", content.authors());
            line.put("date", facts.dated());
            line.put("published", content.published());
            line.put("modified", content.modified());
            line.put("language", content.language());
            line.put("shown", facts.shown());
            line.put("why", trace.verdict());
            line.put("tags", facts.tags());
            line.put("versions", facts.versions().stream().map(ArticleId::value).toList());
            line.put("revision", facts.revision());
            line.put("from", content.from());
            line.put("html", content.body().markup());
            line.put("text", content.text());
            return line;
        }
    }

    /// Every stage that an item went through.
    @Command(name = "trace", description = "Tells every stage an item went through, and why it is (not) shown.")
    static final class Tracing implements Callable<Integer> {
        private static final int MOST_NEARLY = 5;
        private final Dossier dossier;

        @Parameters(paramLabel = "ID", description = "Its number, its address, or that of the original")
        private String id = "";

        Tracing(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            return dossier.show(house -> {
                Trace trace = find(dossier, house, id);
                List<Near> nearly =
                        trace.article().map(facts -> nearly(house, facts)).orElse(List.of());
                return new Answer(() -> new Traced(trace, nearly), out -> {
                    print(out, trace);
                    nearly.forEach(near ->
                            out.printf("rule %s nearly matches: %s%n", near.rule(), Table.oneLine(near.missing())));
                });
            });
        }

        /// What a trace tells to machines.
        record Traced(@JsonUnwrapped Trace trace, List<Near> nearly) {}

        /// A rule that does not match, and what it misses.
        record Near(String rule, int version, String missing) {}

        /// Rules in force that found a part of what they ask for.
        private static List<Near> nearly(House house, Trace.Facts facts) {
            List<RuleVersion> rules = house.rules().all().stream()
                    .filter(Rules.Known::active)
                    .map(Rules.Known::version)
                    .toList();
            Kept kept = new Kept(
                    facts.id(), facts.revision(), facts.outlet(), facts.content(), facts.dated(), Optional.empty());
            try (Watch watch = new Watch(rules, house.configuration().settings().zone("site.zone"))) {
                return watch.nearly(kept, MOST_NEARLY).stream()
                        .map(near ->
                                new Near(near.rule().rule().name(), near.rule().version(), near.sentence()))
                        .toList();
            }
        }

        private static void print(PrintStream out, Trace trace) {
            out.println(trace.verdict());
            trace.sightings().forEach(seen -> print(out, seen));
            trace.captures()
                    .forEach(page -> out.printf(
                            "%s  page kept: %s, %d, %,d bytes, in %s at %d%n",
                            page.fetched(), page.address(), page.status(), page.bytes(), page.file(), page.at()));
            trace.revisions().reversed().forEach(revision -> print(out, revision));
            trace.upstream().ifPresent(upstream -> print(out, upstream));
            trace.taggings()
                    .forEach(tagged -> out.printf(
                            "%s  tag ‘%s’ by rule %s, version %d, %s: %s%n",
                            tagged.at(),
                            tagged.tagging().tag(),
                            tagged.tagging().rule(),
                            tagged.tagging().version(),
                            tagged.state().toLowerCase(Locale.ROOT).replace('_', ' ')
                                    + (tagged.reason().equals("CAP") ? " (the rule's cap for a day)" : ""),
                            tagged.tagging().hits().stream()
                                    .map(Tracing::words)
                                    .distinct()
                                    .collect(Collectors.joining(", "))));
            trace.decisions().forEach(decision -> out.println(sentence(decision)));
            trace.parked()
                    .forEach(failed ->
                            out.printf("%s  failed in %s: %s%n", failed.at(), failed.route(), failed.cause()));
            trace.changes()
                    .forEach(change -> out.printf("%s  change %d: %s%n", change.at(), change.seq(), change.what()));
        }

        private static String sentence(Decision decision) {
            String about = decision.whole() ? "the article" : "tag ‘" + Table.oneLine(decision.tag()) + "’";
            String note = decision.note().isBlank() ? "" : ": " + Table.oneLine(decision.note());
            return "%s  %s by %s, %s%s"
                    .formatted(
                            decision.at(),
                            about,
                            Table.oneLine(decision.actor()),
                            decision.what().name().toLowerCase(Locale.ROOT),
                            note);
        }

        private static void print(PrintStream out, Trace.Sighted seen) {
            String where = seen.added()
                    .map(addition -> "added by " + Table.oneLine(addition.actor()))
                    .orElseGet(() -> seen.feed().toString());
            out.printf("%s  seen: %s, %s, ‘%s’%n", seen.seen(), seen.outlet(), where, Table.oneLine(seen.title()));
            out.printf(
                    "%s  entry %s, %s; sighting %d%n",
                    " ".repeat(24),
                    Table.oneLine(seen.entryKey()),
                    seen.state().toLowerCase(Locale.ROOT),
                    seen.id().value());
            seen.page().ifPresent(reason -> out.printf("%s  no page: %s%n", " ".repeat(24), Table.oneLine(reason)));
            seen.again().ifPresent(again -> out.printf("%s  will be asked for again at %s%n", " ".repeat(24), again));
        }

        private static void print(PrintStream out, Trace.Revised revision) {
            String why = revision.why().isEmpty() ? "" : " (" + String.join(", ", revision.why()) + " changed)";
            out.printf(
                    "%s  revision %d%s: %,d characters%n",
                    revision.at(), revision.number(), why, revision.characters());
            revision.evidence()
                    .forEach(evidence -> out.printf(
                            "%s  %s from %s: %s%n",
                            " ".repeat(24), evidence.field(), evidence.source(), Table.oneLine(evidence.value())));
            revision.flags().forEach(flag -> out.printf("%s  note: %s%n", " ".repeat(24), flag));
        }

        private static void print(PrintStream out, Trace.Upstream upstream) {
            upstream.asked()
                    .ifPresent(asked -> out.printf(
                            "%s  asked again, %d times so far: %s%n",
                            asked, upstream.visits(), Table.oneLine(upstream.heard())));
            upstream.goneSince()
                    .ifPresent(since -> out.printf(
                            "%s  gone upstream since then: the original %s%n",
                            since, Table.oneLine(upstream.goneWhy())));
            upstream.due()
                    .ifPresent(due -> out.printf("%s  the page will be asked for again at %s%n", " ".repeat(24), due));
        }

        private static String words(Hit hit) {
            return "‘%s’ in the %s".formatted(Table.oneLine(hit.words()), hit.field());
        }
    }
}
