package dossier.cli;

import dossier.model.ArticleId;
import dossier.model.SightingId;
import dossier.store.Merges.Split;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What was taken for one article are two.
@Command(
        name = "split",
        sortOptions = false,
        description = "Takes an entry out of an article: what was merged comes back under its number, a copy becomes an"
                + " article of its own and is never taken for one again.")
final class ArticleSplit implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(index = "0", paramLabel = "ID", description = "Its number, its address, or that of the original")
    private String id = "";

    @Parameters(index = "1", paramLabel = "SIGHTING", description = "The entry's number, as `article trace` tells it")
    private long sighting;

    @Option(names = "--note", paramLabel = "TEXT", description = "Why")
    private String note = "";

    @Mixin
    private Actor actor = new Actor();

    ArticleSplit(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        ArticleCommand.settle(dossier, house -> {
            ArticleId article = ArticleMerge.article(dossier, house, id);
            Split split = house.merges().split(article, new SightingId(sighting), actor.name(), note);
            dossier.out().println(sentence(split));
        });
        return ExitCode.OK;
    }

    private static String sentence(Split split) {
        return switch (split) {
            case Split.Back back -> "Article " + back.article() + " is an article of its own again";
            case Split.Waiting waiting ->
                "%d entries become an article of their own: a running worker takes them up at once, else the next poll"
                        .formatted(waiting.sightings());
        };
    }
}
