package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Article;
import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.CaptureId;
import dossier.model.Entry;
import dossier.model.Fault;
import dossier.model.Feed;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Sighting;
import dossier.model.Sourced;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.Warcinfo;

@ParameterizedClass
@EnumSource
class CapturesTest {
    private final House house;
    private final Path data;
    private final List<Sighting> sightings;

    CapturesTest(Engine engine, @TempDir Path data) {
        this.data = data;
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY));
        sightings = house.poll(House.entries(0, 40));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aPageComesBackAsItWasFetched() {
        Page.Fetched page = House.page("https://daily.example/e0", "<p>Über</p>");
        Page.Fetched again = house.captures.read(keep(0, page)).orElseThrow();
        assertThat(again.body()).isEqualTo(page.body());
        assertThat(again.asked()).isEqualTo(page.asked());
        assertThat(again.address()).isEqualTo(page.address());
        assertThat(again.at()).isEqualTo(page.at());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers()).containsEntry("content-encoding", "gzip").containsEntry("x-odd", "a b: c");
        assertThat(again.headers()).doesNotContainKey("b");
    }

    @Test
    void anyBytesComeBack() {
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 100, 70_000, 3_000_000}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            Page.Fetched odd =
                    with(House.page("https://daily.example/" + size, ""), Bytes.of(bytes), "no/such; type=\"");
            assertThat(house.captures.read(keep(0, odd)).orElseThrow().body().bytes())
                    .isEqualTo(Bytes.of(bytes));
        }
    }

    @Test
    void theSameBodyOfTheSameAddressIsKeptOnce() {
        CaptureId first = keep(0, House.page("https://daily.example/e0", "one"));
        assertThat(keep(1, House.page("https://daily.example/e0", "one"))).isEqualTo(first);
        assertThat(keep(0, House.page("https://daily.example/e0", "two"))).isNotEqualTo(first);
        assertThat(keep(0, House.page("https://daily.example/e1", "one"))).isNotEqualTo(first);
        assertThat(house.census.figures().captures()).isEqualTo(3);
    }

    @Test
    void aFileBeginsWithItsDescriptionAndIsReadableToItsEnd() throws IOException {
        keep(0, House.page("https://daily.example/e0", "one"));
        keep(0, House.page("https://daily.example/e1", "two"));
        try (WarcReader reader = new WarcReader(files().getFirst())) {
            List<Class<?>> types = new ArrayList<>();
            reader.forEach(record -> types.add(record.getClass()));
            assertThat(types).containsExactly(Warcinfo.class, WarcResponse.class, WarcResponse.class);
        }
    }

    @Test
    void aLargeFileIsFollowedByAnother() throws IOException {
        try (Captures small = new Captures(house.database, house.outlets, data, house.clock, 1_000)) {
            for (int i = 0; i < 10; i++) keep(small, i, House.page("https://daily.example/e" + i, "page " + i));
        }
        assertThat(files().size()).isGreaterThan(2);
        assertThat(house.captures.read(keep(9, House.page("https://daily.example/e9", "page 9"))))
                .isPresent();
    }

    @Test
    void theNextStartGoesOnInTheSameFile() throws IOException {
        keep(0, House.page("https://daily.example/e0", "one"));
        house.captures.close();
        try (Captures next = new Captures(house.database, house.outlets, data, house.clock)) {
            CaptureId id = keep(next, 1, House.page("https://daily.example/e1", "two"));
            assertThat(next.read(id).orElseThrow().body().bytes()).isEqualTo(Bytes.utf8("two"));
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatAKillLeftAtTheEndOfAFileIsNotWrittenBehind() throws IOException {
        CaptureId before = keep(0, House.page("https://daily.example/e0", "one"));
        house.captures.close();
        Files.write(files().getFirst(), new byte[] {31, (byte) 139, 8, 0, 1, 2}, StandardOpenOption.APPEND);
        try (Captures next = new Captures(house.database, house.outlets, data, house.clock)) {
            CaptureId after = keep(next, 1, House.page("https://daily.example/e1", "two"));
            assertThat(next.read(after).orElseThrow().body().bytes()).isEqualTo(Bytes.utf8("two"));
            assertThat(next.read(before).orElseThrow().body().bytes()).isEqualTo(Bytes.utf8("one"));
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void aFileThatTurnsUpElsewhereIsNotRead() {
        CaptureId id = keep(0, House.page("https://daily.example/e0", "one"));
        house.database.write(handle -> handle.execute("update capture set file = '../../etc/passwd'"));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> house.captures.read(id))
                .hasMessageContaining("Cannot read the capture");
    }

    @Test
    void manyThreadsKeepTheirPagesWhole() throws Exception {
        List<Future<CaptureId>> kept = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 40; i++) {
                int number = i;
                kept.add(threads.submit(
                        () -> keep(number, House.page("https://daily.example/e" + number, "page " + number % 20))));
            }
        }
        for (int i = 0; i < 40; i++) {
            Page.Fetched page = house.captures.read(kept.get(i).get()).orElseThrow();
            assertThat(page.body().bytes()).isEqualTo(Bytes.utf8("page " + i % 20));
            assertThat(page.asked().getPath()).isEqualTo("/e" + i);
        }
    }

    @Test
    void aCaptureThatIsNotThereIsNothing() {
        assertThat(house.captures.read(new CaptureId(99_999_999))).isEmpty();
    }

    private CaptureId keep(int sighting, Page.Fetched page) {
        return keep(house.captures, sighting, page);
    }

    private CaptureId keep(Captures captures, int sighting, Page.Fetched page) {
        return captures.keep(new Sourced(sightings.get(sighting), page, Optional.empty()))
                .capture()
                .orElseThrow();
    }

    private static Page.Fetched with(Page.Fetched page, Bytes bytes, String type) {
        return new Page.Fetched(page.asked(), page.address(), 200, page.headers(), new Body(bytes, type), page.at());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("captures"))) {
            return files.sorted().toList();
        }
    }

    private static final String E0 = "https://daily.example/e0";

    private Sighting leadingTo(String key, String link, Outlet outlet) {
        house.outlets.sync(List.of(House.DAILY, outlet));
        house.clock.advance(Duration.ofHours(1));
        Feed feed = house.feeds.due().stream()
                .filter(due -> due.outlet().slug().equals(outlet.slug()))
                .findFirst()
                .orElseThrow();
        return house.feeds
                .remember(house.visit(feed, List.of(House.entry(key, link))))
                .getFirst();
    }

    private static final Outlet OTHER = House.outlet("The Other", Keep.ALL, "https://other.example/rss");

    @Test
    void aPageThatWasHadWithinTheDayIsHandedToAnotherEntry() {
        CaptureId kept = keep(0, House.page(E0, "one"));
        Sighting other = leadingTo("x", "http://www.daily.example/e0/", OTHER);
        Sourced sourced = house.captures.recent(other);
        assertThat(sourced.capture()).contains(kept);
        assertThat(((Page.Fetched) sourced.page()).body())
                .isEqualTo(House.page(E0, "one").body());
        assertThat(house.captures.keep(sourced)).isEqualTo(sourced);
        house.clock.advance(Duration.ofHours(24));
        assertThat(house.captures.recent(other)).isEqualTo(Sourced.wanted(other));
    }

    @Test
    void aPageIsFoundByAnyAddressThatLedToItsArticle() {
        CaptureId kept = keep(0, House.page(E0, "one"));
        house.keep(sightings.getFirst(), House.content(E0, "Title", "text", "https://short.example/1"));
        Sighting other = leadingTo("x", "https://short.example/1", OTHER);
        assertThat(house.captures.recent(other).capture()).contains(kept);
    }

    @Test
    void thePagesOnWhichAnArticleGoesOnAreKeptInOrderAndHandedOnWithIt() {
        Sourced fetched = new Sourced(sightings.getFirst(), House.page(E0, "one"), Optional.empty());
        Sourced kept = house.captures.keep(fetched.followedBy(part(2, "two")).followedBy(part(3, "three")));
        assertThat(kept.parts()).allMatch(part -> part.capture().isPresent());
        Sourced held = new Sourced(kept.sighting(), kept.page(), kept.capture());
        assertThat(said(house.captures.held(held))).containsExactly("two", "three");
        assertThat(house.captures.keep(kept)).as("once is enough").isEqualTo(kept);
        assertThat(said(house.captures.recent(leadingTo("x", E0, OTHER)))).containsExactly("two", "three");

        house.clock.advance(Duration.ofDays(1));
        house.captures.keep(held.followedBy(part(2, "two, edited")));
        assertThat(said(house.captures.held(held))).containsExactly("two, edited", "three");
        house.clock.advance(Duration.ofDays(1));
        house.captures.keep(held.followedBy(part(2, "two")));
        assertThat(said(house.captures.held(held))).as("as it was before").containsExactly("two", "three");
    }

    @Test
    void aFurtherPageThatWasMissedForAPassingReasonIsAskedForAgain() {
        Sourced fetched = new Sourced(sightings.getFirst(), House.page(E0, "one"), Optional.empty());
        Part missed = Part.wanted(URI.create(E0 + "/2")).with(new Page.Missing(Fault.TEMPORARY, "timed out"));
        Sourced kept = house.captures.keep(fetched.followedBy(missed));
        Article torn = new Article(
                kept.sighting(),
                kept.capture(),
                House.content(E0, "T", "one"),
                List.of(),
                List.of(Part.MISSING + ": page 2: timed out"));
        Kept article = house.articles.keep(House.judge(house.articles.near(torn)));
        house.taggings.keep(new Matched(article, List.of()));
        house.clock.advance(Duration.ofMinutes(11));
        assertThat(house.sightings.again())
                .extracting(Sighting::id)
                .containsExactly(kept.sighting().id());
    }

    private static Part part(int number, String body) {
        Page.Fetched page = House.page(E0 + "/" + number, body);
        return Part.wanted(page.asked()).with(page);
    }

    private static List<String> said(Sourced sourced) {
        return sourced.parts().stream()
                .map(part -> ((Page.Fetched) part.page()).body().bytes().text(java.nio.charset.StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void anEntryThatIsNewerThanThePageWeHadWantsItAgain() {
        keep(0, House.page(E0, "one"));
        Sighting other = leadingTo("x", E0, OTHER);
        Entry entry = other.entry();
        Entry updated = new Entry(
                entry.key(),
                entry.guid(),
                entry.title(),
                entry.link(),
                entry.authors(),
                entry.published(),
                Optional.of(house.clock.instant()),
                entry.flags(),
                entry.summary(),
                entry.content(),
                entry.categories(),
                entry.enclosures(),
                entry.language());
        Sighting newer = new Sighting(other.id(), other.feed(), updated, other.seen(), 0);
        assertThat(house.captures.recent(newer)).isEqualTo(Sourced.wanted(newer));
    }

    @Test
    void aPageThatWasSeenWithoutKeysIsNotHandedToAnOutletThatHasSome() {
        keep(0, House.page(E0, "teaser"));
        Outlet subscribed = new Outlet(
                OTHER.name(),
                OTHER.slug(),
                OTHER.kind(),
                OTHER.tagline(),
                OTHER.home(),
                OTHER.feeds(),
                OTHER.keep(),
                OTHER.publish(),
                OTHER.review(),
                OTHER.text(),
                OTHER.poll(),
                OTHER.language(),
                OTHER.zone(),
                Map.of("X-Key", "sesame"),
                OTHER.rights());
        Sighting other = leadingTo("x", E0, subscribed);
        assertThat(house.captures.recent(other)).isEqualTo(Sourced.wanted(other));
    }

    @Test
    void aPageWhoseFileIsLostIsWantedAgain() throws IOException {
        keep(0, House.page(E0, "one"));
        Sighting other = leadingTo("x", E0, OTHER);
        for (Path file : files()) Files.delete(file);
        assertThat(house.captures.recent(other)).isEqualTo(Sourced.wanted(other));
    }

    @Test
    void aPageThatIsNotToBeAskedForYetComesBackWhenTheHostsPauseIsOverAndIsNoTry() {
        Sighting sighting = sightings.getFirst();
        house.captures.keep(Sourced.wanted(sighting)
                .with(new Page.Later(house.clock.instant().plusSeconds(7200), "not asked: it rests")));
        house.work(sighting, House.content(sighting, "from the feed"));
        house.clock.advance(Duration.ofSeconds(7199));
        assertThat(house.sightings.again()).isEmpty();
        house.clock.advance(Duration.ofSeconds(1));
        assertThat(house.sightings.again()).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(sighting.id());
            assertThat(again.tries()).isZero();
        });
    }
}
