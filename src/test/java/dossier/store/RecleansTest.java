package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Article;
import dossier.model.Change;
import dossier.model.Content;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.store.Recleans.Anew;
import dossier.store.Recleans.Held;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RecleansTest {
    private final House house;
    private final Recleans recleans;
    private final Reruns sets;
    private final List<Sighting> sightings;
    private final RuleVersion spying;

    RecleansTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        recleans = new Recleans(house.database, house.outlets, house.clock);
        sets = new Reruns(house.database, house.outlets, house.clock);
        spying = house.configure(House.DAILY).getFirst();
        sightings = house.poll(House.entries(0, 3));
        for (Sighting sighting : sightings) house.work(sighting, House.content(sighting, "Read more. Spying."), spying);
        house.clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aNewCleaningTakesThePlaceOfTheOldAndMirrorsHearOfIt() {
        long seq = house.changes.last();
        ChangeSet set = applied("Spying.", spying);
        assertThat(set.figures().changed()).isEqualTo(3);
        assertThat(texts()).containsOnly("Spying.");
        assertThat(changes(seq)).containsExactly(Change.What.REVISED, Change.What.REVISED, Change.What.REVISED);
        assertThat(held().getFirst().kept().revision())
                .as("nothing changed upstream")
                .isEqualTo(1);
    }

    @Test
    void whatIsCleanedAsItStandsIsNoChange() {
        long seq = house.changes.last();
        ChangeSet set = applied("Read more. Spying.", spying);
        assertThat(set.figures().articles()).isEqualTo(3);
        assertThat(set.figures().changed()).isZero();
        assertThat(house.changes.last()).isEqualTo(seq);
    }

    @Test
    void aTagWhoseWordsAreGoneGoesAndComesBackWithThem() {
        ChangeSet set = applied("Nothing.");
        assertThat(set.figures().of("spying")).isEqualTo(new Figures.OfTag(0, 3, 0));
        assertThat(set.figures().hidden()).isEqualTo(3);
        ChangeSet undone = undone(set);
        assertThat(undone.figures().restored()).isEqualTo(3);
        assertThat(texts()).containsOnly("Read more. Spying.");
        assertThat(house.archive.tag(House.get("/tags/spying", "tag", "spying")).items())
                .hasSize(3);
    }

    @Test
    void anArticleThatWasRevisedSinceIsLeftWhenTheSetIsTakenBack() {
        ChangeSet set = applied("Spying.", spying);
        Sighting first = sightings.getFirst();
        house.work(first, House.content(first, "Spying, says the minister."), spying);
        ChangeSet undone = undone(set);
        assertThat(undone.figures().restored()).isEqualTo(2);
        assertThat(undone.figures().left()).isEqualTo(1);
        assertThat(texts()).containsExactly("Spying, says the minister.", "Read more. Spying.", "Read more. Spying.");
    }

    @Test
    void anArticleThatIsRevisedMeanwhileIsReadAgain() {
        ChangeSet begun = recleans.start(Recleans.Scope.ALL, "Ann");
        List<Held> read = held();
        Sighting first = sightings.getFirst();
        house.work(first, House.content(first, "Spying, says the minister."), spying);
        assertThat(recleans.keep(begun, read, anew(read, "Spying.", spying), Set.of("spying")))
                .isEqualTo(new Reruns.Step.Moved());
        assertThatThrownBy(() -> recleans.start(Recleans.Scope.ALL, "Bob")).hasMessageContaining("is not finished");
    }

    @Test
    void aDateThatIsFoundOnlyNowCountsAndGoesWithTheSet() {
        Sighting undated = house.poll(List.of(House.entry("e9"))).getFirst();
        Content content = House.content(undated, "Spying.");
        house.work(undated, dated(content, Optional.empty()), spying);
        Instant found = Instant.parse("2026-02-01T08:00:00Z");
        ChangeSet begun = recleans.start(Recleans.Scope.ALL, "Ann");
        List<Held> read = held();
        Held last = read.getLast();
        Article now = House.article(undated, dated(content, Optional.of(found)));
        Matched matched = House.matched(last.anew(now).orElseThrow().kept(), spying);
        recleans.keep(begun, read, Map.of(matched, last.anew(now).orElseThrow()), Set.of("spying"));
        ChangeSet set = sets.finish(sets.unfinished().orElseThrow());
        assertThat(house.archive
                        .day(House.get("/days/2026-02-01", "day", "2026-02-01"))
                        .items())
                .hasSize(1);
        undone(set);
        assertThat(house.archive
                        .day(House.get("/days/2026-02-01", "day", "2026-02-01"))
                        .items())
                .isEmpty();
    }

    @Test
    void onlyWhatIsChosenIsRead() {
        long second = held().get(1).kept().id().value();
        assertThat(recleans.count(Recleans.Scope.ALL)).isEqualTo(3);
        assertThat(read(new Recleans.Scope(Set.of(second), Set.of(), Optional.empty(), Optional.empty())))
                .isEqualTo(1);
        assertThat(read(new Recleans.Scope(Set.of(), Set.of("nobody"), Optional.empty(), Optional.empty())))
                .isZero();
        Instant day = Instant.parse("2026-02-28T10:00:00Z");
        assertThat(read(new Recleans.Scope(Set.of(), Set.of("the-daily"), Optional.of(day), Optional.empty())))
                .isEqualTo(3);
        assertThat(read(new Recleans.Scope(Set.of(), Set.of(), Optional.empty(), Optional.of(day))))
                .isZero();
    }

    private long read(Recleans.Scope scope) {
        assertThat(recleans.next(scope, 0)).hasSize((int) recleans.count(scope));
        return recleans.count(scope);
    }

    private static Content dated(Content content, Optional<Instant> published) {
        return new Content(
                content.address(),
                content.aliases(),
                content.title(),
                content.authors(),
                published,
                content.modified(),
                content.language(),
                content.body(),
                content.text(),
                content.picture(),
                content.categories(),
                content.from());
    }

    private List<Held> held() {
        return recleans.next(Recleans.Scope.ALL, 0);
    }

    private List<String> texts() {
        return held().stream().map(held -> held.kept().content().text()).toList();
    }

    private List<Change.What> changes(long after) {
        return house.database.read(
                handle -> handle.createQuery("select what from change where seq > :after order by seq")
                        .bind("after", after)
                        .mapTo(Change.What.class)
                        .list());
    }

    /// As if the cleaner read this text on each page, and these rules found their words in it.
    private static Map<Matched, Anew> anew(List<Held> batch, String text, RuleVersion... matching) {
        Map<Matched, Anew> anew = new HashMap<>();
        for (Held held : batch) {
            Article now = House.article(held.sighting(), House.content(held.sighting(), text));
            held.anew(now).ifPresent(each -> anew.put(House.matched(each.kept(), matching), each));
        }
        return anew;
    }

    private ChangeSet applied(String text, RuleVersion... matching) {
        ChangeSet begun = recleans.start(Recleans.Scope.ALL, "Ann");
        List<Held> batch = held();
        assertThat(recleans.keep(begun, batch, anew(batch, text, matching), Set.of("spying")))
                .isInstanceOf(Reruns.Step.Kept.class);
        return sets.finish(sets.unfinished().orElseThrow());
    }

    private ChangeSet undone(ChangeSet set) {
        ChangeSet undoing = sets.undo(set.id());
        List<Kept> before = recleans.before(undoing);
        List<Matched> matched =
                before.stream().map(kept -> House.matched(kept, spying)).toList();
        recleans.restore(undoing, matched, Set.of("spying"));
        return sets.finish(sets.unfinished().orElseThrow());
    }
}
