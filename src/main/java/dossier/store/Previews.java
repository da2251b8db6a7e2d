package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Kept;
import dossier.model.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// Says what rules would do to the archive, without doing it. Weighed in the same way as [Reruns] does it, so the
/// numbers are the same.
public final class Previews {
    private static final int AT_ONCE = 1_000;

    /// With more articles than that it is quicker to read all of them in one go.
    private static final int MANY = 30_000;

    private final Database database;
    private final Outlets outlets;

    /// Previews over this database.
    public Previews(Database database, Outlets outlets) {
        this.database = database;
        this.outlets = outlets;
    }

    /// A rule as it would be.
    ///
    /// @param matching the articles whose text it matches, whatever their outlet
    public record Supposed(Rule rule, Set<Long> matching) {}

    /// An article that a tag would come to, or go from.
    ///
    /// @param shownBefore whether the public sees it now
    /// @param shownAfter whether it would
    public record Touched(ArticleId article, String outlet, Instant dated, boolean shownBefore, boolean shownAfter) {}

    /// What would become of one tag.
    ///
    /// @param stays articles that have it and keep it
    public record OfTag(List<Touched> added, List<Touched> lost, List<Touched> waiting, long stays) {}

    /// How well a rule agrees with what curators decided.
    ///
    /// @param right articles with the tag by decision, that the rule matches
    /// @param wrong articles without it by decision, that the rule matches
    /// @param missed articles with the tag by decision, that the rule does not match
    public record Score(long right, long wrong, long missed) {
        /// Nobody decided anything.
        public static final Score NONE = new Score(0, 0, 0);

        /// How much of what it matches is right; nothing where nobody decided about any of it.
        public Optional<Double> precision() {
            return share(right, right + wrong);
        }

        /// How much of what is right it matches; nothing where there is no such decision.
        public Optional<Double> recall() {
            return share(right, right + missed);
        }

        private static Optional<Double> share(long part, long whole) {
            return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
        }

        Score and(boolean positive, boolean matches) {
            return new Score(
                    right + (positive && matches ? 1 : 0),
                    wrong + (!positive && matches ? 1 : 0),
                    missed + (positive && !matches ? 1 : 0));
        }
    }

    /// A rule's score as it is and as it would be.
    public record Scores(Score before, Score after) {}

    /// What would happen.
    ///
    /// @param figures as a change set would tell them
    /// @param tags each that a supposed rule gives, or that changes
    /// @param scores by rule
    public record Forecast(Figures figures, Map<String, OfTag> tags, Map<String, Scores> scores) {}

    private record Light(long outlet, boolean shown, boolean removed, Instant dated) {}

    private record RuleRow(String tag, Taggings.State state, String reason) {}

    /// Weighs the rules. Those of the archive that are not among them stay as they are.
    public Forecast weigh(List<Supposed> rules) {
        return database.read(handle -> new Weigher(handle, rules).forecast());
    }

    /// How each rule agrees with the decisions there are.
    public Map<String, Score> scores(List<Rule> rules) {
        return database.read(handle -> {
            Map<String, Score> scores = new TreeMap<>();
            for (Rule rule : rules) {
                Map<Long, RuleRow> rows = rows(handle, rule.name());
                scores.put(rule.name(), score(examples(handle, TagNames.now(handle, rule.tag())), says(rows)));
            }
            return scores;
        });
    }

    /// Articles by their numbers, in full, as they stand.
    public List<Kept> articles(List<Long> ids) {
        if (ids.isEmpty()) return List.of();
        return database.read(handle -> ReadArticles.of(handle, outlets, ids));
    }

    private static Map<Long, RuleRow> rows(Handle handle, String rule) {
        Map<Long, RuleRow> rows = new HashMap<>();
        handle.createQuery("select article_id, tag, state, reason from tagging where rule = :rule")
                .bind("rule", rule)
                .map((row, _) -> rows.put(
                        row.getLong("article_id"),
                        new RuleRow(
                                row.getString("tag"),
                                Taggings.State.valueOf(row.getString("state")),
                                row.getString("reason"))))
                .list();
        return rows;
    }

    private static Set<Long> says(Map<Long, RuleRow> rows) {
        Set<Long> says = new HashSet<>();
        rows.forEach((article, row) -> {
            if (row.state() != Taggings.State.WITHDRAWN) says.add(article);
        });
        return says;
    }

