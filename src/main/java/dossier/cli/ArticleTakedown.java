package dossier.cli;

import dossier.settings.Configuration;
import dossier.store.Takedowns.Outcome;
import dossier.store.Trace;
import dossier.store.WorkerLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes an article down for good.
@Command(
        name = "takedown",
        sortOptions = false,
        description = {
            "Takes an article down for good: destroys its text in pages, feeds, search, history and captures, and"
                    + " leaves a tombstone (410 with the reason). It never comes back, and there is no undo.",
            "Backups that were made earlier keep the text. So does whoever copied it."
        })
final class ArticleTakedown implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "ID", description = "Its number, its address, or that of the original")
    private String id = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the public reads it")
    private String reason = "";

    @Mixin
    private Actor actor = new Actor();

    ArticleTakedown(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        Configuration configuration = dossier.configuration();
        if (reason.isBlank()) throw new Refused("Why? --reason TEXT; whoever asks for the article reads it");
        Optional<WorkerLock> nobody = WorkerLock.tryTake(dossier.data());
        try (House house = House.open(dossier, configuration)) {
            Trace.Facts facts = ArticleCommand.article(dossier, house, id);
            tell(facts, takeDown(house, facts), nobody.isPresent());
            if (nobody.isPresent()) {
                house.bringIndexUpToDate();
                house.compactAtEnd();
            } else leaveToTheWorker(dossier.data());
        } finally {
            nobody.ifPresent(WorkerLock::close);
        }
        return ExitCode.OK;
    }

    private Outcome takeDown(House house, Trace.Facts facts) {
        try {
            return house.takedowns().takeDown(facts.id(), reason, actor.name());
        } catch (IllegalArgumentException wrong) {
            throw new Refused(String.valueOf(wrong.getMessage()));
        }
    }

    private void tell(Trace.Facts facts, Outcome outcome, boolean alone) {
        if (dossier.json()) {
            dossier.out().println(Json.of(json(facts, outcome)));
            return;
        }
        switch (outcome) {
            case Outcome.Removed removed ->
                dossier.out()
                        .printf(
                                "%s is taken down: change %d tells it to mirrors, %d pages are overwritten. %s%n",
                                facts.path(),
                                removed.change().seq(),
                                removed.pages(),
                                alone
                                        ? "The file of the database is written anew"
                                        : "The worker takes it from the search within a second, and writes the file of"
                                                + " the database anew when it ends");
            case Outcome.Already already ->
                dossier.out()
                        .printf("%s was taken down already, on %s: %s%n", facts.path(), already.at(), already.reason());
        }
    }

    private static Map<String, Object> json(Trace.Facts facts, Outcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", facts.id().value());
        line.put("path", facts.path());
        switch (outcome) {
            case Outcome.Removed removed -> {
                line.put("removed", removed.change().at());
                line.put("change", removed.change().seq());
                line.put("pages", removed.pages());
            }
            case Outcome.Already already -> {
                line.put("removed", already.at());
                line.put("reason", already.reason());
            }
        }
        return line;
    }

    // the file of the database, where another process works on it

    private static Path mark(Path data) {
        return data.resolve("compact.wanted");
    }

    static void leaveToTheWorker(Path data) {
        try {
            Files.writeString(mark(data), "When the worker ends, it writes the file of the database anew.\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + mark(data), e);
        }
    }

    /// True once for each time that a takedown could not write the file anew by itself.
    static boolean leftToTheWorker(Path data) {
        try {
            return Files.deleteIfExists(mark(data));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + mark(data), e);
        }
    }
}
