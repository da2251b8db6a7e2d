package dossier.cli;

import dossier.model.ArticleId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Two articles are one.
@Command(
        name = "merge",
        sortOptions = false,
        description =
                "Makes OTHER one with ID: its entries and addresses become those of ID, and its number leads there for"
                        + " ever. `article split` takes it back.")
final class ArticleMerge implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(index = "0", paramLabel = "ID", description = "Stays: its number or an address of it")
    private String id = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "Becomes one with it")
    private String other = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why")
    private String note = "";

    @Mixin
    private Actor actor = new Actor();

    ArticleMerge(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        ArticleCommand.settle(dossier, house -> {
            ArticleId into = article(dossier, house, id);
            ArticleId from = article(dossier, house, other);
            house.merges().merge(into, from, actor.name(), note);
            dossier.out().printf("Article %s is one with article %s now, and leads there%n", from, into);
        });
        return ExitCode.OK;
    }

    static ArticleId article(Dossier dossier, House house, String id) {
        return ArticleCommand.article(dossier, house, id).id();
    }
}
