package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Decision.What;
import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.Matched;
import dossier.model.Place;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RerunsTest {
    private static final int BATCH = 20;

    /// More than two batches, and more than one of an undo.
    private static final int ARTICLES = 50;
    private static final int HALF = ARTICLES / 2;

    private final House house;
    private final Reruns reruns;
    private final Decisions decisions;
    private final Sighting first;

    RerunsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        reruns = new Reruns(house.database, house.outlets, house.clock, BATCH);
        decisions = new Decisions(house.database, house.outlets, house.clock);
        RuleVersion spying = house.configure(House.DAILY).getFirst();
        int number = 0;
        List<Sighting> sightings = house.poll(House.entries(0, ARTICLES));
        first = sightings.getFirst();
        for (Sighting sighting : sightings) {
            String text = "Text of number " + number + (number % 2 == 0 ? " with spying" : " with trade");
            Kept kept = house.keep(sighting, House.content(sighting, text));
            house.taggings.keep(match(kept, List.of(spying)));
            number++;
        }
        house.clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRunAppliesTheNewWordingToEveryArticleAndCountsWhatItDid() {
        edit("trade");
        ChangeSet set = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        assertThat(set.state()).isEqualTo(ChangeSet.State.DONE);
        assertThat(set.figures().articles()).isEqualTo(ARTICLES);
        assertThat(set.figures().of("spying")).isEqualTo(new Figures.OfTag(HALF, HALF, 0));
        assertThat(set.figures().shown()).isEqualTo(HALF);
        assertThat(set.figures().hidden()).isEqualTo(HALF);
        assertThat(shelf("spying")).isEqualTo(HALF);
        assertThat(tags(2)).isEmpty();
    }

    @Test
    void whatARunIsTakenBackToIsRowForRowWhatWasThere() {
        Map<String, List<String>> before = rows();
        long seq = house.changes.last();
        edit("trade");
        ChangeSet set = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        assertThat(rows()).isNotEqualTo(before);
        house.clock.advance(Duration.ofHours(1));
        ChangeSet undone = undoAll(set.id());
        assertThat(undone.state()).isEqualTo(ChangeSet.State.UNDONE);
        assertThat(undone.figures().restored()).isEqualTo(ARTICLES);
        assertThat(undone.figures().left()).isZero();
        assertThat(rows()).isEqualTo(before);
        assertThat(house.changes.last()).as("mirrors hear of both ways").isEqualTo(seq + 2 * ARTICLES);
    }

    @Test
    void aRunThatWasKilledGoesOnWhereItStoppedAndEndsTheSame() {
        edit("trade");
        ChangeSet whole = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        Map<String, List<String>> expected = rows();
        undoAll(whole.id());
        ChangeSet begun = reruns.start(Set.of(), house.rules, "Ann");
        ChangeSet once = step(begun);
        assertThat(once.reached()).isPositive();
        killInTheMiddleOfABatch(once);
        Reruns afterTheKill = new Reruns(house.database, house.outlets, house.clock, BATCH);
        ChangeSet found = afterTheKill.unfinished().orElseThrow();
        assertThat(found).isEqualTo(once);
        ChangeSet end = runAll(found);
        assertThat(end.figures()).isEqualTo(whole.figures());
        assertThat(rows()).isEqualTo(expected);
    }

    @Test
    void anUndoThatWasKilledGoesOnToo() {
        Map<String, List<String>> before = rows();
        edit("trade");
        ChangeSet set = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        reruns.undoNext(reruns.undo(set.id()));
        ChangeSet found = reruns.unfinished().orElseThrow();
        assertThat(found.state()).isEqualTo(ChangeSet.State.UNDOING);
        undoAll(found.id());
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void decisionsStandThroughRunAndUndo() {
        long kept = article(0);
        decide(kept, What.APPROVE);
        edit("trade");
        ChangeSet set = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        assertThat(set.figures().of("spying")).isEqualTo(new Figures.OfTag(HALF, HALF - 1, 0));
        assertThat(tags(kept)).containsExactly("spying");
        long fresh = article(1);
        decide(fresh, What.UNTAG);
        long given = article(2);
        decide(given, What.TAG);
        undoAll(set.id());
        assertThat(tags(kept)).containsExactly("spying");
        assertThat(tags(fresh)).isEmpty();
        decide(given, What.RELEASE);
        assertThat(tags(given)).as("what the rule said before the run").containsExactly("spying");
    }

    @Test
    void whatChangedAgainSinceIsLeftAsItIs() {
        edit("trade");
        ChangeSet set = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        Kept one = reruns.next(reruns.start(Set.of(), house.rules, "Ann")).getFirst();
        runAll(reruns.unfinished().orElseThrow());
        house.clock.advance(Duration.ofMinutes(1));
        house.taggings.keep(new Matched(one, List.of(new Match(newest(), List.of(new Hit("text", "new", 0, 3))))));
        ChangeSet undone = undoAll(set.id());
        assertThat(undone.figures().restored()).isEqualTo(ARTICLES - 1);
        assertThat(undone.figures().left()).isEqualTo(1);
        assertThat(tags(one.id().value())).containsExactly("spying");
    }

    @Test
    void aSetOnWhichALaterOneStandsIsNotTakenBackFirst() {
        edit("trade");
        ChangeSet first = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        edit("number");
        ChangeSet second = runAll(reruns.start(Set.of(), house.rules, "Ann"));
        assertThatThrownBy(() -> reruns.undo(first.id())).hasMessageContaining("undo " + second.id() + " first");
        undoAll(second.id());
        undoAll(first.id());
        assertThat(shelf("spying")).isEqualTo(HALF);
    }

    @Test
    void onlyTheNamedRulesAreRun() {
        house.rules.sync(List.of(rule("spying", "trade"), rule("other", "number")));
        ChangeSet set = runAll(reruns.start(Set.of("other"), house.rules, "Ann"));
        assertThat(set.figures().tags().keySet()).containsExactly("other");
        assertThat(shelf("other")).isEqualTo(ARTICLES);
        assertThat(shelf("spying")).isEqualTo(HALF);
    }

    @Test
    void aRetiredRuleLosesWhatItTaggedOnlyWhenItIsNamed() {
        house.rules.sync(List.of(rule("other", "number")));
        runAll(reruns.start(Set.of(), house.rules, "Ann"));
        assertThat(shelf("spying")).isEqualTo(HALF);
        runAll(reruns.start(Set.of("spying"), house.rules, "Ann"));
        assertThat(shelf("spying")).isZero();
    }

    @Test
    void anArticleRevisedMeanwhileIsReadAgain() {
        edit("trade");
        ChangeSet set = reruns.start(Set.of(), house.rules, "Ann");
        List<Matched> batch = matched(set);
        house.keep(first, House.content(first, "now about trade"));
        assertThat(reruns.keep(set, batch)).isInstanceOf(Reruns.Step.Moved.class);
        assertThat(runAll(set).figures().of("spying")).isEqualTo(new Figures.OfTag(HALF, HALF - 1, 0));
    }

    @Test
    void aSecondProcessDoesNotDoTheSameBatchAgain() {
        edit("trade");
        ChangeSet set = reruns.start(Set.of(), house.rules, "Ann");
        List<Matched> batch = matched(set);
        assertThat(reruns.keep(set, batch)).isInstanceOf(Reruns.Step.Kept.class);
        assertThat(reruns.keep(set, batch)).isInstanceOf(Reruns.Step.Taken.class);
        assertThatThrownBy(() -> reruns.start(Set.of(), house.rules, "Bob")).hasMessageContaining("not finished");
    }

    // the watch's part: the text holds the query

    private Matched match(Kept kept, List<RuleVersion> rules) {
        List<Match> matches = new ArrayList<>();
        for (RuleVersion rule : rules) {
            int at = kept.content().text().indexOf(rule.rule().match().replace("spying OR espionage", "spying"));
            if (at >= 0) matches.add(new Match(rule, List.of(new Hit("text", "word", at, at + 4))));
        }
        return new Matched(kept, matches);
    }

    private List<Matched> matched(ChangeSet set) {
        List<RuleVersion> rules = reruns.rules(set);
        return reruns.next(set).stream().map(kept -> match(kept, rules)).toList();
    }

    private ChangeSet step(ChangeSet set) {
        return ((Reruns.Step.Kept) reruns.keep(set, matched(set))).set();
    }

    private ChangeSet runAll(ChangeSet begun) {
        ChangeSet set = begun;
        while (!reruns.next(set).isEmpty()) set = step(set);
        return reruns.finish(set);
    }

    private ChangeSet undoAll(long id) {
        ChangeSet set = reruns.undo(id);
        for (Optional<ChangeSet> next = Optional.of(set); next.isPresent(); next = reruns.undoNext(set))
            set = next.get();
        return reruns.finish(set);
    }

    /// The last article of the batch cannot be stored: all that was done for the others is taken back with it.
    private void killInTheMiddleOfABatch(ChangeSet set) {
        List<Matched> batch = new ArrayList<>(matched(set));
        Matched last = batch.removeLast();
        Rule stranger = rule("no such rule", "x");
        batch.add(new Matched(last.kept(), List.of(new Match(new RuleVersion(stranger, 1), List.of()))));
        assertThatThrownBy(() -> reruns.keep(set, batch)).isNotNull();
    }

    private void edit(String query) {
        house.rules.sync(List.of(rule("spying", query)));
    }

    private RuleVersion newest() {
        return house.rules.inForce().getFirst();
    }

    private static Rule rule(String name, String query) {
        return new Rule(name, name, query, List.of(), false, new Place("rules.yaml", 1));
    }

    private void decide(long article, What what) {
        decisions.decide(new dossier.model.ArticleId(article), what, Set.of("spying"), "Ann", "");
    }

    private long article(int number) {
        return column("select id from article order by id").get(number).transform(Long::parseLong);
    }

    private List<String> tags(long article) {
        return house.database.read(handle -> EffectiveTags.of(handle, article));
    }

    private long shelf(String tag) {
        return house.database.read(handle ->
                Shelves.find(handle, Shelves.Name.tag(tag)).orElseThrow().articles());
    }

    /// Everything that a run may touch, but for when things were changed last.
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        rows.put("tagging", column("""
            select article_id || ' ' || rule || ' ' || version || ' ' || tag || ' ' || hits || ' ' || state
                || ' ' || reason || ' ' || at
            from tagging order by article_id, rule\
            """));
        rows.put("shelf_article", column("""
            select shelf_id || ' ' || article_id || ' ' || dated
            from shelf_article order by shelf_id, article_id\
            """));
        rows.put("shelf", column("select kind || name || ' ' || articles from shelf order by id"));
        rows.put("article", column("select id || ' ' || shown || ' ' || dated from article order by id"));
        return rows;
    }

    private List<String> column(String sql) {
        return house.database.read(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
