package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Channel;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.Found;
import dossier.model.Indexable;
import dossier.model.Kept;
import dossier.model.Markup;
import dossier.model.Page;
import dossier.model.Parked;
import dossier.model.Part;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Verdict;
import dossier.store.Takedowns.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.netpreserve.jwarc.WarcReader;

@ParameterizedClass
@EnumSource
class TakedownsTest {
    private static final String SECRET = "The gardener of Elm Street was wrongly accused of spying";
    private static final String ADDRESS = "https://daily.example/e0";

    private final House house;
    private final Path data;
    private final Takedowns takedowns;
    private final RuleVersion spying;
    private final List<Sighting> sightings;

    TakedownsTest(Engine engine, @TempDir Path data) {
        this.data = data;
        house = House.open(engine, data);
        takedowns = new Takedowns(house.database, house.outlets, house.clock, house.captures);
        spying = house.configure(House.DAILY).getFirst();
        sightings = house.poll(List.of(telling("e0"), House.entry("e1"), House.entry("e2")));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void noTableSaysAWordOfItAfterwards() {
        Kept kept = keep(0, SECRET);
        house.work(sightings.get(0), House.content(ADDRESS, "Second", SECRET + " again"), spying);
        house.parked.keep(new Parked("article", "cause: " + SECRET, SECRET, sightings.get(0)));
        assertThat(tablesThatSay("gardener of Elm")).contains("revision", "sighting", "parked");
        takeDown(kept);
        assertThat(tablesThatSay("gardener of Elm")).isEmpty();
        assertThat(tablesThatSay("Title of e0")).isEmpty();
    }

    @Test
    void theListsForgetItAndItsAddressAnswersWithTheReason() {
        Kept kept = keep(0, SECRET);
        keep(1, "another on spying");
        assertThat(tagged()).hasSize(2);
        takeDown(kept);
        assertThat(tagged()).hasSize(1).doesNotContain(kept.id());
        Found found =
                house.archive.article(House.get("/articles/1/x", "id", kept.id().toString(), "slug", "x"));
        assertThat(found).isEqualTo(new Found.Tombstone(kept.id(), "A court ordered it"));
    }

    @Test
    void mirrorsAreToldAndTheIndexGetsNothingToSay() {
        Kept kept = keep(0, SECRET);
        long before = house.changes.last();
        Change change = takeDown(kept).change();
        assertThat(change.what()).isEqualTo(Change.What.REMOVED);
        assertThat(change.seq()).isEqualTo(before + 1);
        Indexable indexable = house.changes.after(before).getFirst();
        assertThat(indexable.removed()).isTrue();
        assertThat(indexable.shown()).isFalse();
        assertThat(indexable.kept().content().text()).isEmpty();
        assertThat(indexable.kept().content().authors()).isEmpty();
    }

    @Test
    void itIsADecisionWithAnActorAndNeverTakenTwice() {
        Kept kept = keep(0, SECRET);
        takeDown(kept);
        house.clock.advance(Duration.ofDays(1));
        assertThat(takedowns.takeDown(kept.id(), "once more", "Bob")).isInstanceOf(Outcome.Already.class);
        Trace trace = house.traces.find(ADDRESS).orElseThrow();
        assertThat(trace.decisions()).singleElement().satisfies(decision -> {
            assertThat(decision.actor()).isEqualTo("Ann");
            assertThat(decision.note()).isEqualTo("A court ordered it");
        });
        assertThat(trace.verdict()).contains("taken down by Ann").contains("A court ordered it");
    }

    @Test
    void anEntryThatComesAgainUnderItsAddressIsSilencedBeforeItIsStored() {
        takeDown(keep(0, SECRET));
        house.clock.advance(Duration.ofHours(2));
        Entry again = telling("another-key", ADDRESS + "?#top");
        assertThat(house.poll(List.of(again, House.entry("e3")))).hasSize(1);
        assertThat(tablesThatSay("gardener of Elm")).isEmpty();
        assertThat(house.sightings.waiting()).isEmpty();
        assertThat(house.traces.find(ADDRESS).orElseThrow().sightings()).hasSize(2);
    }

    @Test
    void aPageThatLeadsToItByAnotherAddressIsForgottenAgain() throws IOException {
        takeDown(keep(0, SECRET));
        Sourced sourced = house.captures.keep(house.fetched(sightings.get(1), "<p>" + SECRET));
        Content content = House.content(ADDRESS, "Title again", SECRET, "https://daily.example/e1");
        Article article = new Article(sightings.get(1), sourced.capture(), content, List.of(), List.of());
        Kept kept = house.articles.keep(House.judge(house.articles.near(article)));
        house.taggings.keep(House.matched(kept, spying));
        assertThat(kept.content().text()).isEmpty();
        assertThat(house.captures.blank()).isEqualTo(1);
        assertThat(tablesThatSay("gardener of Elm")).isEmpty();
        assertThat(pagesThatSay("gardener of Elm")).isZero();
        assertThat(tagged()).isEmpty();
        house.clock.advance(Duration.ofHours(2));
        assertThat(house.poll(List.of(telling("k", "https://daily.example/e1"))))
                .isEmpty();
    }

    @Test
    void whatWasOnItsWayMeanwhileChangesNothing() {
        Sighting late = sightings.get(1);
        Kept kept = keep(0, SECRET);
        Verdict judged = House.judge(house.articles.near(
                House.article(late, House.content(ADDRESS, "Late", SECRET + ", late", "https://daily.example/e1"))));
        takeDown(kept);
        house.taggings.keep(House.matched(house.articles.keep(judged), spying));
        assertThat(tablesThatSay("gardener of Elm")).isEmpty();
        assertThat(tagged()).isEmpty();
    }

    @Test
    void itsPagesAreOverwrittenAndAllOthersStayWhereTheyWere() throws IOException {
        Sourced before = house.captures.keep(house.fetched(sightings.get(1), "<p>before</p>"));
        Sourced secret = house.captures.keep(house.fetched(sightings.get(0), "<p>" + SECRET + "</p>"));
        Sourced after = house.captures.keep(house.fetched(sightings.get(2), "<p>after</p>"));
        Article article = new Article(
                sightings.get(0), secret.capture(), House.content(ADDRESS, "T", SECRET), List.of(), List.of());
        Kept kept = house.articles.keep(new Verdict.New(article));
        assertThat(pagesThatSay("gardener of Elm")).isEqualTo(1);
        assertThat(takeDown(kept).pages()).isEqualTo(1);
        assertThat(pagesThatSay("gardener of Elm")).isZero();
        assertThat(house.captures.read(secret.capture().orElseThrow())).isEmpty();
        for (Sourced other : List.of(before, after))
            assertThat(house.captures.read(other.capture().orElseThrow())).isPresent();
        assertThat(records()).isEqualTo(4);
        Sourced more = house.captures.keep(new Sourced(
                sightings.get(2), House.page("https://daily.example/more", "<p>more</p>"), Optional.empty()));
        assertThat(house.captures.read(more.capture().orElseThrow())).isPresent();
    }

    @Test
    void allThatItEverSaidOnFurtherPagesIsOverwrittenToo() throws IOException {
        Sourced fetched = house.fetched(sightings.get(0), "<p>page one</p>");
        for (String said : List.of(SECRET + ", first", SECRET + ", edited"))
            house.captures.keep(fetched.followedBy(part(said)));
        Sourced secret = house.captures.keep(fetched);
        Article article = new Article(
                sightings.get(0), secret.capture(), House.content(ADDRESS, "T", SECRET), List.of(), List.of());
        Kept kept = house.articles.keep(new Verdict.New(article));
        assertThat(pagesThatSay("gardener of Elm")).isEqualTo(2);
        assertThat(takeDown(kept).pages()).isEqualTo(3);
        assertThat(pagesThatSay("gardener of Elm")).isZero();
        assertThat(house.captures.held(secret).parts()).isEmpty();

        house.captures.keep(secret.followedBy(part(SECRET + ", late")));
        house.articles.keep(House.judge(house.articles.near(article)));
        assertThat(house.captures.blank()).as("what was on its way meanwhile").isEqualTo(1);
        assertThat(pagesThatSay("gardener of Elm")).isZero();
    }

    @Test
    void whatIsAnotherArticlesOwnPageStays() {
        Sourced own = house.captures.keep(
                new Sourced(sightings.get(1), House.page(ADDRESS + "/2", "<p>" + SECRET + "</p>"), Optional.empty()));
        house.articles.keep(new Verdict.New(new Article(
                sightings.get(1), own.capture(), House.content(ADDRESS + "/2", "B", "its own"), List.of(), List.of())));
        Sourced taken = house.captures.keep(
                house.fetched(sightings.get(0), "<p>one</p>").followedBy(part(SECRET)));
        Kept kept = house.articles.keep(new Verdict.New(new Article(
                sightings.get(0), taken.capture(), House.content(ADDRESS, "A", SECRET), List.of(), List.of())));
        assertThat(taken.parts().getFirst().capture()).isEqualTo(own.capture());
        assertThat(takeDown(kept).pages()).isEqualTo(1);
        assertThat(house.captures.read(own.capture().orElseThrow())).isPresent();
    }

    private static Part part(String text) {
        Page.Fetched page = House.page(ADDRESS + "/2", "<p>" + text + "</p>");
        return Part.wanted(page.asked()).with(page);
    }

    @Test
    void pagesThatAKillLeftAreOverwrittenLater() throws IOException {
        Sourced secret = house.captures.keep(house.fetched(sightings.get(0), "<p>" + SECRET + "</p>"));
        house.database.write(handle -> handle.execute("update capture set blank = 'WANTED'"));
        assertThat(house.captures.read(secret.capture().orElseThrow())).isEmpty();
        assertThat(house.captures.blank()).isEqualTo(1);
        assertThat(house.captures.blank()).isZero();
        assertThat(pagesThatSay("gardener of Elm")).isZero();
    }

    @Test
    void noDecisionBringsItBack() {
        Kept kept = keep(0, SECRET);
        takeDown(kept);
        Decisions decisions = new Decisions(house.database, house.outlets, house.clock);
        decisions.decide(kept.id(), dossier.model.Decision.What.APPROVE, Set.of(), "Bob", "");
        decisions.decide(kept.id(), dossier.model.Decision.What.TAG, Set.of("spying"), "Bob", "");
        assertThat(tagged()).isEmpty();
    }

    @Test
    void nobodyTakesDownWithoutAReasonOrAName() {
        Kept kept = keep(0, SECRET);
        assertThatThrownBy(() -> takedowns.takeDown(kept.id(), " ", "Ann")).hasMessageContaining("needs a reason");
        assertThatThrownBy(() -> takedowns.takeDown(kept.id(), "x", " ")).hasMessageContaining("somebody who decides");
        assertThatThrownBy(() -> takedowns.takeDown(kept.id(), "x".repeat(2_001), "Ann"))
                .hasMessageContaining("at most 2,000");
        assertThatThrownBy(() -> takedowns.takeDown(new ArticleId(999_999), "x", "Ann"))
                .hasMessageContaining("no article 999999");
    }

    private static Entry telling(String key) {
        return telling(key, "https://daily.example/" + key);
    }

    private static Entry telling(String key, String link) {
        Entry plain = House.entry(key, link);
        return new Entry(
                plain.key(),
                plain.guid(),
                SECRET,
                plain.link(),
                plain.authors(),
                plain.published(),
                plain.updated(),
                plain.flags(),
                new Markup("<p>" + SECRET),
                new Markup("<p>" + SECRET),
                List.of(SECRET),
                plain.enclosures(),
                plain.language());
    }

    private Kept keep(int sighting, String text) {
        house.work(sightings.get(sighting), House.content(sightings.get(sighting), text), spying);
        return house.keep(sightings.get(sighting), House.content(sightings.get(sighting), text));
    }

    private Outcome.Removed takeDown(Kept kept) {
        return (Outcome.Removed) takedowns.takeDown(kept.id(), "A court ordered it", "Ann");
    }

    private List<ArticleId> tagged() {
        Channel channel = house.archive.tag(House.get("/tags/spying", "tag", "spying"));
        return channel.items().stream().map(dossier.model.Item::id).toList();
    }

    /// Every column of every table, as text.
    private List<String> tablesThatSay(String words) {
        return house.database.read(handle -> {
            List<String> found = new ArrayList<>();
            List<String> tables = handle.createQuery("""
                select table_name from information_schema.tables where table_schema = 'public'\
                """).mapTo(String.class).list();
            for (String table : tables) {
                boolean says = handle.createQuery("select * from " + table).mapToMap().stream()
                        .anyMatch(row -> row.values().stream().anyMatch(value -> says(value, words)));
                if (says) found.add(table);
            }
            return found;
        });
    }

    private static boolean says(Object value, String words) {
        try {
            return value instanceof java.sql.Clob clob
                    ? clob.getSubString(1, (int) clob.length()).contains(words)
                    : String.valueOf(value).contains(words);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("captures"))) {
            return files.sorted().toList();
        }
    }

    private int records() throws IOException {
        int records = 0;
        for (Path file : files()) {
            try (WarcReader reader = new WarcReader(file)) {
                records += (int) reader.records().count();
            }
        }
        return records;
    }

    private int pagesThatSay(String words) throws IOException {
        int pages = 0;
        for (Path file : files()) {
            try (WarcReader reader = new WarcReader(file)) {
                while (true) {
                    var record = reader.next();
                    if (record.isEmpty()) break;
                    String body = new String(
                            record.get().body().stream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                    if (body.contains(words)) pages++;
                }
            }
        }
        return pages;
    }
}
