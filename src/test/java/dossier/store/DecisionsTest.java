package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Content;
import dossier.model.Decision.What;
import dossier.model.Item;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Place;
import dossier.model.Publish;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Tagging;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DecisionsTest {
    private final House house;
    private final Decisions decisions;
    private final RuleVersion spying;
    private final Sighting sighting;

    DecisionsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        decisions = new Decisions(house.database, house.outlets, house.clock);
        spying = house.configure(House.DAILY).getFirst();
        sighting = house.poll(House.entries(0, 1)).getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aTagThatACuratorSetsIsShownAtOnceAndToldInTheDiary() {
        Kept kept = keep();
        assertThat(shown("spying")).isEmpty();
        Optional<Change> change = decide(kept, What.TAG, "spying");
        assertThat(change.map(Change::what)).contains(Change.What.TAGGED);
        assertThat(shown("spying")).containsExactly(kept.id());
        Item item = item("spying");
        assertThat(item.tags()).containsExactly("spying");
        assertThat(item.matches()).containsExactly(Tagging.decided("spying", "Ann"));
        assertThat(house.changes
                        .after(change.orElseThrow().seq() - 1)
                        .getFirst()
                        .tags())
                .containsExactly("spying");
    }

    @Test
    void aTagThatACuratorTookAwayStaysAwayThroughMatchesAndRevisions() {
        Kept kept = keep(spying);
        assertThat(shown("spying")).containsExactly(kept.id());
        decide(kept, What.UNTAG, "spying");
        assertThat(shown("spying")).isEmpty();
        house.taggings.keep(House.matched(kept, spying));
        assertThat(shown("spying")).isEmpty();
        Kept revised = house.keep(sighting, text("quite another text on spying"));
        assertThat(revised.revision()).isEqualTo(2);
        house.taggings.keep(House.matched(revised, spying));
        assertThat(shown("spying")).isEmpty();
        assertThat(trace(kept).verdict()).contains("a curator took its tags away");
    }

    @Test
    void aTagThatACuratorSetStaysThoughNoRuleMatches() {
        Kept kept = keep(spying);
        decide(kept, What.APPROVE, "spying");
        Kept revised = house.keep(sighting, text("about gardens only"));
        house.taggings.keep(House.matched(revised));
        assertThat(shown("spying")).containsExactly(kept.id());
        assertThat(item("spying").matches()).containsExactly(Tagging.decided("spying", "Ann"));
    }

    @Test
    void whatWaitsForReviewIsShownWhenApprovedAndSaysWhichRuleFoundIt() {
        Rule wary = new Rule("wary", "spying", "spying", List.of(), true, new Place("rules.yaml", 1));
        RuleVersion review = house.rules.sync(List.of(House.SPYING, wary)).getLast();
        Kept kept = keep(review);
        assertThat(shown("spying")).isEmpty();
        assertThat(decisions.waiting(10))
                .extracting(Decisions.Waiting::tag, Decisions.Waiting::rule, Decisions.Waiting::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("spying", "wary", "REVIEW"));
        decide(kept, What.APPROVE);
        assertThat(decisions.waiting(10)).isEmpty();
        assertThat(item("spying").matches()).extracting(Tagging::rule).containsExactly("", "wary");
    }

    @Test
    void anArticleRejectedAsAWholeIsNotShownWhateverItsOutletKeeps() {
        house.outlets.sync(List.of(House.under(House.DAILY, Keep.ALL, false, Publish.FULL)));
        Kept kept = keep(spying);
        assertThat(shownAtAll()).containsExactly(kept.id());
        decide(kept, What.REJECT);
        assertThat(shownAtAll()).isEmpty();
        assertThat(trace(kept).verdict()).isEqualTo("It is not shown: Ann rejected it");
        decide(kept, What.RELEASE);
        assertThat(shownAtAll()).containsExactly(kept.id());
    }

    @Test
    void anArticleOfAnOutletUnderReviewIsShownWhenApproved() {
        house.outlets.sync(List.of(House.under(House.DAILY, Keep.ALL, true, Publish.FULL)));
        Kept kept = keep();
        assertThat(shownAtAll()).isEmpty();
        decide(kept, What.APPROVE);
        assertThat(shownAtAll()).containsExactly(kept.id());
    }

    @Test
    void theNewestDecisionHoldsAndAllAreRemembered() {
        Kept kept = keep(spying);
        decide(kept, What.UNTAG, "spying");
        decide(kept, What.TAG, "spying");
        decide(kept, What.NOTE);
        assertThat(shown("spying")).containsExactly(kept.id());
        assertThat(decisions.of(kept.id()))
                .extracting(decision -> decision.what())
                .containsExactly(What.UNTAG, What.TAG, What.NOTE);
        decide(kept, What.RELEASE, "spying");
        assertThat(item("spying").matches())
                .containsExactly(new Tagging(
                        "spying",
                        "spying",
                        1,
                        item("spying").matches().getFirst().hits()));
    }

    @Test
    void aDecisionThatChangesNothingIsNotToldInTheDiary() {
        Kept kept = keep(spying);
        assertThat(decide(kept, What.APPROVE, "spying"))
                .as("feeds name Ann now")
                .isPresent();
        assertThat(decide(kept, What.APPROVE, "spying")).isEmpty();
        assertThat(decisions.decide(kept.id(), What.NOTE, Set.of(), "Ann", "to be watched"))
                .isEmpty();
    }

    @Test
    void aRuleThatTaggedItsCapSendsTheRestOfTheDayToReview() {
        Rule capped = new Rule("busy", "busy", "a", List.of(), false, 2, new Place("rules.yaml", 1));
        RuleVersion busy = house.rules.sync(List.of(capped)).getFirst();
        house.clock.advance(Duration.ofHours(2));
        List<Sighting> many = house.poll(House.entries(1, 5));
        for (Sighting each : many) house.work(each, House.content(each, "text of " + each.id()), busy);
        assertThat(shown("busy")).hasSize(2);
        assertThat(decisions.waiting(10)).extracting(Decisions.Waiting::reason).containsExactly("CAP", "CAP");
        house.clock.advance(Duration.ofDays(1));
        Sighting next = house.poll(House.entries(5, 6)).getFirst();
        house.work(next, House.content(next, "tomorrow"), busy);
        assertThat(shown("busy")).hasSize(3);
    }

    private Kept keep(RuleVersion... matching) {
        Kept kept = house.keep(sighting, text("some text on spying"));
        house.taggings.keep(House.matched(kept, matching));
        return kept;
    }

    private Content text(String text) {
        return House.content(sighting, text);
    }

    private Optional<Change> decide(Kept kept, What what, String... tags) {
        return decisions.decide(kept.id(), what, Set.of(tags), "Ann", "");
    }

    private List<ArticleId> shown(String tag) {
        return house.archive.tag(House.get("/tags/" + tag, "tag", tag)).items().stream()
                .map(Item::id)
                .toList();
    }

    private Item item(String tag) {
        return house.archive.tag(House.get("/tags/" + tag, "tag", tag)).items().getFirst();
    }

    private List<ArticleId> shownAtAll() {
        return house.archive.newest(House.get("/")).items().stream()
                .map(Item::id)
                .toList();
    }

    private Trace trace(Kept kept) {
        return house.traces.find(kept.id().toString()).orElseThrow();
    }
}
