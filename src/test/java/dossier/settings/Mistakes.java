package dossier.settings;

import dossier.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/// Problems as a person sees them, one a line.
final class Mistakes {
    private Mistakes() {}

    static String shown(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
