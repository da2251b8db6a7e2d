package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Again;
import dossier.model.Article;
import dossier.model.Entry;
import dossier.model.Fate;
import dossier.model.Found;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Revisit;
import dossier.model.Revisited;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RevisitsTest {
    private final House house;
    private final Revisits revisits;

    RevisitsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        revisits = revisits(30, 100);
        house.configure(House.under(House.DAILY, dossier.model.Keep.ALL, false, dossier.model.Publish.FULL));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPageIsAskedForAgainEverMoreRarelyAndThenNoMore() {
        keep("e0");
        Instant began = house.clock.instant();
        List<Long> hours = new ArrayList<>();
        for (int hour = 0; hour < 24 * 60; hour++) {
            house.clock.advance(Duration.ofHours(1));
            for (Revisit revisit : revisits.due()) {
                hours.add(Duration.between(began, house.clock.instant()).toHours());
                revisits.remember(new Revisited.Unchanged(revisit));
            }
        }
        assertThat(hours).containsExactly(1L, 6L, 24L, 72L, 168L, 336L, 720L);
    }

    @Test
    void whatIsHandedOutIsNotHandedOutAgainUntilItIsLost() {
        keep("e0");
        house.clock.advance(Duration.ofHours(1));
        assertThat(revisits.due()).hasSize(1);
        assertThat(revisits.due()).isEmpty();
        house.clock.advance(Duration.ofHours(3));
        assertThat(revisits.due()).hasSize(1);
    }

    @Test
    void theValidatorsOfThePageWeHoldAreSentAlong() {
        keep("e0");
        house.clock.advance(Duration.ofHours(1));
        assertThat(revisits.due().getFirst().validators().etag()).contains("\"7\"");
    }

    @Test
    void noHostIsAskedForMoreThanItsShareOfADay() {
        for (int i = 0; i < 8; i++) keep("e" + i);
        house.clock.advance(Duration.ofHours(1));
        Revisits few = revisits(30, 7);
        assertThat(few.due()).as("at once").hasSize(5);
        assertThat(few.due()).as("of a day").hasSize(2);
        assertThat(few.due()).isEmpty();
        house.clock.advance(Duration.ofHours(24));
        assertThat(few.due()).isNotEmpty();
    }

    @Test
    void anOutletCanBeLeftInPeaceAndSoCanAll() {
        keep("e0");
        house.clock.advance(Duration.ofHours(1));
        assertThat(revisits(0, 100).due()).isEmpty();
        Outlet daily = House.DAILY;
        house.outlets.sync(List.of(new Outlet(
                daily.name(),
                daily.slug(),
                daily.kind(),
                "",
                daily.home(),
                daily.feeds(),
                daily.keep(),
                daily.publish(),
                false,
                daily.text(),
                daily.poll(),
                daily.language(),
                daily.zone(),
                Map.of(),
                Optional.empty(),
                false,
                true)));
        assertThat(revisits.due()).isEmpty();
    }

    @Test
    void aPageThatIsGoneIsFlaggedAndNothingIsDeleted() {
        Kept kept = keep("e0");
        Instant since = gone("answers 410 Gone");
        assertThat(past(kept)).isEqualTo(new Fate(1, Optional.of(since), "answers 410 Gone"));
        assertThat(house.traces
                        .find(kept.id().toString())
                        .orElseThrow()
                        .upstream()
                        .orElseThrow()
                        .goneSince())
                .contains(since);
        house.clock.advance(Duration.ofHours(6));
        Revisit next = revisits.due().getFirst();
        revisits.remember(new Revisited.Missed(next, "timed out"));
        assertThat(past(kept).goneSince()).as("a failure tells nothing").contains(since);
        house.clock.advance(Duration.ofDays(1));
        revisits.remember(new Revisited.Unchanged(revisits.due().getFirst()));
        assertThat(past(kept)).as("it came back").isEqualTo(Fate.NONE);
    }

    @Test
    void aPageThatLeadsToTheFrontPageOrItsSectionOrAnotherArticleIsGone() {
        Kept kept = keep("e0", "https://daily.example/world/e0");
        keep("e1", "https://daily.example/world/e1");
        for (String to :
                List.of("https://daily.example/", "https://daily.example/world", "https://daily.example/world/e1")) {
            assertThat(leadTo(kept, to, to.endsWith("e1") ? 7 : 4)).as(to).isEmpty();
            assertThat(past(kept).goneSince()).as(to).isPresent();
        }
        assertThat(past(kept).goneWhy()).contains("another article");
        assertThat(leadTo(kept, "https://daily.example/world/e0-renamed", 16)).hasSize(1);
        assertThat(past(kept).goneSince()).isEmpty();
    }

    @Test
    void onlyAPageThatDiffersIsComparedWithTheOneWeHold() {
        Kept kept = keep("e0");
        house.clock.advance(Duration.ofHours(1));
        Revisit revisit = revisits.due().getFirst();
        assertThat(revisit.article()).isEqualTo(kept.id());
        assertThat(revisits.remember(new Revisited.Answered(revisit, page("https://daily.example/e0", "text of e0"))))
                .isEmpty();
        house.clock.advance(Duration.ofHours(6));
        List<Again> again = revisits.remember(
                new Revisited.Answered(revisits.due().getFirst(), page("https://daily.example/e0", "another")));
        assertThat(again).singleElement().satisfies(each -> {
            assertThat(((Page.Fetched) each.held().page()).body().bytes().toString())
                    .isNotEmpty();
            assertThat(each.now().capture()).isEmpty();
        });
    }

    @Test
    void aHostThatWantsToBeLeftAloneIs() {
        keep("e0");
        house.clock.advance(Duration.ofHours(1));
        Instant until = house.clock.instant().plus(Duration.ofHours(10));
        revisits.remember(new Revisited.Later(revisits.due().getFirst(), until, "asked for a pause"));
        house.clock.advance(Duration.ofHours(9));
        assertThat(revisits.due()).isEmpty();
        house.clock.advance(Duration.ofHours(1));
        assertThat(revisits.due()).hasSize(1);
    }

    @Test
    void whatWasTakenDownIsNotAskedForAgain() {
        Kept kept = keep("e0");
        new Takedowns(house.database, house.outlets, house.clock, house.captures).takeDown(kept.id(), "x", "Ann");
        house.clock.advance(Duration.ofHours(1));
        assertThat(revisits.due()).isEmpty();
    }

    private Revisits revisits(int days, int ofHostADay) {
        return new Revisits(house.database, house.outlets, house.clock, house.captures, days, ofHostADay);
    }

    private Instant gone(String why) {
        house.clock.advance(Duration.ofHours(1));
        revisits.remember(new Revisited.Gone(revisits.due().getFirst(), why));
        return house.clock.instant();
    }

    private List<Again> leadTo(Kept kept, String to, int days) {
        house.database.write(handle -> handle.createUpdate("update revisit set due = null where article_id <> :id")
                .bind("id", kept.id().value())
                .execute());
        house.clock.advance(Duration.ofDays(days));
        Revisit revisit = revisits.due().getFirst();
        assertThat(revisit.article()).isEqualTo(kept.id());
        Page.Fetched page = page("https://daily.example/world/e0", "moved");
        return revisits.remember(new Revisited.Answered(
                revisit, new Page.Fetched(page.asked(), URI.create(to), 200, page.headers(), page.body(), page.at())));
    }

    private Fate past(Kept kept) {
        Found found = house.archive
                .history(House.get("/articles/1/history", "id", kept.id().toString()))
                .found();
        return ((Found.Here) found).fate();
    }

    private static Page.Fetched page(String address, String body) {
        Page.Fetched plain = House.page(address, body);
        return new Page.Fetched(
                plain.asked(),
                plain.address(),
                200,
                Map.of("content-type", "text/html", "etag", "\"7\""),
                plain.body(),
                plain.at());
    }

    private Kept keep(String key) {
        return keep(key, "https://daily.example/" + key);
    }

    private Kept keep(String key, String address) {
        Entry entry = House.entry(key, address);
        house.clock.advance(Duration.ofSeconds(1));
        house.database.write(handle -> handle.createUpdate("update feed set due = :now, claim = null")
                .bind("now", house.clock.instant())
                .execute());
        Sighting sighting = house.poll(List.of(entry)).getFirst();
        Sourced sourced = house.captures.keep(new Sourced(sighting, page(address, "text of " + key), Optional.empty()));
        Article article = new Article(
                sighting, sourced.capture(), House.content(address, "Title", "text of " + key), List.of(), List.of());
        Kept kept = house.articles.keep(new Verdict.New(article));
        house.taggings.keep(House.matched(kept));
        return kept;
    }
}
