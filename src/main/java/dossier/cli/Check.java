package dossier.cli;

import dossier.model.Problem;
import dossier.settings.Configuration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// Says all that is wrong with the configuration.
@Command(name = "check", description = "Says all that is wrong with the configuration; exit 2 if anything is.")
final class Check implements Callable<Integer> {
    private final Dossier dossier;

    Check(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        Configuration configuration = dossier.read();
        List<Problem> problems = Mistakes.in(configuration, dossier.config().resolve("sites"));
        if (dossier.json())
            dossier.out()
                    .println(Json.of(Map.of(
                            "problems", problems.stream().map(Check::line).toList())));
        else if (problems.isEmpty()) dossier.out().println(well(configuration));
        if (problems.isEmpty()) return ExitCode.OK;
        problems.forEach(problem -> dossier.err().println(problem));
        dossier.err().println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
        return ExitCode.USAGE;
    }

    private String well(Configuration configuration) {
        return "%s is well: %d outlets, %d rules"
                .formatted(
                        dossier.config(),
                        configuration.outlets().size(),
                        configuration.rules().size());
    }

    private static Map<String, Object> line(Problem problem) {
        return Map.of("file", problem.place().file(), "line", problem.place().line(), "message", problem.message());
    }
}
