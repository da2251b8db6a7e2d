package dossier.search;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.ArticleId;
import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.RuleVersion;
import dossier.model.SearchHits;
import dossier.rules.Articles;
import dossier.rules.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules and search give the same answer: every query of the case table is asked of every article of it, once as
/// a rule and once as a search.
class SameAnswerTest {
    private record Case(String language, String query, String text) {
        static Case of(String line) {
            String[] parts = line.split(" \\| ");
            return new Case(parts[0], parts[1].strip(), parts[2]);
        }
    }

    /// Of articles that say when they were published, that do not, and that are ahead of their time.
    private static final List<String> DAYS = List.of(
            "after:2021-07-01",
            "before:2021-07-02 spies",
            "after:2021-07-01 AND before:2021-07-02",
            "NOT after:2021-07-01",
            "spies AND NOT before:2021-07-01",
            "before:2019-05-15 OR after:2021",
            "spies NEAR/3 china before:2030",
            "NOT (before:2019-05-14 OR after:2019-05-15)");

    @Test
    void aRuleMatchesWhatASearchFinds(@TempDir Path folder) throws IOException {
        List<Case> cases = Files.readAllLines(Path.of("src/test/resources/rules/cases.csv")).stream()
                .skip(1)
                .map(Case::of)
                .toList();
        List<String> queries = Stream.concat(cases.stream().map(Case::query), DAYS.stream())
                .distinct()
                .toList();
        List<Indexable> articles = articles(cases);
        Set<String> byRules = byRules(queries, articles);
        Set<String> bySearch = bySearch(queries, articles, folder);
        assertThat(articles.size() * queries.size()).isGreaterThan(50_000);
        assertThat(difference(byRules, bySearch)).as("only as a rule").isEmpty();
        assertThat(difference(bySearch, byRules)).as("only in a search").isEmpty();
        assertThat(byRules).hasSizeGreaterThan(cases.size() / 2);
        for (String days : DAYS) assertThat(byRules).as(days).anyMatch(answer -> answer.startsWith(days + " on "));
    }

    private static List<Indexable> articles(List<Case> cases) {
        List<Indexable> articles = new ArrayList<>();
        for (Case one : cases) {
            long id = articles.size() + 1L;
            articles.add(indexable(Articles.of(id, "Untitled", one.text(), one.language())));
        }
        articles.add(indexable(Articles.undated(articles.size() + 1L, "The BBC", "Spies of China", "en")));
        articles.add(indexable(Articles.ahead(articles.size() + 1L, "The BBC", "Spies of China", "en")));
        return articles;
    }

    private static Indexable indexable(Kept kept) {
        return new Indexable(kept.id().value(), kept, true, List.of());
    }

    private static Set<String> byRules(List<String> queries, List<Indexable> articles) {
        List<RuleVersion> rules = IntStream.range(0, queries.size())
                .mapToObj(number -> Articles.rule("rule" + number, queries.get(number)))
                .toList();
        Set<String> answers = new HashSet<>();
        try (Watch watch = new Watch(rules, UTC)) {
            for (Indexable article : articles)
                for (Match match : watch.match(article.kept()).matches())
                    answers.add(
                            answer(match.rule().rule().match(), article.kept().id(), article));
        }
        return answers;
    }

    private static Set<String> bySearch(List<String> queries, List<Indexable> articles, Path folder) {
        Set<String> answers = new HashSet<>();
        try (Index index = new Index(folder)) {
            index.keep(articles);
            index.keep(List.of());
            Searcher searcher = new Searcher(index, UTC, 10);
            for (String query : queries) {
                SearchHits hits = searcher.look(query, true, 10_000);
                if (hits.total() > 0) assertThat(hits.problem()).isEmpty();
                for (ArticleId id : hits.articles()) answers.add(answer(query, id, articles.get((int) id.value() - 1)));
            }
        }
        return answers;
    }

    private static String answer(String query, ArticleId id, Indexable article) {
        return query + " on " + id + " " + article.kept().content().language() + ": "
                + article.kept().content().text();
    }

    private static Set<String> difference(Set<String> all, Set<String> without) {
        return all.stream().filter(answer -> !without.contains(answer)).collect(Collectors.toCollection(TreeSet::new));
    }
}
