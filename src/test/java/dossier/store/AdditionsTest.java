package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dossier.model.Addition;
import dossier.model.Admission;
import dossier.model.Article;
import dossier.model.Content;
import dossier.model.Feed;
import dossier.model.Parked;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.TextFrom;
import dossier.store.Additions.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AdditionsTest {
    private static final URI STORY = URI.create("https://daily.example/story");
    private static final Addition WISH = new Addition("ana", "", false);

    private final House house;
    private final Additions additions;
    private final RuleVersion spying;

    AdditionsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        additions = additions("run-1");
        spying = house.configure(House.DAILY.reading(TextFrom.FEED)).getFirst();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aWishIsHandedOutOnceInARunAndAgainAfterAKillUntilItIsDone() {
        SightingId wish = ask();
        assertThat(additions.asked())
                .extracting(Sighting::id, asked -> asked.feed().role(), asked -> asked.feed()
                        .outlet()
                        .text())
                .containsExactly(tuple(wish, Feed.Role.ADDED, TextFrom.PAGE));
        assertThat(additions.asked()).isEmpty();
        assertThat(house.sightings.waiting()).as("not let in yet").isEmpty();

        Additions next = additions("run-2");
        Sighting asked = next.asked().getFirst();
        assertThat(next.settle(fit(asked))).containsExactly(asked);
        assertThat(next.settle(fit(asked))).as("let in already").isEmpty();
        assertThat(next.outcome(wish)).isEqualTo(new Outcome.Open());
        List<Sighting> left = new Sightings(house.database, house.outlets, house.clock, "run-3").waiting();
        assertThat(left).containsExactly(asked);

        house.work(asked, content(), spying);
        assertThat(additions.outcome(wish))
                .isInstanceOfSatisfying(
                        Outcome.Added.class, added -> assertThat(added.fresh()).isTrue());
        assertThat(additions("run-4").asked()).isEmpty();
    }

    @Test
    void whoAddsAnArticleHasItShownThoughNoRuleMatchesAndTheDecisionIsWrittenOnce() {
        SightingId wish = ask();
        Sighting asked = additions.asked().getFirst();
        additions.settle(fit(asked));
        house.work(asked, content());
        house.work(asked, content());
        Trace trace = house.traces.find(STORY.toString()).orElseThrow();
        assertThat(trace.verdict()).isEqualTo("It is shown: ana approved it");
        assertThat(trace.decisions()).hasSize(1);
        assertThat(trace.changes()).hasSize(1);
        assertThat(trace.sightings().getFirst().added()).contains(WISH);
        assertThat(house.archive.newest(House.get("/")).items().getFirst().sightings())
                .extracting(seen -> seen.title())
                .containsExactly("A story");
        assertThat(house.feeds.list()).as("it is no feed").hasSize(1);
        assertThat(ask()).as("asked for again").isEqualTo(wish);
        assertThat(additions.asked()).isEmpty();
    }

    @Test
    void anArticleThatWasThereAlreadyIsDecidedByNobody() {
        house.work(house.poll(List.of(House.entry("e", STORY.toString()))).getFirst(), content());
        SightingId wish = additions.ask(House.DAILY, URI.create("https://daily.example/print/story"), WISH);
        Sighting asked = additions.asked().getFirst();
        additions.settle(fit(asked));
        house.work(asked, content());
        assertThat(additions.outcome(wish))
                .isInstanceOfSatisfying(
                        Outcome.Added.class, added -> assertThat(added.fresh()).isFalse());
        Trace trace = house.traces.find(STORY.toString()).orElseThrow();
        assertThat(trace.verdict()).startsWith("It is not shown");
        assertThat(trace.sightings()).hasSize(2);
    }

    @Test
    void whatIsNoArticleIsKeptOutWithItsReasonAndMayBeTriedAgain() {
        SightingId wish = ask();
        Sighting asked = additions.asked().getFirst();
        assertThat(additions.settle(new Admission.Unfit(article(asked), "page missing: answers 404")))
                .isEmpty();
        assertThat(additions.outcome(wish)).isEqualTo(new Outcome.Refused("page missing: answers 404", false));
        assertThat(house.traces.find(STORY.toString()).orElseThrow().verdict())
                .isEqualTo("It is not an article: what stands there was not let in");

        assertThat(ask()).isEqualTo(wish);
        assertThat(additions.asked()).hasSize(1);
        assertThat(additions.settle(new Admission.Doubtful(article(asked), "short")))
                .isEmpty();
        assertThat(additions.outcome(wish)).isEqualTo(new Outcome.Refused("short", true));

        additions.ask(House.DAILY, STORY, new Addition("ana", "", true));
        assertThat(additions.asked()).hasSize(1);
        assertThat(additions.settle(new Admission.Doubtful(article(asked), "short")))
                .hasSize(1);
    }

    @Test
    void aWishThatFailedIsParkedAndLookedAtAgainBeforeItIsLetIn() {
        SightingId wish = ask();
        Sighting asked = additions.asked().getFirst();
        house.parked.keep(new Parked("article-added", "broken", "at …", asked));
        assertThat(additions.outcome(wish)).isEqualTo(new Outcome.Failed());
        assertThat(house.parked.retry()).isEqualTo(1);
        assertThat(house.sightings.waiting()).isEmpty();
        assertThat(additions.asked()).containsExactly(asked);
    }

    @Test
    void anAddressIsOfTheOutletBelowWhoseFrontPageItStandsOrOfThoseOnItsHost() {
        house.configure(
                House.DAILY,
                House.at("Sports", "https://daily.example/sports"),
                House.at("One", "https://pages.example/~one/"),
                House.at("Two", "https://pages.example/~two/"));
        assertThat(at("https://www.the-daily.example/story")).containsExactly("The Daily");
        assertThat(at("https://daily.example/sports/match")).containsExactly("Sports");
        assertThat(at("https://pages.example/~one/a")).containsExactly("One");
        assertThat(at("https://pages.example/~three/a")).containsExactly("One", "Two");
        assertThat(at("https://elsewhere.example/a")).isEmpty();
    }

    private List<String> at(String address) {
        return house.outlets.at(URI.create(address)).stream()
                .map(outlet -> outlet.name())
                .toList();
    }

    private SightingId ask() {
        return additions.ask(House.DAILY, STORY, WISH);
    }

    private Additions additions(String run) {
        return new Additions(house.database, house.outlets, house.clock, run);
    }

    private static Admission fit(Sighting sighting) {
        return new Admission.Fit(article(sighting));
    }

    private static Article article(Sighting sighting) {
        return House.article(sighting, content());
    }

    private static Content content() {
        return House.content(STORY.toString(), "A story", "Once there was a spy.");
    }
}
