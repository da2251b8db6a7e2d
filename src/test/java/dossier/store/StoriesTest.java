package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.dedupe.Likeness;
import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Content;
import dossier.model.Decision;
import dossier.model.Feed;
import dossier.model.Item;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.SafeHtml;
import dossier.model.Sighting;
import dossier.model.Slug;
import dossier.model.Story;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// One agency's text in the versions of several outlets: each stays an article and tells of the others.
@ParameterizedClass
@EnumSource
class StoriesTest {
    private static final List<String> NAMES = List.of("Wire", "Herald", "Gazette", "Mail", "Post", "Star");
    private static final String TEXT = text(1, 150);

    private final House house;
    private final Stories stories;

    /// What all articles say of it; else they are of when they are seen.
    private Optional<Instant> published = Optional.empty();

    StoriesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        stories = stories(Likeness::bands);
        List<Outlet> outlets = new ArrayList<>(List.of(House.BLOG));
        for (String name : NAMES)
            outlets.add(House.outlet(name, Keep.ALL, "https://" + Slug.of(name) + ".example/rss"));
        house.configure(outlets.toArray(Outlet[]::new));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void versionsStayArticlesAndTellOfEachOther() {
        Kept wire = keep("Wire", "a", TEXT);
        Kept herald = keep("Herald", "b", TEXT + "\n" + text(2, 30));
        Kept blog = keep("A Blog", "c", TEXT);
        Kept other = keep("Gazette", "d", text(3, 150));
        assertThat(item(wire).versions()).as("not looked at yet").isEmpty();
        assertThat(stories.tie()).extracting(Change::what).containsOnly(Change.What.STORY);
        assertThat(stories.tie()).isEmpty();
        assertThat(versions(wire)).containsExactly(herald.id(), blog.id());
        assertThat(versions(herald)).containsExactly(wire.id(), blog.id());
        assertThat(versions(other)).isEmpty();
        assertThat(item(herald).story().map(Story::id)).contains(wire.id().value());
        assertThat(item(herald).body().markup()).contains(text(2, 30));
        Story.Version version = item(herald).versions().getFirst();
        assertThat(version.path()).isEqualTo(item(wire).path());
        assertThat(version.outlet().name()).isEqualTo("Wire");
    }

    @Test
    void anOwnPieceAndAnOutletsOwnUpdateAreOfNoStory() {
        Kept wire = keep("Wire", "a", TEXT);
        Kept update = keep("Wire", "b", TEXT + "\n" + text(2, 30));
        Kept own = keep("Herald", "c", text(4, 300) + "\n" + TEXT.substring(0, TEXT.length() / 2));
        stories.tieAll();
        for (Kept each : List.of(wire, update, own)) assertThat(versions(each)).isEmpty();
    }

    @Test
    void whatComesBackAfterAWeekIsAnotherMatter() {
        Kept wire = keep("Wire", "a", TEXT);
        stories.tieAll();
        house.clock.advance(Duration.ofDays(8));
        keep("Herald", "b", TEXT);
        stories.tieAll();
        assertThat(versions(wire)).isEmpty();
    }

