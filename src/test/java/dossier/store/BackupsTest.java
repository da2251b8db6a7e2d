package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Decision;
import dossier.model.Kept;
import dossier.model.Parked;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The drill: an archive goes from one database to another and back, and says the same afterwards.
class BackupsTest {
    private static final String ODD =
            "Ünïcode “quotes”, a \\ and a \" and a tab\t, 諜報, \uD83D\uDE80, and a line\nbreak";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anArchiveGoesFromH2ToPostgresqlAndBackAndIsTheSame() throws IOException {
        Path one = folder.resolve("one.zip");
        Path two = folder.resolve("two.zip");
        Manifest first;
        try (House house = house(Engine.H2, "a")) {
            fill(house);
            first = backups(house).write(one, true, Backups.Progress.NONE);
        }
        assertThat(first.tables().keySet()).contains("article", "revision", "sighting", "decision", "revisit", "shelf");
        assertThat(first.tables().get("article").rows()).isEqualTo(3);
        Manifest second;
        try (House house = house(Engine.POSTGRESQL, "b")) {
            assertThat(first.differences(backups(house).restore(one, Backups.Progress.NONE)))
                    .isEmpty();
            second = backups(house).write(two, true, Backups.Progress.NONE);
            assertThat(second.differences(first)).isEmpty();
        }
        try (House house = house(Engine.H2, "c")) {
            Manifest third = backups(house).restore(two, Backups.Progress.NONE);
            assertThat(third.tables()).isEqualTo(first.tables()).isEqualTo(second.tables());
            assertThat(third.captures()).isEqualTo(first.captures());
            assertThat(third.seq()).isEqualTo(first.seq());
            goesOn(house);
        }
    }

