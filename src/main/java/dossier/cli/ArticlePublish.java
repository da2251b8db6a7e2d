package dossier.cli;

import dossier.model.Publish;
import dossier.settings.Configuration;
import dossier.store.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// How much of one article may be shown.
@Command(
        name = "publish",
        sortOptions = false,
        description = "Says how much of an article may be shown, whatever its outlet and its page allow: full, excerpt"
                + " or link. `outlet` leaves it to them again.")
final class ArticlePublish implements Callable<Integer> {
    private static final String OUTLET = "outlet";

    private final Dossier dossier;

    @Parameters(index = "0", paramLabel = "ID", description = "Its number, its address, or that of the original")
    private String id = "";

    @Parameters(index = "1", paramLabel = "HOW", description = "full, excerpt, link or outlet")
    private String how = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why: whose leave you have")
    private String note = "";

    @Mixin
    private Actor actor = new Actor();

    ArticlePublish(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        Optional<Publish> rights = rights();
        Configuration configuration = dossier.configuration();
        try (House house = House.open(dossier, configuration)) {
            Trace.Facts facts = ArticleCommand.article(dossier, house, id);
            house.decisions().allow(facts.id(), rights, actor.name(), note);
            Trace trace = ArticleCommand.find(dossier, house, facts.id().toString());
            if (dossier.json()) dossier.out().println(Json.of(trace.decisions()));
            else dossier.out().printf("%s: %s%n", facts.path(), trace.verdict());
            RulesRerun.finishIndex(dossier, house);
        }
        return ExitCode.OK;
    }

    private Optional<Publish> rights() {
        if (how.equals(OUTLET)) return Optional.empty();
        List<String> words = Stream.of(Publish.values())
                .map(publish -> publish.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!words.contains(how))
            throw new Refused("‘%s’ is none of %s and %s".formatted(how, String.join(", ", words), OUTLET));
        return Optional.of(Publish.valueOf(how.toUpperCase(Locale.ROOT)));
    }
}
