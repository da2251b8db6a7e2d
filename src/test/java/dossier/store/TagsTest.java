package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.ArticleId;
import dossier.model.Channel;
import dossier.model.Decision.What;
import dossier.model.Item;
import dossier.model.Kept;
import dossier.model.Place;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.TagCount;
import dossier.model.TagSpec;
import java.nio.file.Path;
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
class TagsTest {
    private final Engine engine;
    private final House house;
    private final Tags tags;
    private final Decisions decisions;
    private final RuleVersion spying;
    private final List<Kept> articles;

    TagsTest(Engine engine, @TempDir Path data) {
        this.engine = engine;
        house = House.open(engine, data);
        tags = new Tags(house.database, house.outlets, house.clock);
        decisions = new Decisions(house.database, house.outlets, house.clock);
        spying = house.configure(House.DAILY).getFirst();
        articles = house.poll(House.entries(0, 3)).stream().map(this::keep).toList();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRenamedTagTakesItsArticlesAlongAndItsOldAddressLeadsOn() {
        long seq = house.changes.last();
        tags.sync(List.of(spec("secret services", List.of("spying"), Optional.empty())));
        assertThat(shown("secret services")).hasSize(3);
        assertThat(page("spying").moved()).contains("/tags/secret%20services");
        assertThat(page("secret-services").moved()).isEmpty();
        assertThat(house.archive.aside().tags()).containsExactly(new TagCount("secret services", 3));
        assertThat(house.changes.last()).as("mirrors hear of each").isEqualTo(seq + 3);
        tags.sync(List.of(spec("secret services", List.of("spying"), Optional.empty())));
        assertThat(house.changes.last()).as("once").isEqualTo(seq + 3);
    }

    @Test
    void anOldAddressLeadsOnForEverAndStraightToTheLastName() {
        tags.sync(List.of(spec("espionage", List.of("spying"), Optional.empty())));
        tags.sync(List.of(spec("intelligence", List.of("espionage"), Optional.empty())));
        tags.sync(List.of());
        assertThat(page("spying").moved()).contains("/tags/intelligence");
        assertThat(page("espionage").moved()).contains("/tags/intelligence");
        assertThat(shown("intelligence")).hasSize(3);
    }

    @Test
    void aRuleThatStillGivesTheOldNameTagsUnderTheNewOne() {
        tags.sync(List.of(spec("espionage", List.of("spying"), Optional.empty())));
        Kept kept = articles.getFirst();
        house.taggings.keep(House.matched(kept, spying));
        assertThat(shown("espionage")).hasSize(3);
        assertThat(tagsOf(kept)).containsExactly("espionage");
    }

    @Test
    void aWorkerFollowsWhatAnotherProcessCallsATagFromThenOn() {
        try (Database other = engine.again()) {
            new Tags(other, new Outlets(other, house.clock), house.clock)
                    .sync(List.of(spec("espionage", List.of("spying"), Optional.empty())));
        }
        Kept late = articles.getFirst();
        house.database.write(handle -> handle.execute("delete from tagging where article_id = " + late.id()));
        house.taggings.keep(House.matched(late, spying));
        assertThat(tagsOf(late)).containsExactly("espionage");
        assertThat(shown("espionage")).hasSize(3);
        assertThat(tags.now("spying")).isEqualTo("espionage");
        assertThat(tags.now("espionage")).isEqualTo("espionage");
        assertThat(tags.now("nobody's")).isEqualTo("nobody's");
    }

    @Test
    void whatCameUnderTheOldNameInThatVeryMomentIsBroughtAlong() {
        tags.sync(List.of(spec("espionage", List.of("spying"), Optional.empty())));
        house.database.write(handle -> handle.execute("update tagging set tag = 'spying'"));
        tags.settle();
        assertThat(shown("espionage")).hasSize(3);
        assertThat(tagsOf(articles.getFirst())).containsExactly("espionage");
        long seq = house.changes.last();
        tags.settle();
        assertThat(house.changes.last()).isEqualTo(seq);
    }

    @Test
    void mergedTagsShareTheirArticlesAndTheNewerDecisionHolds() {
        Kept kept = articles.getFirst();
        decisions.decide(kept.id(), What.TAG, Set.of("agents"), "Ann", "");
        decisions.decide(kept.id(), What.UNTAG, Set.of("spying"), "Ann", "");
        decisions.decide(articles.get(1).id(), What.TAG, Set.of("agents"), "Ann", "");
        tags.sync(List.of(spec("espionage", List.of("spying", "agents"), Optional.empty())));
        assertThat(shown("espionage"))
                .containsExactlyInAnyOrder(articles.get(1).id(), articles.get(2).id());
        assertThat(page("agents").moved()).contains("/tags/espionage");
        assertThat(decisions.of(kept.id())).as("facts are not rewritten").hasSize(2);
    }

    @Test
    void aParentsPageListsTheArticlesOfItsChildren() {
        tags.sync(List.of(
                spec("spying", List.of(), Optional.of("security")), spec("security", List.of(), Optional.of("world"))));
        assertThat(shown("security")).hasSize(3);
        assertThat(shown("world")).hasSize(3);
        assertThat(tagsOf(articles.getFirst())).as("its own tag only").containsExactly("spying");
        tags.sync(List.of());
        assertThat(shown("security")).isEmpty();
        assertThat(shown("spying")).hasSize(3);
    }

    @Test
    void aSynonymLeadsToItsTag() {
        tags.sync(List.of(
                new TagSpec("spying", List.of(), List.of("spies"), Optional.empty(), new Place("rules.yaml", 1))));
        assertThat(page("spies").moved()).contains("/tags/spying");
        assertThat(tags.all()).containsExactly(new Tags.Known("spying", 3, Optional.empty(), List.of("spies")));
    }

    private static TagSpec spec(String name, List<String> was, Optional<String> parent) {
        return new TagSpec(name, was, List.of(), parent, new Place("rules.yaml", 1));
    }

    private Kept keep(Sighting sighting) {
        Kept kept = house.keep(sighting, House.content(sighting, "on spying " + sighting.id()));
        house.taggings.keep(House.matched(kept, spying));
        return kept;
    }

    private Channel page(String tag) {
        return house.archive.tag(House.get("/tags/" + tag, "tag", tag));
    }

    private List<ArticleId> shown(String tag) {
        return page(tag).items().stream().map(Item::id).toList();
    }

    private List<String> tagsOf(Kept kept) {
        return house.traces
                .find(kept.id().toString())
                .orElseThrow()
                .article()
                .orElseThrow()
                .tags();
    }
}