    /// The restored archive takes new articles, and finds its pages.
    private static void goesOn(House house) {
        assertThat(house.traces
                        .find("1")
                        .orElseThrow()
                        .article()
                        .orElseThrow()
                        .content()
                        .text())
                .isEqualTo(ODD);
        var capture = house.captures
                .newest(java.net.URI.create("https://daily.example/e0"))
                .orElseThrow();
        assertThat(house.captures.read(capture)).isPresent();
        house.clock.advance(java.time.Duration.ofHours(2));
        Sighting fresh = house.poll(List.of(House.entry("later"))).getFirst();
        house.work(fresh, House.content(fresh, "a later article"));
        assertThat(house.traces.find("4")).isPresent();
        Sourced page = house.captures.keep(house.fetched(fresh, "<p>later"));
        assertThat(house.captures.read(page.capture().orElseThrow())).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aBackupIsTheArchiveOfOneMomentAlthoughTheWorkerGoesOn(Engine engine) {
        try (House house = house(engine, "a")) {
            fill(house);
            Path file = folder.resolve("moment.zip");
            Manifest before = backups(house).census(house.clock.instant());
            AtomicBoolean done = new AtomicBoolean();
            Manifest made = backups(house).write(file, true, (_, _) -> {
                if (!done.getAndSet(true))
                    CompletableFuture.runAsync(() -> write(house)).join();
            });
            assertThat(done).isTrue();
            assertThat(made.differences(before)).isEmpty();
            assertThat(backups(house).census(house.clock.instant()).differences(before))
                    .isNotEmpty();
            try (House other = house(Engine.H2, "b")) {
                assertThat(made.differences(backups(other).restore(file, Backups.Progress.NONE)))
                        .isEmpty();
            }
        }
    }

    private static void write(House house) {
        house.clock.advance(java.time.Duration.ofHours(2));
        for (Sighting sighting : house.poll(House.entries(50, 60)))
            house.work(sighting, House.content(sighting, "meanwhile"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsRestoredIntoAnArchiveThatHoldsSomething(Engine engine) {
        Path file = folder.resolve("a.zip");
        try (House house = house(engine, "a")) {
            fill(house);
            Manifest made = backups(house).write(file, false, Backups.Progress.NONE);
            assertThat(made.captures()).isEmpty();
            assertThatThrownBy(() -> backups(house).restore(file, Backups.Progress.NONE))
                    .isInstanceOf(Unusable.class)
                    .hasMessageContaining("is not empty")
                    .hasMessageContaining("--data");
            assertThat(backups(house).census(house.clock.instant()).tables()).isEqualTo(made.tables());
        }
    }

    @Test
    void whatIsNoWholeBackupIsRefusedAndLeavesNothing() throws IOException {
        Path whole = folder.resolve("whole.zip");
        try (House house = house(Engine.H2, "a")) {
            fill(house);
            backups(house).write(whole, true, Backups.Progress.NONE);
        }
        Path cut = folder.resolve("cut.zip");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Path text = Files.writeString(folder.resolve("text.zip"), "no backup");
        try (House house = house(Engine.H2, "b")) {
            for (Path file : List.of(cut, text, folder.resolve("missing.zip")))
                assertThatThrownBy(() -> backups(house).restore(file, Backups.Progress.NONE))
                        .isInstanceOf(Unusable.class)
                        .hasMessageContaining(file.toString());
            assertThat(folder.resolve("b/captures")).doesNotExist();
            assertThat(backups(house).restore(whole, Backups.Progress.NONE).articles())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBackupFromBeforeThereWereStoriesIsRestoredAndHasStories(Engine engine) throws IOException {
        Path whole = folder.resolve("whole.zip");
        Manifest made;
        try (House house = house(Engine.H2, "a")) {
            fill(house);
            made = backups(house).write(whole, true, Backups.Progress.NONE);
        }
        Path old = folder.resolve("old.zip");
        without("story_", whole, made, old);
        try (House house = house(engine, "b")) {
            assertThat(backups(house).restore(old, Backups.Progress.NONE).articles())
                    .isEqualTo(3);
            Stories stories =
                    new Stories(house.database, house.outlets, house.clock, Articles.NO_BANDS, (_, _) -> false);
            stories.tieAll();
            assertThat(stories.join(new ArticleId(1), new ArticleId(2), "Ann", ""))
                    .isNotEmpty();
        }
    }

    /// A backup as it would be if there were no tables whose names begin like this.
    private static void without(String prefix, Path file, Manifest made, Path to) throws IOException {
        Map<String, Manifest.Table> left = new TreeMap<>(made.tables());
        left.keySet().removeIf(name -> name.startsWith(prefix));
        Manifest manifest =
                new Manifest(made.format(), made.made(), made.seq(), left, made.captures(), made.withCaptures());
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().startsWith("tables/" + prefix)) continue;
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals("manifest.json"))
                    out.write(Json.of(manifest).getBytes(StandardCharsets.UTF_8));
                else zip.getInputStream(entry).transferTo(out);
            }
        }
    }

    @Test
    void aDifferenceIsFound() {
        try (House house = house(Engine.H2, "a")) {
            fill(house);
            Manifest made = backups(house).write(folder.resolve("a.zip"), true, Backups.Progress.NONE);
            house.database.write(handle -> handle.execute("update revision set plain = 'x' where article_id = 2"));
            assertThat(made.differences(backups(house).census(house.clock.instant())))
                    .containsExactly("table revision: the same number of rows, but they say something else");
        }
    }

    private Backups backups(House house) {
        return new Backups(house.database, folder.resolve(names.get(names.size() - 1)), house.clock);
    }

    private final List<String> names = new ArrayList<>();

    private House house(Engine engine, String name) {
        names.add(name);
        Path data = folder.resolve(name);
        return new House(engine.fresh(data), new TestClock(), "run-1");
    }

    private static void fill(House house) {
        RuleVersion spying = house.configure(House.DAILY, House.BLOG).getFirst();
        dossier.model.Feed daily = house.feeds.due().stream()
                .filter(feed -> feed.outlet().equals(House.DAILY))
                .findFirst()
                .orElseThrow();
        List<Sighting> sightings = house.feeds.remember(house.visit(daily, House.entries(0, 5)));
        Sourced sourced = house.captures.keep(house.fetched(sightings.getFirst(), "<p>" + ODD));
        Article article = new Article(
                sightings.getFirst(),
                sourced.capture(),
                House.content(sightings.getFirst(), ODD),
                List.of(),
                List.of());
        Kept kept = house.articles.keep(new Verdict.New(article));
        house.taggings.keep(House.matched(kept, spying));
        for (int i = 1; i < 3; i++) house.work(sightings.get(i), House.content(sightings.get(i), "text " + i), spying);
        house.work(sightings.get(1), House.content(sightings.get(1), "another text"), spying);
        new Decisions(house.database, house.outlets, house.clock)
                .decide(kept.id(), Decision.What.TAG, Set.of("china"), "Ann", "a note");
        house.parked.keep(new Parked("article", "cause", "detail", sightings.get(4)));
    }
}
