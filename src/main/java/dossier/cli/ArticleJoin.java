package dossier.cli;

import dossier.model.ArticleId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Two articles are versions of one story.
@Command(
        name = "join",
        sortOptions = false,
        description =
                "Says that two articles are versions of one story, whatever their texts say: each stays, and tells"
                        + " of the other. `article part` takes one out.")
final class ArticleJoin implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(index = "0", paramLabel = "ID", description = "Its number, its address, or that of the original")
    private String id = "";

    @Parameters(index = "1", paramLabel = "OTHER", description = "The same of the other")
    private String other = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why")
    private String note = "";

    @Mixin
    private Actor actor = new Actor();

    ArticleJoin(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        ArticleCommand.settle(dossier, house -> {
            ArticleId one = ArticleMerge.article(dossier, house, id);
            ArticleId two = ArticleMerge.article(dossier, house, other);
            house.stories().join(one, two, actor.name(), note);
            dossier.out().printf("Articles %s and %s are versions of one story now%n", one, two);
        });
        return ExitCode.OK;
    }
}
