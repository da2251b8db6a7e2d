package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Keep;
import dossier.model.Reading;
import dossier.model.Sighting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CarriersTest {
    private final House house;

    CarriersTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theHistoryGoesBackFromTheLastVisit() {
        house.configure(House.DAILY);
        Feed feed = house.firstDue();
        house.feeds.remember(house.visit(feed, House.entries(0, 3)));
        house.clock.advance(Duration.ofHours(1));
        house.feeds.remember(house.visit(feed, House.entries(2, 5)));
        house.clock.advance(Duration.ofHours(1));
        house.feeds.remember(house.visit(feed, 500, new Reading.Failed(Fault.TEMPORARY, "answers 500")));
        List<FeedVisit> lines = house.feeds.history(feed.id(), 10);
        assertThat(lines).extracting(FeedVisit::outcome).containsExactly("failed", "entries", "entries");
        assertThat(lines).extracting(FeedVisit::fresh).containsExactly(0, 2, 3);
        assertThat(lines).extracting(FeedVisit::status).containsExactly(500, 200, 200);
        assertThat(lines.getFirst().reason()).contains("answers 500");
        assertThat(lines.getFirst().due()).contains(house.clock.instant().plus(Duration.ofHours(1)));
        assertThat(lines.getFirst().bytes()).isEqualTo(1000);
        assertThat(house.feeds.history(feed.id(), 2)).hasSize(2);
    }

    @Test
    void twoFeedsOfOneOutletWithTheSameEntriesGiveEachArticleOnce() {
        house.configure(House.outlet("Twice", Keep.ALL, "https://t.example/rss", "https://t.example/atom"));
        for (Feed feed : house.feeds.due())
            for (Sighting sighting : house.feeds.remember(house.visit(feed, House.entries(0, 3))))
                house.work(sighting, House.content(sighting, "text"));
        assertThat(house.census.figures().articles()).isEqualTo(3);
    }

    @Test
    void theFeedsThatCarriedAnArticleAreKnownWhateverTheAddressLooksLike() {
        house.configure(House.outlet("Twice", Keep.ALL, "https://t.example/rss", "https://t.example/atom"));
        List<Feed> due = house.feeds.due();
        house.feeds.remember(house.visit(due.getFirst(), House.entries(0, 3)));
        house.feeds.remember(house.visit(due.getLast(), House.entries(2, 3)));
        assertThat(house.carriers.of(List.of(
                        URI.create("http://www.daily.example/e0/"),
                        URI.create("https://daily.example/e2"),
                        URI.create("https://elsewhere.example/"))))
                .isEqualTo(Map.of(URI.create("https://t.example/rss"), 2, URI.create("https://t.example/atom"), 1));
        assertThat(house.carriers.of(List.of())).isEmpty();
        house.configure(House.DAILY);
        assertThat(house.carriers.of(List.of(URI.create("https://daily.example/e2"))))
                .isEmpty();
    }
}
