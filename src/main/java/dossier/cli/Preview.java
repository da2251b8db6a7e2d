package dossier.cli;

import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.rules.Watch;
import dossier.search.Candidates;
import dossier.store.Previews;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What rules would do to the archive. The index says which articles they match, so that not each has to be held
/// against them; where it cannot tell, and for what it does not hold yet, the watch is asked.
final class Preview {
    private final House house;
    private final Candidates candidates;
    private final ZoneId zone;
    private final PrintStream err;

    Preview(House house, PrintStream err) {
        this.house = house;
        this.zone = house.configuration().settings().zone("site.zone");
        this.candidates = house.candidates();
        this.err = err;
    }

    /// Weighs the rules; changes nothing.
    Previews.Forecast of(List<Rule> rules) {
        Map<String, Set<Long>> matching = new HashMap<>();
        List<Rule> unknown = new ArrayList<>();
        long position = candidates.position();
        for (Rule rule : rules) {
            Optional<Set<Long>> found = candidates.find(rule.match());
            if (found.isEmpty()) unknown.add(rule);
            else matching.put(rule.name(), found.get());
        }
        lookAtWhatIsNewer(position, rules, matching);
        if (!unknown.isEmpty()) lookAtAll(unknown, matching);
        return house.previews()
                .weigh(rules.stream()
                        .map(rule -> new Previews.Supposed(rule, matching.getOrDefault(rule.name(), Set.of())))
                        .toList());
    }

    /// The matches of these articles, to show the words.
    Map<Long, List<Match>> explained(List<Rule> rules, List<Long> articles) {
        Map<Long, List<Match>> matches = new HashMap<>();
        try (Watch watch = watch(rules)) {
            for (Kept kept : house.previews().articles(articles))
                matches.put(kept.id().value(), watch.match(kept).matches());
        }
        return matches;
    }

    private void lookAtWhatIsNewer(long position, List<Rule> rules, Map<String, Set<Long>> matching) {
        try (Watch watch = watch(rules)) {
            for (Indexable newer : house.changedAfter(position)) look(newer, watch, matching);
        }
    }

    private void lookAtAll(List<Rule> rules, Map<String, Set<Long>> matching) {
        err.println("The index cannot answer for " + rules.size() + " of the rules; looking at every article");
        long all = house.figures().articles();
        long done = 0;
        Map<String, Set<Long>> found = new HashMap<>();
        rules.forEach(rule -> found.put(rule.name(), new HashSet<>()));
        try (Watch watch = watch(rules);
                Bar bar = Bar.of("Looking", err)) {
            for (Indexable article : house.allArticles()) {
                look(article, watch, found);
                bar.show(++done, all);
            }
        }
        matching.putAll(found);
    }

    private static void look(Indexable article, Watch watch, Map<String, Set<Long>> matching) {
        long id = article.kept().id().value();
        matching.values().forEach(ids -> ids.remove(id));
        for (Match match : watch.match(article.kept()).matches()) {
            Set<Long> ids = matching.get(match.rule().rule().name());
            if (ids != null) ids.add(id);
        }
    }

    private Watch watch(List<Rule> rules) {
        return new Watch(rules.stream().map(rule -> new RuleVersion(rule, 0)).toList(), zone);
    }
}
