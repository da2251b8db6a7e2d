package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Keep;
import dossier.model.Outlet;
import dossier.model.Parked;
import dossier.model.Reading;
import dossier.model.Sighting;
import dossier.model.Validators;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class FeedsTest {
    private final House house;

    FeedsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anOutletComesBackAsItWasConfigured() {
        house.outlets.sync(List.of(House.DAILY, House.BLOG));
        Outlets again = new Outlets(house.database, house.clock);
        assertThat(again.all().values()).extracting(Outlets.Stored::outlet).containsExactly(House.DAILY, House.BLOG);
    }

    @Test
    void aNewFeedIsDueAtOnceAndHandedOutOnce() {
        List<Feed> due = house.feeds.due();
        assertThat(due).hasSize(1);
        assertThat(due.getFirst().url()).isEqualTo(URI.create("https://daily.example/rss"));
        assertThat(due.getFirst().outlet()).isEqualTo(House.DAILY);
        assertThat(due.getFirst().validators()).isEqualTo(Validators.NONE);
        assertThat(house.feeds.due()).isEmpty();
    }

    @Test
    void aHostWithManyFeedsLetsTheOthersPass() {
        String[] many = IntStream.range(0, 100)
                .mapToObj(i -> "https://many.example/rss/" + i)
                .toArray(String[]::new);
        house.outlets.sync(List.of(House.outlet("Many", Keep.TAGGED, many), House.DAILY));
        List<Feed> due = house.feeds.due();
        assertThat(due).extracting(feed -> feed.url().getHost()).containsOnlyOnce("daily.example");
        assertThat(due).hasSize(Turns.OF_A_HOST + 1);
        assertThat(house.feeds.due()).as("while those are in hand").isEmpty();

        house.feeds.remember(house.visit(due.getLast(), House.entries(0, 1)));
        List<Feed> next = house.feeds.due();
        assertThat(next).hasSize(1);
        assertThat(next.getFirst().url().getHost()).isEqualTo("many.example");
        assertThat(due).doesNotContainAnyElementsOf(next);
    }

    @Test
    void whatAnotherRunHadInHandIsDueAgain() {
        house.feeds.due();
        Feeds next = new Feeds(house.database, house.outlets, house.clock, "run-2");
        assertThat(next.due()).hasSize(1);
    }

    @Test
    void aFirstPollGivesAllEntriesInTheirOrderAndASecondOnlyTheNewOnes() {
        List<Sighting> first = house.poll(House.entries(0, 3));
        assertThat(first).extracting(Sighting::entry).isEqualTo(House.entries(0, 3));
        house.clock.advance(Duration.ofHours(1));
        List<Sighting> second = house.poll(House.entries(1, 5));
        assertThat(second).extracting(Sighting::entry).isEqualTo(House.entries(3, 5));
        assertThat(second).extracting(sighting -> sighting.id().value()).doesNotHaveDuplicates();
    }

    @Test
    void aFeedThatRepeatsAnEntryGivesItOnce() {
        assertThat(house.poll(List.of(House.entry("a"), House.entry("b"), House.entry("a"))))
                .hasSize(2);
    }

    @Test
    void validatorsHashAndDueAreRememberedWithTheEntries() {
        house.poll(House.entries(0, 1));
        assertThat(house.feeds.due()).isEmpty();
        house.clock.advance(Duration.ofHours(1));
        Feed feed = house.firstDue();
        assertThat(feed.validators().etag()).contains("\"1\"");
        assertThat(feed.bodyHash()).contains("hash");
        assertThat(feed.lastRead()).contains(house.clock.instant().minus(Duration.ofHours(1)));
    }

    @Test
    void theSameVisitGivenTwiceAddsNothingAndHandsOutWhatWaits() {
        var visit = house.visit(house.firstDue(), House.entries(0, 2));
        List<Sighting> first = house.feeds.remember(visit);
        assertThat(house.feeds.remember(visit))
                .extracting(Sighting::id)
                .containsExactly(first.get(0).id(), first.get(1).id());
        house.work(first.getFirst(), House.content(first.getFirst(), "text"));
        assertThat(house.feeds.remember(visit))
                .extracting(Sighting::id)
                .containsExactly(first.getLast().id());
        assertThat(house.census.figures().waiting()).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutNewsKeepsTheValidatorsAndEndsTheFailures() {
        house.poll(House.entries(0, 1));
        house.clock.advance(Duration.ofHours(1));
        house.feeds.remember(house.visit(house.firstDue(), 500, new Reading.Failed(Fault.TEMPORARY, "500")));
        house.clock.advance(Duration.ofHours(1));
        Feed failed = house.firstDue();
        assertThat(failed.failures()).isEqualTo(1);
        house.feeds.remember(house.visit(failed, 304, new Reading.Nothing(Validators.NONE)));
        house.clock.advance(Duration.ofHours(1));
        Feed well = house.firstDue();
        assertThat(well.failures()).isZero();
        assertThat(well.validators().etag()).contains("\"1\"");
    }

    @Test
    void aFailureIsListedWithItsReason() {
        house.feeds.remember(house.visit(house.firstDue(), 404, new Reading.Failed(Fault.HARD, "Not found")));
        FeedHealth health = house.feeds.list().getFirst();
        assertThat(health.outlet()).isEqualTo("The Daily");
        assertThat(health.outcome()).contains("failed");
        assertThat(health.status()).isEqualTo(404);
        assertThat(health.reason()).contains("Not found");
        assertThat(health.failures()).isEqualTo(1);
        assertThat(health.visited()).contains(house.clock.instant());
        assertThat(health.polled()).isTrue();
    }

    @Test
    void aFeedThatIsGoneIsRetired() {
        house.feeds.remember(house.visit(house.firstDue(), 410, new Reading.Gone()));
        house.clock.advance(Duration.ofDays(400));
        assertThat(house.feeds.due()).isEmpty();
        assertThat(house.feeds.list().getFirst().polled()).isFalse();
        assertThat(house.feeds.askNow(Set.of()).feeds()).isZero();
        assertThat(house.feeds.askNow(Set.of("the daily")).feeds()).isEqualTo(1);
    }

    @Test
    void aParkedFeedIsVisitedLater() {
        Feed feed = house.firstDue();
        house.parked.keep(new Parked("poll", "NullPointerException", "at …", feed));
        assertThat(house.feeds.due()).isEmpty();
        house.clock.advance(Duration.ofHours(1));
        assertThat(house.firstDue().failures()).isEqualTo(1);
        assertThat(house.feeds.list().getFirst().reason()).contains("NullPointerException");
    }

    @Test
    void aHomePageLeadsToItsFirstFeedWhichIsDueAtOnce() {
        house.outlets.sync(List.of(House.BLOG));
        Feed home = house.firstDue();
        assertThat(home.role()).isEqualTo(Feed.Role.HOME);
        URI posts = URI.create("https://blog.example/feed");
        URI other = URI.create("https://blog.example/atom");
        Round round = house.feeds.askNow(Set.of());
        house.feeds.remember(house.visit(home, 200, new Reading.Announced(List.of(posts, other))));
        assertThat(house.feeds.progress(round).finished()).isFalse();
        List<Feed> due = house.feeds.due();
        assertThat(due).extracting(Feed::url).containsExactly(posts);
        assertThat(due.getFirst().role()).isEqualTo(Feed.Role.FEED);
        house.feeds.remember(house.visit(due.getFirst(), List.of()));
        assertThat(house.feeds.progress(round).finished()).isTrue();
    }

    @Test
    void aHomePageThatLedToAFeedIsAskedAgainAfterAWeek() {
        house.outlets.sync(List.of(House.BLOG));
        URI posts = URI.create("https://blog.example/feed");
        house.feeds.remember(house.visit(house.firstDue(), 200, new Reading.Announced(List.of(posts))));
        house.feeds.remember(house.visit(house.firstDue(), List.of()));
        house.clock.advance(Duration.ofHours(1));
        assertThat(house.feeds.due()).extracting(Feed::url).containsExactly(posts);
        assertThat(house.feeds.askNow(Set.of()).feeds()).isEqualTo(1);
        house.clock.advance(Duration.ofDays(7));
        assertThat(house.feeds.due()).extracting(Feed::role).contains(Feed.Role.HOME);
    }

    @Test
    void aHomePageIsAskedForAnotherFeedWhenTheOneFoundIsGone() {
        house.outlets.sync(List.of(House.BLOG));
        URI old = URI.create("https://blog.example/feed");
        URI next = URI.create("https://blog.example/atom");
        house.feeds.remember(house.visit(house.firstDue(), 200, new Reading.Announced(List.of(old))));
        house.clock.advance(Duration.ofSeconds(1));
        house.feeds.remember(house.visit(house.firstDue(), 410, new Reading.Gone()));
        Feed home = house.firstDue();
        assertThat(home.role()).isEqualTo(Feed.Role.HOME);
        house.feeds.remember(house.visit(home, 200, new Reading.Announced(List.of(next))));
        assertThat(house.feeds.due()).extracting(Feed::url).containsExactly(next);
    }

    @Test
    void aFeedThatGotLostComesAfterTheOthersThatTheHomePageAnnounces() {
        house.outlets.sync(List.of(House.BLOG));
        URI lost = URI.create("https://blog.example/feed");
        URI other = URI.create("https://blog.example/atom");
        house.feeds.remember(house.visit(house.firstDue(), 200, new Reading.Announced(List.of(lost, other))));
        house.clock.advance(Duration.ofSeconds(1));
        house.feeds.remember(house.visit(house.firstDue(), 410, new Reading.Gone()));
        house.feeds.remember(house.visit(house.firstDue(), 200, new Reading.Announced(List.of(lost, other))));
        assertThat(house.feeds.due()).extracting(Feed::url).containsExactly(other);
    }

    @Test
    void anOutletThatLeftTheConfigurationIsNotPolledAndComesBackAsItWas() {
        house.poll(House.entries(0, 1));
        house.outlets.sync(List.of(House.BLOG));
        house.clock.advance(Duration.ofHours(2));
        assertThat(house.feeds.due()).extracting(feed -> feed.outlet().name()).containsExactly("A Blog");
        house.outlets.sync(List.of(House.BLOG, House.DAILY));
        assertThat(house.poll(House.entries(0, 2))).hasSize(1);
    }

    @Test
    void aFeedThatLeftTheConfigurationIsNotPolled() {
        Outlet other = House.outlet("The Daily", Keep.TAGGED, "https://daily.example/atom");
        house.outlets.sync(List.of(other));
        assertThat(house.feeds.due()).extracting(feed -> feed.url().getPath()).containsExactly("/atom");
    }

    @Test
    void aRoundOfNamedOutletsHandsOutOnlyTheirFeedsAndEachOnce() {
        house.outlets.sync(List.of(House.DAILY, House.BLOG));
        Round round = house.feeds.askNow(Set.of("the-daily", "The Weekly"));
        assertThat(round.feeds()).isEqualTo(1);
        assertThat(round.unknown()).containsExactly("The Weekly");
        house.feeds.only(round);
        List<Feed> due = house.feeds.due();
        assertThat(due).extracting(feed -> feed.outlet().name()).containsExactly("The Daily");
        assertThat(house.feeds.progress(round)).isEqualTo(new Progress(1, 1, 0, 0, 0, 0));
        house.feeds.remember(house.visit(due.getFirst(), House.entries(0, 2)));
        assertThat(house.feeds.progress(round)).isEqualTo(new Progress(1, 0, 0, 2, 0, 0));
        house.clock.advance(Duration.ofDays(1));
        assertThat(house.feeds.due()).isEmpty();
    }

    @Test
    void aRoundEndsWhenItsSightingsAreDoneOrParked() {
        Round round = house.feeds.askNow(Set.of());
        List<Sighting> sightings = house.poll(House.entries(0, 2));
        house.configure(House.DAILY);
        house.work(sightings.get(0), House.content(sightings.get(0), "text"));
        assertThat(house.feeds.progress(round).finished()).isFalse();
        house.parked.keep(new Parked("article", "broken", "at …", sightings.get(1)));
        assertThat(house.feeds.progress(round)).isEqualTo(new Progress(1, 0, 0, 0, 1, 1));
        assertThat(house.feeds.progress(round).finished()).isTrue();
    }

    @Test
    void aRoundCountsTheFeedsThatFailed() {
        Round round = house.feeds.askNow(Set.of());
        house.feeds.remember(house.visit(house.firstDue(), 0, new Reading.Failed(Fault.SOFT, "No such host")));
        assertThat(house.feeds.progress(round)).isEqualTo(new Progress(1, 0, 1, 0, 0, 0));
    }

    @Test
    void oldVisitsAreForgotten() {
        house.poll(House.entries(0, 1));
        house.clock.advance(Duration.ofDays(8));
        assertThat(house.feeds.expireVisits()).isZero();
        house.feeds.remember(house.visit(house.firstDue(), 304, new Reading.Nothing(Validators.NONE)));
        house.clock.advance(Duration.ofDays(8));
        assertThat(house.feeds.expireVisits()).isEqualTo(1);
        house.clock.advance(Duration.ofDays(80));
        assertThat(house.feeds.expireVisits()).isEqualTo(1);
    }

    @Test
    void theTextOfAnOddEntryIsKeptWithoutWhatNoDatabaseHolds() {
        String key = "k\u0000\uD800" + "x".repeat(300);
        List<Sighting> sightings = house.poll(List.of(House.entry(key, "https://daily.example/1")));
        house.clock.advance(Duration.ofHours(1));
        assertThat(house.poll(List.of(House.entry(key, "https://daily.example/1"))))
                .isEmpty();
        assertThat(sightings).hasSize(1);
        assertThat(Optional.of(sightings.getFirst().tries())).contains(0);
    }
}
