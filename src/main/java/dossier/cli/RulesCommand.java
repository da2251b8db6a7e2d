package dossier.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Everything about rules.
@Command(
        name = "rules",
        description = "Lists, tries and runs rules; writes those of the desk; takes back what a run did.",
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Callable<Integer>, Group {
    private final Dossier dossier;

    RulesCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public List<Object> commands() {
        return List.of(
                new RulesTell.Listing(dossier),
                new RulesTell.Show(dossier),
                new RulesTell.History(dossier),
                new RulesTry(dossier),
                new RulesRerun(dossier),
                new RulesUndo(dossier),
                new RulesUndo.Sets(dossier),
                new RulesDesk.Add(dossier),
                new RulesDesk.Edit(dossier),
                new RulesDesk.Remove(dossier),
                new RulesTell.Export(dossier),
                new RulesTell.TagList(dossier));
    }

    /// Without a word more: the list.
    @Override
    public Integer call() {
        return new RulesTell.Listing(dossier).call();
    }
}
