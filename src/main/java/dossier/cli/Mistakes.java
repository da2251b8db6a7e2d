package dossier.cli;

import dossier.model.Problem;
import dossier.model.Rule;
import dossier.query.QueryCheck;
import dossier.settings.Configuration;
import dossier.site.Sites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All that is wrong with a configuration: what its files say of themselves, the queries that cannot be read, and the
/// rules for sites.
final class Mistakes {
    private Mistakes() {}

    /// File by file as they are read, each from top to bottom.
    ///
    /// @param sites the folder of the rules for sites
    static List<Problem> in(Configuration configuration, Path sites) {
        List<Problem> problems = new ArrayList<>(configuration.problems());
        problems.addAll(in(configuration.rules()));
        Sites.read(sites, problems);
        List<String> files = problems.stream()
                .map(problem -> problem.place().file())
                .distinct()
                .toList();
        problems.sort(Comparator.comparing(
                        (Problem problem) -> files.indexOf(problem.place().file()))
                .thenComparing(problem -> problem.place().line()));
        return List.copyOf(problems);
    }

    /// The queries that cannot be read, with column and what was expected.
    static List<Problem> in(List<Rule> rules) {
        List<Problem> problems = new ArrayList<>();
        for (Rule rule : rules) {
            QueryCheck.ruleProblem(rule.match())
                    .map(problem -> new Problem(rule.place(), "match of ‘" + rule.tag() + "’: " + problem))
                    .ifPresent(problems::add);
        }
        return problems;
    }
}
