package dossier.cli;

import dossier.model.ArticleId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// An article is no version of a story.
@Command(
        name = "part",
        sortOptions = false,
        description =
                "Takes an article out of its story, for ever: whatever its text says, it is no version of another."
                        + " `article join` puts it to one by hand.")
final class ArticlePart implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "ID", description = "Its number, its address, or that of the original")
    private String id = "";

    @Option(names = "--undo", description = "Takes it back: its text decides again")
    private boolean undo;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why")
    private String note = "";

    @Mixin
    private Actor actor = new Actor();

    ArticlePart(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        ArticleCommand.settle(dossier, house -> {
            ArticleId article = ArticleMerge.article(dossier, house, id);
            if (undo) house.stories().unpart(article, actor.name(), note);
            else house.stories().part(article, actor.name(), note);
            dossier.out()
                    .printf(undo ? "Article %s is judged by its text again%n" : "Article %s is of no story%n", article);
        });
        return ExitCode.OK;
    }
}