    private static Map<Long, Boolean> examples(Handle handle, String tag) {
        Map<Long, Boolean> examples = new HashMap<>();
        handle.createQuery("select article_id, positive from decided where tag = :tag")
                .bind("tag", tag)
                .map((row, _) -> examples.put(row.getLong("article_id"), row.getBoolean("positive")))
                .list();
        return examples;
    }

    private static Score score(Map<Long, Boolean> examples, Set<Long> matches) {
        Score score = Score.NONE;
        for (Map.Entry<Long, Boolean> example : examples.entrySet())
            score = score.and(example.getValue(), matches.contains(example.getKey()));
        return score;
    }

    /// One preview.
    private final class Weigher {
        private final Handle handle;
        private final List<Supposed> rules;
        private final Map<Long, Light> known = new HashMap<>();
        private final boolean reviewed;

        /// By article and rule: what the rule would say, where that differs from what it says.
        private final Map<Long, Map<String, Look.Said>> differing = new TreeMap<>();
        private final Set<String> tags = new TreeSet<>();
        private final Map<String, Scores> scores = new TreeMap<>();

        Weigher(Handle handle, List<Supposed> rules) {
            this.handle = handle;
            this.rules = rules;
            this.reviewed = outlets.all().values().stream()
                    .anyMatch(stored -> stored.outlet().review());
        }

        Forecast forecast() {
            rules.forEach(this::suppose);
            Map<String, List<Touched>> added = new HashMap<>();
            Map<String, List<Touched>> lost = new HashMap<>();
            Map<String, List<Touched>> waiting = new HashMap<>();
            Figures figures = Figures.NONE.lookedAt(articles());
            List<Long> ids = List.copyOf(differing.keySet());
            learn(ids);
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                List<Long> some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                Map<Long, Map<String, Look.Said>> said = said(some);
                Map<Long, Map<String, Boolean>> decided = decided(some);
                for (long id : some) {
                    Map<String, Look.Said> now = said.getOrDefault(id, Map.of());
                    Map<String, Look.Said> then = new HashMap<>(now);
                    then.putAll(differing.getOrDefault(id, Map.of()));
                    Map<String, Boolean> ruled = decided.getOrDefault(id, Map.of());
                    Standing.Facts facts = facts(id, ruled);
                    Look before = Look.of(now.values(), ruled, facts);
                    Look after = Look.of(then.values(), ruled, facts);
                    figures = figures.and(before, after);
                    Touched touched = touched(id, before, after);
                    note(after.tags(), before.tags(), touched, added);
                    note(before.tags(), after.tags(), touched, lost);
                    note(after.waiting(), before.waiting(), touched, waiting);
                }
            }
            Map<String, OfTag> all = new TreeMap<>();
            tags.addAll(added.keySet());
            tags.addAll(lost.keySet());
            tags.addAll(waiting.keySet());
            for (String tag : tags) {
                List<Touched> less = lost.getOrDefault(tag, List.of());
                all.put(
                        tag,
                        new OfTag(
                                added.getOrDefault(tag, List.of()),
                                less,
                                waiting.getOrDefault(tag, List.of()),
                                holders(tag) - less.size()));
            }
            return new Forecast(figures, all, scores);
        }

        private void suppose(Supposed supposed) {
            Rule rule = supposed.rule();
            String tag = TagNames.now(handle, rule.tag());
            tags.add(tag);
            Map<Long, RuleRow> rows = rows(handle, rule.name());
            if (reviewed || !rule.outlets().isEmpty()) learn(supposed.matching());
            Set<Long> matching = new HashSet<>();
            for (long id : supposed.matching()) if (applies(rule, id)) matching.add(id);
            Map<Long, Boolean> examples = examples(handle, tag);
            scores.put(rule.name(), new Scores(score(examples, says(rows)), score(examples, matching)));
            for (long id : matching) {
                Optional<RuleRow> old = Optional.ofNullable(rows.get(id));
                Look.Said said = new Look.Said(tag, state(rule, id, old));
                boolean same = old.filter(row -> row.tag().equals(tag) && row.state() == said.state())
                        .isPresent();
                if (!same) differ(id, rule.name(), said);
            }
            rows.forEach((id, row) -> {
                if (!matching.contains(id) && row.state() != Taggings.State.WITHDRAWN)
                    differ(id, rule.name(), new Look.Said(row.tag(), Taggings.State.WITHDRAWN));
            });
        }

