package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Feed;
import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Listed;
import dossier.model.Outlet;
import dossier.model.OutletList;
import dossier.model.Publish;
import dossier.model.Subscription;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class OutletListsTest {
    private static final OutletList FRIEND = new OutletList(
            URI.create("https://friend.example/blogs.opml"), Kind.BLOG, Keep.ALL, Publish.EXCERPT, Duration.ofDays(1));

    private final House house;

    OutletListsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.lists.sync(List.of(House.DAILY), List.of(FRIEND));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Subscription named(String name, String feed) {
        return new Subscription(name, Optional.empty(), URI.create(feed), List.of());
    }

    private void says(Subscription... named) {
        house.lists.remember(new Listed.Named(FRIEND, List.of(named)));
    }

    private List<String> polled() {
        return house.feeds.list().stream()
                .filter(FeedHealth::polled)
                .map(feed -> feed.url().toString())
                .toList();
    }

    private List<Outlet> outlets() {
        return house.outlets.all().values().stream()
                .filter(Outlets.Stored::configured)
                .map(Outlets.Stored::outlet)
                .toList();
    }

    @Test
    void aListIsDueAtOnceAndThenEverySoOften() {
        assertThat(house.lists.due()).containsExactly(FRIEND);
        assertThat(house.lists.due()).isEmpty();
        says(named("One", "https://one.example/rss"));
        house.clock.advance(Duration.ofHours(23));
        assertThat(house.lists.due()).isEmpty();
        house.clock.advance(Duration.ofHours(2));
        assertThat(house.lists.due()).containsExactly(FRIEND);
    }

    @Test
    void whatItNamesIsPolledAsTheListSaysAndBlogsStandInTheBlogroll() {
        says(named("One", "https://one.example/rss"));
        assertThat(polled()).containsExactly("https://daily.example/rss", "https://one.example/rss");
        assertThat(outlets().getLast())
                .isEqualTo(Outlet.of("One", URI.create("https://one.example/"))
                        .withFeeds(List.of(URI.create("https://one.example/rss")))
                        .treated(Kind.BLOG, Keep.ALL, Publish.EXCERPT));
        assertThat(house.archive.aside().blogroll()).extracting(Outlet::name).containsExactly("One");
    }

    @Test
    void whatLeavesTheListIsPolledNoMoreButItsArticlesStay() {
        says(named("One", "https://one.example/rss"), named("Two", "https://two.example/rss"));
        Feed one = house.feeds.due().stream()
                .filter(feed -> feed.outlet().name().equals("One"))
                .findFirst()
                .orElseThrow();
        house.feeds
                .remember(house.visit(one, List.of(House.entry("a", "https://one.example/a"))))
                .forEach(sighting -> house.work(sighting, House.content(sighting, "text")));
        assertThat(house.census.figures().articles()).isEqualTo(1);
        says(named("Two", "https://two.example/rss"));
        assertThat(polled()).containsExactly("https://daily.example/rss", "https://two.example/rss");
        assertThat(house.census.figures().articles()).isEqualTo(1);
        says(named("Two", "https://two.example/rss"), named("One", "https://one.example/rss"));
        assertThat(polled()).contains("https://one.example/rss");
    }

    @Test
    void aListThatCannotBeReadChangesNothingAndIsSaid() {
        says(named("One", "https://one.example/rss"));
        house.clock.advance(Duration.ofDays(2));
        house.lists.due();
        house.lists.remember(new Listed.Unreadable(FRIEND, "https://friend.example/blogs.opml answers 500"));
        assertThat(polled()).contains("https://one.example/rss");
        OutletLists.State state = house.lists.states().getFirst();
        assertThat(state.named()).isEqualTo(1);
        assertThat(state.reason()).contains("https://friend.example/blogs.opml answers 500");
        assertThat(house.lists.due()).isEmpty();
        house.clock.advance(Duration.ofHours(1));
        assertThat(house.lists.due()).containsExactly(FRIEND);
        says(named("One", "https://one.example/rss"));
        assertThat(house.lists.states().getFirst().reason()).isEmpty();
    }

    @Test
    void aRestartPollsWhatTheListSaidLast() {
        says(named("One", "https://one.example/rss"));
        OutletLists again = new OutletLists(house.database, house.outlets, house.clock);
        again.sync(List.of(House.DAILY), List.of(FRIEND));
        assertThat(polled()).contains("https://one.example/rss");
        again.sync(List.of(House.DAILY), List.of());
        assertThat(polled()).containsExactly("https://daily.example/rss");
        assertThat(again.due()).isEmpty();
    }

    @Test
    void theFileWinsOverTheListByNameAndByAddress() {
        says(
                named("the daily!", "https://other.example/rss"),
                named("Under another name", "http://www.daily.example/rss/"),
                named("One", "https://one.example/rss"));
        assertThat(polled()).containsExactly("https://daily.example/rss", "https://one.example/rss");
        assertThat(outlets().getFirst()).isEqualTo(House.DAILY);
    }

    @Test
    void twoOfOneNameInAListAreToldApartByTheirHosts() {
        says(named("Notes", "https://a.example/rss"), named("Notes", "https://b.example/rss"));
        assertThat(outlets()).extracting(Outlet::name).containsExactly("The Daily", "Notes", "Notes (b.example)");
    }
}
