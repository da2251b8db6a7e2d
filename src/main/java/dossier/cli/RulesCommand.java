package dossier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Everything about rules.
@Command(
        name = "rules",
        description = "Lists, tries and runs rules; writes those of the desk; takes back what a run did.",
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Callable<Integer> {
    private final Dossier dossier;

    private RulesCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    static CommandLine with(Dossier dossier) {
        return new CommandLine(new RulesCommand(dossier))
                .addSubcommand(new RulesTell.Listing(dossier))
                .addSubcommand(new RulesTell.Show(dossier))
                .addSubcommand(new RulesTell.History(dossier))
                .addSubcommand(new RulesTry(dossier))
                .addSubcommand(new RulesRerun(dossier))
                .addSubcommand(new RulesUndo(dossier))
                .addSubcommand(new RulesUndo.Sets(dossier))
                .addSubcommand(new RulesDesk.Add(dossier))
                .addSubcommand(new RulesDesk.Edit(dossier))
                .addSubcommand(new RulesDesk.Remove(dossier))
                .addSubcommand(new RulesTell.Export(dossier))
                .addSubcommand(new RulesTell.TagList(dossier));
    }

    /// Without a word more: the list.
    @Override
    public Integer call() {
        return new RulesTell.Listing(dossier).call();
    }
}