        private boolean applies(Rule rule, long id) {
            return rule.outlets().isEmpty()
                    || rule.appliesTo(outlets.outlet(light(id).outlet()).name());
        }

        private Taggings.State state(Rule rule, long id, Optional<RuleRow> old) {
            boolean review = rule.review()
                    || (reviewed && outlets.outlet(light(id).outlet()).review());
            Optional<Taggings.State> state = old.map(RuleRow::state);
            String reason = old.map(RuleRow::reason).orElse("");
            return Taggings.Outcome.of(review, rule.cap(), state, reason, () -> false)
                    .state();
        }

        private Light light(long id) {
            return Optional.ofNullable(known.get(id))
                    .orElseThrow(() -> new IllegalStateException("There is no article " + id));
        }

        private void differ(long id, String rule, Look.Said said) {
            differing.computeIfAbsent(id, _ -> new HashMap<>()).put(rule, said);
        }

        private Standing.Facts facts(long id, Map<String, Boolean> decided) {
            Light light = light(id);
            return new Standing.Facts(
                    outlets.outlet(light.outlet()),
                    light.shown(),
                    light.removed(),
                    Optional.ofNullable(decided.get("")));
        }

        private Touched touched(long id, Look before, Look after) {
            Light light = light(id);
            return new Touched(
                    new ArticleId(id),
                    outlets.outlet(light.outlet()).name(),
                    light.dated(),
                    before.shown(),
                    after.shown());
        }

        private static void note(
                Set<String> has, Set<String> hasNot, Touched touched, Map<String, List<Touched>> into) {
            for (String tag : has)
                if (!hasNot.contains(tag))
                    into.computeIfAbsent(tag, _ -> new ArrayList<>()).add(touched);
        }

        private Map<Long, Map<String, Look.Said>> said(List<Long> ids) {
            Map<Long, Map<String, Look.Said>> said = new HashMap<>();
            handle.createQuery("select article_id, rule, tag, state from tagging where article_id in (<ids>)")
                    .bindList("ids", ids)
                    .map((row, _) -> said.computeIfAbsent(row.getLong("article_id"), _ -> new HashMap<>())
                            .put(
                                    row.getString("rule"),
                                    new Look.Said(
                                            row.getString("tag"), Taggings.State.valueOf(row.getString("state")))))
                    .list();
            return said;
        }

        private Map<Long, Map<String, Boolean>> decided(List<Long> ids) {
            Map<Long, Map<String, Boolean>> decided = new HashMap<>();
            handle.createQuery("select article_id, tag, positive from decided where article_id in (<ids>)")
                    .bindList("ids", ids)
                    .map((row, _) -> decided.computeIfAbsent(row.getLong("article_id"), _ -> new HashMap<>())
                            .put(row.getString("tag"), row.getBoolean("positive")))
                    .list();
            return decided;
        }

        /// Articles that have the tag now.
        private long holders(String tag) {
            return handle.createQuery("""
                select count(*)
                from (
                    select t.article_id
                    from tagging t
                    left join decided d on d.article_id = t.article_id and d.tag = t.tag
                    where t.tag = :tag and t.state = 'IN_FORCE' and d.article_id is null
                    union
                    select article_id from decided where tag = :tag and positive) holders\
                """).bind("tag", tag).mapTo(Long.class).one();
        }

        private long articles() {
            return handle.createQuery("select count(*) from article")
                    .mapTo(Long.class)
                    .one();
        }

        /// Reads what there is to know of these articles, so far as it is not known.
        private void learn(Collection<Long> ids) {
            List<Long> unknown =
                    ids.stream().filter(id -> !known.containsKey(id)).toList();
            String sql = "select id, outlet_id, shown, removed_at, dated from article";
            if (unknown.size() > MANY) {
                learn(handle.createQuery(sql));
                return;
            }
            for (int from = 0; from < unknown.size(); from += AT_ONCE)
                learn(handle.createQuery(sql + " where id in (<ids>)")
                        .bindList("ids", unknown.subList(from, Math.min(unknown.size(), from + AT_ONCE))));
        }

        private void learn(Query query) {
            query.setFetchSize(10_000)
                    .map((row, _) -> known.put(
                            row.getLong("id"),
                            new Light(
                                    row.getLong("outlet_id"),
                                    row.getBoolean("shown"),
                                    Row.maybeInstant(row, "removed_at").isPresent(),
                                    Row.instant(row, "dated"))))
                    .list();
        }
    }
}