    @Test
    void theSamePiecesMakeTheSameStoriesInAnyOrder() {
        Map<String, String> pieces = new HashMap<>();
        List<String> first = List.of(text(11, 60), text(12, 60), text(13, 60), text(14, 60));
        for (int i = 0; i < 4; i++) {
            pieces.put("x" + i, String.join("\n", first.subList(0, 2)) + "\n" + first.get(2 + i % 2));
            pieces.put("y" + i, text(20, 100) + "\n" + text(21 + i, 40));
        }
        pieces.put("z", text(30, 200));
        List<String> keys = new ArrayList<>(new TreeSet<>(pieces.keySet()));
        Set<Set<String>> expected = Set.of();
        for (int round = 0; round < 4; round++) {
            Collections.shuffle(keys, new Random(round));
            Map<Long, String> names = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                String outlet =
                        NAMES.get((key.charAt(0) + Character.getNumericValue(key.charAt(key.length() - 1))) % 6);
                Kept kept = keep(outlet, "r" + round + key, pieces.getOrDefault(key, ""));
                names.put(kept.id().value(), key);
                if (i % (round + 1) == 0) stories.tieAll();
            }
            stories.tieAll();
            Set<Set<String>> found = partition(names);
            if (round > 0) assertThat(found).isEqualTo(expected);
            expected = found;
            house.clock.advance(Duration.ofDays(30));
            house.articles.expireBands();
        }
        assertThat(expected).hasSize(2);
    }

    private Set<Set<String>> partition(Map<Long, String> names) {
        Map<Long, Set<String>> stories = new HashMap<>();
        house.database.read(handle -> handle.createQuery("select id, story from article where story is not null")
                .map((row, _) -> names.containsKey(row.getLong("id"))
                        && stories.computeIfAbsent(row.getLong("story"), _ -> new TreeSet<>())
                                .add(names.getOrDefault(row.getLong("id"), "")))
                .list());
        return Set.copyOf(stories.values());
    }

    @Test
    void whatIsHiddenIsNotToldAndWhatIsTakenDownLeaves() {
        Kept wire = keep("Wire", "a", TEXT);
        Kept herald = keep("Herald", "b", TEXT);
        Kept gazette = keep("Gazette", "c", TEXT);
        stories.tieAll();
        Decisions decisions = new Decisions(house.database, house.outlets, house.clock);
        decisions.decide(herald.id(), Decision.What.REJECT, Set.of(), "Ann", "");
        assertThat(versions(wire)).as("at once").containsExactly(gazette.id());
        assertThat(stories.tie()).extracting(Change::article).containsExactly(wire.id(), gazette.id());
        decisions.decide(herald.id(), Decision.What.RELEASE, Set.of(), "Ann", "");
        stories.tieAll();
        assertThat(versions(wire)).containsExactly(herald.id(), gazette.id());

        new Takedowns(house.database, house.outlets, house.clock, house.captures).takeDown(wire.id(), "x", "Ann");
        assertThat(versions(herald)).as("at once").containsExactly(gazette.id());
        stories.tieAll();
        assertThat(item(herald).story().map(Story::id)).contains(herald.id().value());
        long links = house.database.read(handle -> handle.createQuery("select count(*) from story_link where low = :id")
                .bind("id", wire.id().value())
                .mapTo(Long.class)
                .one());
        assertThat(links).isZero();
    }

    @Test
    void aCuratorsWordOutlivesNewTextsAndCanBeTakenBack() {
        Kept wire = keep("Wire", "a", TEXT);
        Kept herald = keep("Herald", "b", TEXT);
        Kept gazette = keep("Gazette", "c", text(5, 150));
        stories.tieAll();
        stories.part(herald.id(), "Ann", "their own work");
        assertThat(versions(wire)).isEmpty();
        stories.join(wire.id(), gazette.id(), "Ann", "");
        assertThat(versions(gazette)).containsExactly(wire.id());
        again("Herald", "b", TEXT + " Now with more.");
        again("Gazette", "c", text(6, 150));
        stories.tieAll();
        assertThat(versions(wire)).containsExactly(gazette.id());
        assertThat(house.traces.find(wire.id().toString()).orElseThrow().decisions())
                .extracting(Decision::what)
                .containsExactly(Decision.What.JOIN);

        assertThat(stories.unpart(herald.id(), "Ann", "")).isNotEmpty();
        assertThat(versions(wire)).containsExactly(herald.id(), gazette.id());
        stories.part(gazette.id(), "Ann", "");
        assertThat(versions(wire)).containsExactly(herald.id());
        assertThatThrownBy(() -> stories.unpart(wire.id(), "Ann", "")).hasMessageContaining("Nobody took");
        assertThatThrownBy(() -> stories.join(wire.id(), wire.id(), "Ann", "")).hasMessageContaining("itself");
        assertThatThrownBy(() -> stories.part(new ArticleId(999), "Ann", ""))
                .hasMessageContaining("There is no article");
    }

    @Test
    void whatIsMergedIsNoVersionAndIsOneAgainAfterASplit() {
        Kept wire = keep("Wire", "a", TEXT);
        Kept herald = keep("Herald", "b", TEXT);
        stories.tieAll();
        Merges merges = new Merges(house.database, house.outlets, house.clock);
        merges.merge(wire.id(), herald.id(), "Ann", "");
        stories.tieAll();
        assertThat(versions(wire)).isEmpty();
        Trace trace = house.traces.find(wire.id().toString()).orElseThrow();
        merges.split(wire.id(), trace.sightings().getLast().id(), "Ann", "");
        stories.tieAll();
        assertThat(versions(wire)).containsExactly(herald.id());
    }

    @Test
    void whatACuratorJoinedGoesAlongWithAMergeAndComesBackWithASplit() {
        Kept into = keep("Wire", "a", text(2, 150));
        Kept from = keep("Herald", "b", text(3, 150));
        Kept joined = keep("Gazette", "c", text(4, 150));
        Kept own = keep("Mail", "d", text(5, 150));
        stories.join(from.id(), joined.id(), "Ann", "");
        stories.join(from.id(), own.id(), "Ann", "");
        stories.join(own.id(), into.id(), "Ann", "the same");
        Merges merges = new Merges(house.database, house.outlets, house.clock);
        merges.merge(into.id(), from.id(), "Ann", "");
        stories.tieAll();
        assertThat(versions(into)).containsExactlyInAnyOrder(joined.id(), own.id());
        assertThat(versions(joined)).containsExactlyInAnyOrder(into.id(), own.id());
        again("Wire", "a", text(6, 150));
        stories.tieAll();
        assertThat(versions(into)).as("a curator's word").containsExactlyInAnyOrder(joined.id(), own.id());
        Trace trace = house.traces.find(into.id().toString()).orElseThrow();
        merges.split(into.id(), trace.sightings().get(1).id(), "Ann", "");
        stories.tieAll();
        assertThat(curatorsLinks()).containsExactlyInAnyOrder(pair(from, joined), pair(from, own), pair(into, own));
    }

    private List<String> curatorsLinks() {
        return house.database.read(
                handle -> handle.createQuery("select low || '-' || high from story_link where curator")
                        .mapTo(String.class)
                        .list());
    }

    private static String pair(Kept one, Kept other) {
        long low = Math.min(one.id().value(), other.id().value());
        return low + "-" + Math.max(one.id().value(), other.id().value());
    }

    @Test
    void whoeverComparesNoTextsLeavesWhatOthersKeep() {
        Kept wire = keep("Wire", "a", TEXT);
        stories.tieAll();
        new Stories(house.database, house.outlets, house.clock, Articles.NO_BANDS, (_, _) -> false).tieAll();
        house.database.write(handle -> {
            Stories.want(handle, wire.id());
            return wire;
        });
        new Stories(house.database, house.outlets, house.clock, Articles.NO_BANDS, (_, _) -> false).tieAll();
        Kept herald = keep("Herald", "b", TEXT);
        assertThat(herald).isNotNull();
        stories.tieAll();
        assertThat(versions(wire)).containsExactly(herald.id());
    }

    @Test
    void whatAKillLeftIsLookedAtByTheNextRun() {
        Kept wire = keep("Wire", "a", TEXT);
        Kept herald = keep("Herald", "b", TEXT);
        Stories next = stories(Likeness::bands);
        next.tieAll();
        assertThat(versions(wire)).containsExactly(herald.id());
    }

    @Test
    void anArticleThatIsOldWhenItComesIsNotLookedAt() {
        house.clock.advance(Duration.ofDays(100));
        published = Optional.of(Instant.parse("2026-02-28T10:00:00Z"));
        keep("Wire", "a", TEXT);
        assertThat(wanted()).isZero();
    }

    private long wanted() {
        return house.database.read(handle -> handle.createQuery("select count(*) from story_wanted")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void ofALargeStoryTheFirstFiftyOthersAreTold() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < Story.MOST + 5; i++)
            ids.add(keep(NAMES.get(i % 6), "m" + i, text(200 + i, 20)).id().value());
        long other = keep("Wire", "o", TEXT).id().value();
        long alone = keep("Mail", "p", text(5, 150)).id().value();
        house.database.write(handle -> {
            handle.createUpdate("update article set story = :story where id in (<ids>)")
                    .bind("story", ids.getFirst())
                    .bindList("ids", ids)
                    .execute();
            return handle.execute("update article set story = ? where id = ?", other, other);
        });
        List<Long> asked = new ArrayList<>(ids);
        asked.addAll(List.of(other, alone));
        Map<Long, Story> stories = house.database.read(handle -> Stories.of(handle, asked, house.outlets));
        assertThat(stories).containsOnlyKeys(ids);
        stories.forEach((id, story) -> {
            assertThat(story.id()).isEqualTo(ids.getFirst());
            assertThat(story.versions())
                    .extracting(version -> version.id().value())
                    .containsExactlyElementsOf(ids.stream()
                            .filter(each -> !each.equals(id))
                            .limit(Story.MOST)
                            .toList());
        });
        Story.Version second = Optional.ofNullable(stories.get(ids.getFirst()))
                .orElseThrow()
                .versions()
                .getFirst();
        assertThat(second.title()).isEqualTo("Title of m1");
        assertThat(second.outlet().name()).isEqualTo("Herald");
    }

    @Test
    void oneThatCannotBeLookedAtHoldsUpNoOther() {
        Stories failing = stories(text -> {
            if (text.startsWith("Bad")) throw new IllegalStateException("Bad text");
            return Likeness.bands(text);
        });
        Kept bad = keep("Mail", "a", "Bad " + TEXT);
        for (int i = 0; i < 60; i++) keep("Mail", "b" + i, "Bad " + i);
        Kept wire = keep("Wire", "c", TEXT);
        Kept herald = keep("Herald", "d", TEXT);
        failing.tieAll();
        assertThat(versions(wire)).containsExactly(herald.id());
        assertThat(wanted()).isZero();
        again("Mail", "a", TEXT);
        failing.tie();
        assertThat(versions(bad)).as("when it changes").containsExactly(wire.id(), herald.id());
    }

    @Test
    void nodesLookAtEachArticleOnce() throws InterruptedException {
        int articles = 30;
        for (int i = 0; i < articles; i++) keep(NAMES.get(i % 6), "n" + i, text(100 + i / 3, 150));
        AtomicInteger looks = new AtomicInteger();
        List<Thread> nodes = IntStream.range(0, 4)
                .mapToObj(_ -> stories(text -> {
                    looks.incrementAndGet();
                    return Likeness.bands(text);
                }))
                .map(node -> Thread.ofPlatform().start(node::tieAll))
                .toList();
        for (Thread node : nodes) node.join();
        assertThat(wanted()).isZero();
        assertThat(looks).as("to keep, and to find").hasValue(2 * articles);
    }

    /// The last step of an article's way locks the article, then the diary.
    @Test
    void whoHasAnArticleAndWantsTheDiaryIsNotWaitedForInACircle() throws InterruptedException {
        keep("Wire", "a", TEXT);
        Kept herald = keep("Herald", "b", TEXT);
        stories.tieAll();
        keep("Gazette", "c", TEXT);
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch looking = new CountDownLatch(1);
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        Thread beside = Thread.ofPlatform()
                .start(() -> house.database.write(handle -> {
                    tries.incrementAndGet();
                    Taggings.newestRevision(handle, herald.id());
                    locked.countDown();
                    await(looking);
                    Diary.write(handle, house.clock.instant(), herald.id(), Change.What.SIGHTED);
                    return 0;
                }));
        locked.await();
        Stories held = new Stories(house.database, house.outlets, house.clock, Likeness::bands, (one, other) -> {
            looks.incrementAndGet();
            looking.countDown();
            return Likeness.areVersions(one, other);
        });
        held.tieAll();
        beside.join();
        assertThat(tries).hasValue(1);
        assertThat(looks).as("one article with two, once").hasValue(2);
        assertThat(versions(herald)).hasSize(2);
    }

    /// And a moment longer, in which who is looking at stories comes to the locks.
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
            Thread.sleep(300);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private Stories stories(Function<String, List<Long>> bands) {
        return new Stories(house.database, house.outlets, house.clock, bands, Likeness::areVersions);
    }

    private Item item(Kept kept) {
        return house.database
                .read(handle -> ItemRows.shown(handle, List.of(kept.id().value()), house.outlets))
                .getFirst();
    }

    private List<ArticleId> versions(Kept kept) {
        return item(kept).versions().stream().map(Story.Version::id).toList();
    }

    private Kept again(String outlet, String key, String text) {
        return keep(outlet, key + "2", "https://" + Slug.of(outlet) + ".example/" + key, text);
    }

    private Kept keep(String outlet, String key, String text) {
        String host = outlet.equals("A Blog") ? "blog" : Slug.of(outlet);
        return keep(outlet, key, "https://" + host + ".example/" + key, text);
    }

    private Kept keep(String outlet, String key, String address, String text) {
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
        Kept kept = house.keep(sighting, content(address, "Title of " + key, text));
        house.taggings.keep(House.matched(kept));
        return kept;
    }

    private Content content(String address, String title, String text) {
        return new Content(
                URI.create(address),
                Set.of(),
                title,
                List.of(),
                published,
                Optional.empty(),
                "en",
                SafeHtml.paragraph(text),
                text,
                Optional.empty(),
                List.of(),
                Content.From.PAGE);
    }

    /// Words that no other text has in this order.
    private static String text(int number, int words) {
        Random random = new Random(number);
        return IntStream.range(0, words)
                .mapToObj(i -> word(random) + (i % 12 == 11 ? "." : ""))
                .collect(Collectors.joining(" "));
    }

    private static String word(Random random) {
        return random.ints(6, 'a', 'z' + 1)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
    }
}
