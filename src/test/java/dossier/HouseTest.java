package dossier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dossier.model.SafeHtml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the plan of DESIGN.md, section 1: which room may know which, and where each library lives.
class HouseTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dossier");

    /// Rooms from the top of the house to the bottom, and the doors each one has.
    private static final Map<String, Set<String>> DOORS = Map.ofEntries(
            Map.entry("model", Set.of()),
            Map.entry("query", Set.of("model")),
            Map.entry("site", Set.of("model")),
            Map.entry("settings", Set.of("model")),
            Map.entry("poll", Set.of("model")),
            Map.entry("fetch", Set.of("model", "site")),
            Map.entry("parse", Set.of("model", "site")),
            Map.entry("extract", Set.of("model", "site")),
            Map.entry("dedupe", Set.of("model")),
            Map.entry("rules", Set.of("model", "query")),
            Map.entry("search", Set.of("model", "query")),
            Map.entry("store", Set.of("model")),
            Map.entry("publish", Set.of("model")),
            Map.entry("web", Set.of("model")));

    /// Each library and the rooms that may know it.
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("com.rometools..", List.of("parse")),
            Map.entry("org.jdom2..", List.of("parse")),
            Map.entry("com.ctc.wstx..", List.of("parse")),
            Map.entry("org.jsoup..", List.of("parse", "extract")),
            Map.entry("com.optimaize..", List.of("extract")),
            Map.entry("com.google.common..", List.of()),
            Map.entry("org.apache.hc..", List.of("fetch")),
            Map.entry("org.brotli..", List.of("fetch")),
            Map.entry("crawlercommons..", List.of("fetch")),
            Map.entry("org.apache.lucene..", List.of("query", "rules", "search")),
            Map.entry("org.jdbi..", List.of("store")),
            Map.entry("com.zaxxer..", List.of("store")),
            Map.entry("org.flywaydb..", List.of("store")),
            Map.entry("org.h2..", List.of("store")),
            Map.entry("org.postgresql..", List.of("store")),
            Map.entry("org.netpreserve..", List.of("store")),
            Map.entry("com.github.difflib..", List.of("dedupe")),
            Map.entry("gg.jte..", List.of("web")),
            Map.entry("org.snakeyaml..", List.of("settings", "site")),
            Map.entry("com.fasterxml.jackson..", List.of("parse", "extract", "store", "publish", "cli")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("me.tongfei..", List.of("cli")),
            Map.entry("io.micrometer..", List.of()),
            Map.entry("org.apache.camel..", List.of()));

    @Test
    void thereAreNoCircles() {
        slices().matching("dossier.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void aRoomHasOnlyItsDoors() {
        DOORS.forEach((room, doors) -> {
            String[] closed = DOORS.keySet().stream()
                    .filter(other -> !other.equals(room) && !doors.contains(other))
                    .map(other -> "dossier." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dossier." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(closed)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dossier", "dossier.cli..")
                    .allowEmptyShould(true)
                    .check(HOUSE);
        });
    }

    @Test
    void eachLibraryLivesInItsRoom() {
        LIBRARIES.forEach((library, rooms) -> {
            String[] inside = Stream.concat(Stream.of("dossier"), rooms.stream().map(room -> "dossier." + room + ".."))
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideOutsideOfPackages(inside)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(library)
                    .allowEmptyShould(true)
                    .check(HOUSE);
        });
    }

    @Test
    void belowTheModelIsOnlyTheJdk() {
        classes()
                .that()
                .resideInAPackage("dossier.model")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "dossier.model")
                .check(HOUSE);
    }

    @Test
    void onlyTheCleanerAndTheStoreVouchForHtml() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dossier.extract..", "dossier.store..", "dossier.model")
                .should()
                .callMethod(SafeHtml.class, "vouchedFor", String.class)
                .check(HOUSE);
    }

    @Test
    void timeComesInAtTheDoor() {
        for (Class<?> time : List.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)) {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("dossier")
                    .should()
                    .callMethod(time, "now")
                    .check(HOUSE);
        }
        noClasses()
                .that()
                .resideOutsideOfPackages("dossier")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .check(HOUSE);
    }

    @Test
    void everyRoomIsNullMarkedAndSaysWhatItIs() throws IOException {
        try (Stream<Path> rooms = Files.walk(Path.of("src/main/java/dossier"))) {
            for (Path room : rooms.filter(Files::isDirectory).toList()) {
                if (sources(room).isEmpty()) continue;
                assertThat(room.resolve("package-info.java")).exists();
                assertThat(Files.readString(room.resolve("package-info.java")))
                        .startsWith("///")
                        .contains("@NullMarked");
            }
        }
    }

    @Test
    void everyPublicTypeIsDocumented() throws IOException {
        Set<Path> silent = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dossier"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                int type = source.indexOf("\npublic ");
                if (type >= 0 && !source.substring(0, type).contains("///")) silent.add(file);
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyRoomOnDiskIsInThePlan() throws IOException {
        try (Stream<Path> rooms = Files.list(Path.of("src/main/java/dossier"))) {
            Set<String> found = rooms.filter(Files::isDirectory)
                    .map(room -> room.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            found.remove("cli");
            assertThat(DOORS.keySet()).containsAll(found);
        }
    }

    private static List<Path> sources(Path room) throws IOException {
        try (Stream<Path> files = Files.list(room)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
