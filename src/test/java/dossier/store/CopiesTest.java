package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.dedupe.Judge;
import dossier.dedupe.Likeness;
import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Content;
import dossier.model.Decision;
import dossier.model.Feed;
import dossier.model.Found;
import dossier.model.Item;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Seen;
import dossier.model.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// One agency's story at several outlets.
@ParameterizedClass
@EnumSource
class CopiesTest {
    private static final String STORY = text(1);

    private final House house;
    private final Articles articles;

    CopiesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        articles = new Articles(house.database, house.outlets, house.clock, new Judge()::judge, Likeness::bands);
        house.configure(news("Wire"), news("Herald"), news("Gazette"), House.BLOG);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aCopyIsOneMoreSightingAndTheArticleStaysTheFirsts() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        Kept copy = keep("Herald", "b", "Chaos at the bridge", "HARBOUR (Wire) - " + STORY);
        assertThat(copy.id()).isEqualTo(first.id());
        assertThat(copy.outlet().name()).isEqualTo("Wire");
        assertThat(copy.revision()).isEqualTo(1);
        Item item = house.archive.newest(House.get("/")).items().getFirst();
        assertThat(item.sightings().stream().map(Seen::outlet)).containsExactly("Wire", "Herald");
        assertThat(item.sightings().getLast().url()).hasToString("https://herald.example/b");
        assertThat(item.sightings().getLast().title()).isEqualTo("Title of b");
    }

    @Test
    void whatTheCopyingOutletMakesOfItLaterIsNoRevision() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        keep("Herald", "b", "Chaos", STORY);
        Kept later = keep("Herald", "b2", "https://herald.example/b", "Chaos!", "Another text altogether. " + text(3));
        assertThat(later.id()).isEqualTo(first.id());
        assertThat(later.revision()).isEqualTo(1);
        assertThat(later.content().text()).isEqualTo(STORY);
    }

    @Test
    void anOwnPieceAnotherStoryAndAnOutletsOwnUpdateStayWhatTheyAre() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        assertThat(keep("Herald", "b", "Another", text(2)).id()).isNotEqualTo(first.id());
        assertThat(keep("Herald", "c", "Own", STORY + "\n" + text(4)).id()).isNotEqualTo(first.id());
        assertThat(keep("Wire", "d", "Bridge closed, again", STORY).id())
                .as("of the same outlet")
                .isNotEqualTo(first.id());
    }

    @Test
    void aBlogsReprintIsTheBlogs() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        assertThat(keep("A Blog", "b", "From the wire", STORY).id()).isNotEqualTo(first.id());
        assertThat(keep("Herald", "c", "Bridge", STORY).id()).isEqualTo(first.id());
    }

    @Test
    void aTextThatComesBackAfterAWeekIsAnotherMatter() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        house.clock.advance(Duration.ofDays(8));
        assertThat(keep("Herald", "b", "Look back", STORY).id()).isNotEqualTo(first.id());
        house.clock.advance(Duration.ofDays(15));
        assertThat(articles.expireBands()).isPositive();
    }

    @Test
    void aCopyOfWhatWasTakenDownIsNotTakenForIt() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        new Takedowns(house.database, house.outlets, house.clock, house.captures).takeDown(first.id(), "x", "Ann");
        assertThat(keep("Herald", "b", "Bridge", STORY).id()).isNotEqualTo(first.id());
        assertThat(keep("Gazette", "c", "Bridge", STORY).outlet().name()).isEqualTo("Herald");
    }

    @Test
    void theCopysAddressLeadsToTheArticle() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        keep("Herald", "b", "Chaos", STORY);
        assertThat(house.traces
                        .find("https://herald.example/b")
                        .orElseThrow()
                        .article()
                        .orElseThrow()
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void whatACuratorMergesStaysOneThroughLaterPollsAndItsNumberLeadsThere() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        Kept other = keep("Herald", "b", "Bridge", text(2));
        List<Change> changes = merges().merge(first.id(), other.id(), "Ann", "the same event");
        assertThat(changes)
                .extracting(Change::article, Change::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(other.id(), Change.What.REMOVED),
                        org.assertj.core.groups.Tuple.tuple(first.id(), Change.What.TAGGED));
        assertThat(shown()).containsExactly(first.id());
        Found found = house.archive.article(
                House.get("/articles/2/x", "id", other.id().toString(), "slug", "bridge"));
        assertThat(found).isEqualTo(new Found.Elsewhere("/articles/" + first.id() + "/bridge-closed"));
        Kept later = keep("Herald", "b2", "https://herald.example/b", "Bridge", text(3));
        assertThat(later.id()).isEqualTo(first.id());
        assertThat(later.revision()).isEqualTo(1);
        assertThat(house.traces
                        .find(other.id().toString())
                        .orElseThrow()
                        .article()
                        .orElseThrow()
                        .id())
                .isEqualTo(first.id());
        assertThatThrownBy(() -> merges().merge(first.id(), other.id(), "Ann", ""))
                .hasMessageContaining("is one with article");
    }

    @Test
    void aMergeIsTakenBackAndTheArticleHasItsNumberAgain() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        Kept other = keep("Herald", "b", "Bridge", text(2));
        merges().merge(first.id(), other.id(), "Ann", "");
        Trace trace = house.traces.find(first.id().toString()).orElseThrow();
        assertThat(merges().split(first.id(), trace.sightings().getLast().id(), "Ann", ""))
                .isEqualTo(new Merges.Split.Back(other.id()));
        assertThat(shown()).containsExactlyInAnyOrder(first.id(), other.id());
        assertThat(keep("Herald", "b2", "https://herald.example/b", "Bridge", text(2))
                        .id())
                .isEqualTo(other.id());
        assertThat(house.traces.find(first.id().toString()).orElseThrow().decisions())
                .extracting(Decision::what)
                .containsExactly(Decision.What.MERGE, Decision.What.SPLIT);
    }

    @Test
    void aCopyThatIsSplitOffBecomesAnArticleOfItsOwnForEver() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        keep("Herald", "b", "Chaos", STORY);
        Trace trace = house.traces.find(first.id().toString()).orElseThrow();
        var copy = trace.sightings().getLast().id();
        assertThatThrownBy(() ->
                        merges().split(first.id(), trace.sightings().getFirst().id(), "Ann", ""))
                .hasMessageContaining("came from sighting");
        assertThat(merges().split(first.id(), copy, "Ann", "")).isEqualTo(new Merges.Split.Waiting(1));
        Sighting waiting = house.sightings.waiting().getFirst();
        assertThat(waiting.id()).isEqualTo(copy);
        Content content = House.content("https://herald.example/b", "Chaos", STORY);
        Kept own = articles.keep(new Judge().judge(articles.near(House.article(waiting, content))));
        assertThat(own.id()).isNotEqualTo(first.id());
        assertThat(own.outlet().name()).isEqualTo("Herald");
        assertThat(keep("Herald", "b2", "https://herald.example/b", "Chaos", STORY)
                        .id())
                .isEqualTo(own.id());
    }

    @Test
    void whatWasMergedGoesDownWithTheArticle() {
        Kept first = keep("Wire", "a", "Bridge closed", STORY);
        Kept other = keep("Herald", "b", "Bridge", text(2));
        merges().merge(first.id(), other.id(), "Ann", "");
        new Takedowns(house.database, house.outlets, house.clock, house.captures).takeDown(first.id(), "x", "Ann");
        long left = house.database.read(handle -> handle.createQuery("select count(*) from revision where plain <> ''")
                .mapTo(Long.class)
                .one());
        assertThat(left).isZero();
        assertThat(house.archive.article(House.get("/a", "id", other.id().toString(), "slug", "bridge")))
                .isEqualTo(new Found.Tombstone(first.id(), "x"));
    }

    private Merges merges() {
        return new Merges(house.database, house.outlets, house.clock);
    }

    private List<ArticleId> shown() {
        return house.archive.newest(House.get("/")).items().stream()
                .map(Item::id)
                .toList();
    }

    private Kept keep(String outlet, String key, String title, String text) {
        String slug = dossier.model.Slug.of(outlet);
        String host = slug.equals("a-blog") ? "blog" : slug;
        return keep(outlet, key, "https://" + host + ".example/" + key, title, text);
    }

    private Kept keep(String outlet, String key, String address, String title, String text) {
        house.clock.advance(Duration.ofSeconds(1));
        house.database.write(handle -> handle.createUpdate("update feed set due = :now, claim = null")
                .bind("now", house.clock.instant())
                .execute());
        Feed feed = house.feeds.due().stream()
                .filter(each -> each.outlet().name().equals(outlet))
                .findFirst()
                .orElseThrow();
        Sighting sighting = house.feeds
                .remember(house.visit(feed, List.of(House.entry(key, address))))
                .getFirst();
        Content content = House.content(address, title, text);
        Kept kept = articles.keep(new Judge().judge(articles.near(House.article(sighting, content))));
        house.taggings.keep(House.matched(kept));
        return kept;
    }

    private static Outlet news(String name) {
        String home = "https://" + dossier.model.Slug.of(name) + ".example/";
        return House.outlet(name, dossier.model.Keep.ALL, home + "rss");
    }

    /// Words that no other text has in this order.
    private static String text(int number) {
        java.util.Random random = new java.util.Random(number);
        return IntStream.range(0, 150)
                .mapToObj(i -> word(random) + (i % 12 == 11 ? "." : ""))
                .collect(Collectors.joining(" "));
    }

    private static String word(java.util.Random random) {
        return random.ints(6, 'a', 'z' + 1)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
    }
}
