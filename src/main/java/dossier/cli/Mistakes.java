package dossier.cli;

import dossier.extract.Selection;
import dossier.model.IndexPage;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.parse.IndexReader;
import dossier.query.QueryCheck;
import dossier.settings.Configuration;
import dossier.site.SiteRules;
import dossier.site.Sites;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All that is wrong with a configuration: what its files say of themselves, the queries that cannot be read, and the
/// rules for sites.
final class Mistakes {
    private Mistakes() {}

    static List<Problem> in(Configuration configuration) {
        List<Problem> problems = new ArrayList<>(configuration.problems());
        configuration.outlets().forEach(outlet -> outlet.pages().forEach(page -> problems.addAll(in(page))));
        problems.addAll(in(configuration.rules()));
        return List.copyOf(problems);
    }

    /// File by file as they were read, each from top to bottom.
    static List<Problem> inOrder(List<Problem> problems) {
        List<String> files = problems.stream()
                .map(problem -> problem.place().file())
                .distinct()
                .toList();
        return problems.stream()
                .sorted(Comparator.comparing((Problem problem) ->
                                files.indexOf(problem.place().file()))
                        .thenComparing(problem -> problem.place().line()))
                .toList();
    }

    /// The selectors of a page of articles that cannot be read.
    private static List<Problem> in(IndexPage page) {
        List<Problem> problems = new ArrayList<>();
        page.selectors().keySet().forEach(key -> IndexReader.problem(page, key)
                .map(problem -> new Problem(page.place(), "pages: " + key + ": " + problem))
                .ifPresent(problems::add));
        return problems;
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

    /// The selectors of our own site rules that cannot be read. Those of ftr-site-config are passed over: that set is
    /// other people's, and `sites check` tells of it.
    static List<Problem> in(Sites sites) {
        return sites.all().stream()
                .filter(rules -> rules.reach() == SiteRules.Reach.HOST_AND_BELOW)
                .flatMap(rules -> unreadable(rules).stream())
                .toList();
    }

    static List<Problem> unreadable(SiteRules rules) {
        return rules.selectors().stream()
                .flatMap(selector -> Selection.problem(selector).stream())
                .map(problem -> new Problem(rules.origin(), problem))
                .toList();
    }
}
