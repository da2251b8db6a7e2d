package dossier.cli;

import dossier.model.ArticleId;
import dossier.model.Decision;
import dossier.settings.Configuration;
import dossier.store.Decisions;
import dossier.store.Trace;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A curator's decision about one article. It acts at once, and outranks every rule.
@Command(sortOptions = false)
final class ArticleDecide implements Callable<Integer> {
    private final Dossier dossier;
    private final Decision.What what;

    @Parameters(index = "0", paramLabel = "ID", description = "Its number, its address, or that of the original")
    private String id = "";

    @Parameters(index = "1..*", paramLabel = "TAG", arity = "0..*", description = "One tag or several")
    private List<String> tags = List.of();

    @Option(names = "--note", paramLabel = "TEXT", description = "Why")
    private String note = "";

    @Mixin
    private Actor actor = new Actor();

    private ArticleDecide(Dossier dossier, Decision.What what) {
        this.dossier = dossier;
        this.what = what;
    }

    /// The commands by which curators decide.
    static List<Object> all(Dossier dossier) {
        return List.of(
                of(dossier, Decision.What.TAG, "Gives an article a tag, whatever rules say."),
                of(dossier, Decision.What.UNTAG, "Takes a tag from an article, whatever rules say."),
                of(dossier, Decision.What.APPROVE, "Approves tags that wait; without a TAG the article as a whole."),
                of(dossier, Decision.What.REJECT, "Rejects tags; without a TAG the article as a whole: it is hidden."),
                of(dossier, Decision.What.RELEASE, "Leaves it to the rules again."),
                of(dossier, Decision.What.NOTE, "Writes a note (--note) to the article's record, and changes nothing."),
                new Pending(dossier));
    }

    private static CommandLine of(Dossier dossier, Decision.What what, String description) {
        CommandLine command = new CommandLine(new ArticleDecide(dossier, what));
        String name = what.name().toLowerCase(java.util.Locale.ROOT);
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() {
        Configuration configuration = dossier.configuration();
        boolean needsTag = what == Decision.What.TAG || what == Decision.What.UNTAG;
        if (needsTag && tags.isEmpty()) throw new Refused("Which tag? article " + name() + " ID TAG…");
        if (what == Decision.What.NOTE && note.isBlank()) throw new Refused("What is to be noted? --note TEXT");
        try (House house = House.open(dossier, configuration)) {
            Trace.Facts facts = ArticleCommand.article(dossier, house, id);
            Set<String> about = new TreeSet<>(tags);
            house.decisions().decide(facts.id(), what, about, actor.name(), note);
            tell(ArticleCommand.find(dossier, house, facts.id().toString()), facts.id());
            RulesRerun.finishIndex(dossier, house);
        }
        return ExitCode.OK;
    }

    private String name() {
        return what.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void tell(Trace trace, ArticleId article) {
        if (dossier.json()) {
            dossier.out().println(Json.of(trace.decisions()));
            return;
        }
        dossier.out()
                .printf(
                        "%d: tags %s. %s%n",
                        article.value(),
                        trace.article()
                                .map(facts -> String.join(", ", facts.tags()))
                                .orElse(""),
                        trace.verdict());
    }

    /// What waits for a curator.
    @Command(name = "pending", description = "Lists what waits for a curator: approve or reject it.")
    static final class Pending implements Callable<Integer> {
        private final Dossier dossier;

        @Option(names = "--limit", paramLabel = "N", description = "So many at most (default: 100)")
        private int limit = 100;

        Pending(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            Configuration configuration = dossier.configuration();
            try (House house = House.open(dossier, configuration)) {
                List<Decisions.Waiting> waiting = house.decisions().waiting(limit);
                if (dossier.json()) {
                    dossier.out().println(Json.of(waiting));
                    return ExitCode.OK;
                }
                Table table = new Table("ARTICLE", "TAG", "WHY", "RULE", "OUTLET", "TITLE");
                waiting.forEach(one -> table.row(
                        one.article(),
                        one.tag(),
                        one.reason().equals("CAP") ? "the rule's cap" : "review",
                        one.rule(),
                        one.outlet(),
                        one.title()));
                dossier.out().println(table);
            }
            return ExitCode.OK;
        }
    }
}
