package dossier.cli;

import dossier.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// The call or the configuration is wrong: nothing was done. Exit 2.
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(List<Problem> problems) {
        this(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")) + "\n"
                + count(problems.size()));
    }

    Refused(String message) {
        super(message);
    }

    private static String count(int problems) {
        return problems == 1 ? "1 problem. Nothing was started." : problems + " problems. Nothing was started.";
    }
}
