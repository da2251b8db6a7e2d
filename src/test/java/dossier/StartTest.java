package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// `bin/dossier` in a house of its own, with a Maven and a Java that only say how they were called.
@Execution(ExecutionMode.CONCURRENT)
class StartTest {
    private static final Instant OLD = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TOOLS = List.of(
            "sh", "readlink", "sed", "find", "head", "sort", "mkdir", "mv", "rm", "touch", "cat", "sleep", "flock");

    private final Path base = temporary();
    private final Path house = base.resolve("a house");
    private final Path jdk = base.resolve("jdk");
    private final Path path = base.resolve("path");

    @BeforeEach
    void build() throws IOException {
        for (Path folder : List.of(house.resolve("bin"), house.resolve("src/main"), jdk.resolve("bin"), path))
            Files.createDirectories(folder);
        Files.copy(Path.of("bin/dossier"), house.resolve("bin/dossier"));
        aged(house.resolve("pom.xml"), OLD);
        aged(house.resolve("src/main/A.java"), OLD);
        aged(house.resolve("src/main"), OLD);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n");
        program(jdk.resolve("bin/java"), "for word; do echo \"<$word>\"; done; exit 7");
        program(jdk.resolve("bin/javac"), "");
        program(
                path.resolve("mvn"),
                "echo built >>'" + base + "/builds'; sleep 0.2; mkdir -p target/lib; : >target/dossier.jar");
        for (String tool : TOOLS) link(tool);
    }

    @AfterEach
    void tearDown() throws IOException {
        Files.walkFileTree(base, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException trouble) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Test
    void wordsAndExitCodeGoThroughToJava() throws Exception {
        Run run = start(Map.of(), "search", "two words", "‘spying’");
        assertThat(run.exit()).isEqualTo(7);
        assertThat(run.out())
                .contains("<-Xmx512m>", "<-Ddossier.home=" + house + ">", "<-Dcamel.threads.virtual.enabled=true>")
                .endsWith("<-jar>\n<" + house + "/target/dossier.jar>\n<search>\n<two words>\n<‘spying’>\n");
    }

    @Test
    void aQuickCommandIsGivenWhatJavaRememberedFromTheRehearsal() throws Exception {
        program(jdk.resolve("bin/java"), """
            for word; do
                case $word in -XX:AOTCacheOutput=*) echo remembered >"${word#*=}" ;; esac
                echo "<$word>"
            done\
            """);
        String cache = "<-XX:AOTCache=" + house + "/target/dossier-.aot>";
        assertThat(start(Map.of(), "rules", "list").out()).contains(cache, "<-Xlog:aot*=off>");
        assertThat(start(Map.of(), "run").out()).doesNotContain("AOT");
        assertThat(start(Map.of(), "rules", "rerun").out()).doesNotContain("AOT");
        assertThat(start(Map.of("DOSSIER_JAVA_OPTS", "-Xshare:off"), "check").out())
                .doesNotContain("AOT");
        aged(house.resolve("target/dossier-.aot"), OLD);
        assertThat(start(Map.of(), "check").out()).doesNotContain("AOT");
        for (int tries = 0; tries < 1000 && Files.exists(house.resolve("target/.rehearsing")); tries++)
            assertThat(start(Map.of(), "run").exit()).isZero();
        assertThat(start(Map.of(), "check").out()).contains(cache);
    }

    @Test
    void aJavaThatCannotRememberIsAskedOnce() throws Exception {
        assertThat(start(Map.of(), "check").out()).doesNotContain("AOT");
        assertThat(house.resolve("target/dossier-.aot")).isEmptyFile();
        assertThat(start(Map.of(), "check").out()).doesNotContain("AOT").contains("<check>");
    }

    @Test
    void aLinkLeadsHome() throws Exception {
        Path link = Files.createSymbolicLink(path.resolve("dossier"), Path.of("../a house/bin/dossier"));
        assertThat(run(link, Map.of()).out()).contains("<-Ddossier.home=" + house + ">");
    }

    @Test
    void theHeapIsWhatThePersonSays() throws Exception {
        assertThat(start(Map.of("DOSSIER_HEAP", "2g", "DOSSIER_JAVA_OPTS", "-Da=b -Dc=d"))
                        .out())
                .contains("<-Xmx2g>", "<-Da=b>\n<-Dc=d>");
    }

    @Test
    void whatIsUpToDateIsNotBuiltAgain() throws Exception {
        assertThat(start(Map.of()).err()).startsWith("Building Dossier, once");
        assertThat(start(Map.of()).err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanItsSourcesIsBuiltAgain() throws Exception {
        start(Map.of());
        aged(house.resolve("target/dossier.jar"), OLD.plusSeconds(10));
        aged(house.resolve("src/main/A.java"), OLD.plusSeconds(20));
        assertThat(start(Map.of()).err()).startsWith("Building Dossier anew");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aBuildThatWasKilledIsDoneAgain() throws Exception {
        start(Map.of());
        Files.createFile(house.resolve("target/.building"));
        start(Map.of());
        assertThat(start(Map.of()).err()).isEmpty();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void manyAtOnceBuildOnce() throws Exception {
        List<Process> starts = Stream.generate(() -> begin(house.resolve("bin/dossier"), Map.of()))
                .limit(4)
                .toList();
        for (Process start : starts) assertThat(end(start).exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void withoutFlockManyAtOnceBuildOnceToo() throws Exception {
        Files.deleteIfExists(path.resolve("flock"));
        List<Process> starts = Stream.generate(() -> begin(house.resolve("bin/dossier"), Map.of()))
                .limit(3)
                .toList();
        for (Process start : starts) assertThat(end(start).exit()).isEqualTo(7);
        assertThat(builds()).isEqualTo(1);
        assertThat(house.resolve("target/.lock.d")).doesNotExist();
    }

    @Test
    void withoutFlockTheLockOfADeadHolderIsTakenOver() throws Exception {
        Files.deleteIfExists(path.resolve("flock"));
        Files.createDirectories(house.resolve("target/.lock.d"));
        Files.writeString(house.resolve("target/.lock.d/pid"), "999999999");
        assertThat(start(Map.of()).exit()).isEqualTo(7);
        assertThat(house.resolve("target/.lock.d")).doesNotExist();
    }

    @Test
    void aBuildThatFailsIsSaidAndTriedAgain() throws Exception {
        program(path.resolve("mvn"), "echo broken; exit 1");
        Run run = start(Map.of());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("broken\nThe build failed; the lines above say why.");
        program(path.resolve("mvn"), "mkdir -p target/lib; : >target/dossier.jar");
        assertThat(start(Map.of()).exit()).isEqualTo(7);
    }

    @Test
    void whereThereIsNoMavenTheMessageSaysWhatToInstall() throws Exception {
        Files.delete(path.resolve("mvn"));
        Run run = start(Map.of());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("Maven (the command mvn, 3.8 or newer) is not on the PATH")
                .contains("apt install maven");
    }

    @Test
    void aJavaThatIsTooOldIsRefusedByNameAndVersion() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        Run run = start(Map.of());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("DOSSIER_JAVA_HOME is " + jdk + ", where there is Java 17; Java 25 or newer is needed.");
    }

    @Test
    void whereNoJavaWillDoTheMessageSaysWhereItWasLookedFor() throws Exception {
        String script = Files.readString(house.resolve("bin/dossier"));
        Files.writeString(house.resolve("bin/dossier"), script.replace("needed=25", "needed=999"));
        Run run = start(Map.of("DOSSIER_JAVA_HOME", "", "JAVA_HOME", jdk.toString()));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains("Dossier needs a JDK 999 or newer, to be built, and there is none.")
                .contains("JAVA_HOME          " + jdk + " (Java 25)")
                .contains("openjdk-999-jdk");
    }

    private record Run(int exit, String out, String err) {}

    private Run start(Map<String, String> env, String... words) throws IOException, InterruptedException {
        return run(house.resolve("bin/dossier"), env, words);
    }

    private Run run(Path script, Map<String, String> env, String... words) throws IOException, InterruptedException {
        return end(begin(script, env, words));
    }

    private static Run end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), out, err);
    }

    private Process begin(Path script, Map<String, String> env, String... words) {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(script.toString()), Arrays.stream(words))
                .toList());
        builder.directory(base.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", path.toString(),
                        "HOME", base.toString(),
                        "DOSSIER_JAVA_HOME", jdk.toString(),
                        "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(env);
        try {
            return builder.start();
        } catch (IOException cannot) {
            throw new IllegalStateException(cannot);
        }
    }

    private long builds() throws IOException {
        try (Stream<String> lines = Files.lines(base.resolve("builds"))) {
            return lines.count();
        }
    }

    private void link(String tool) throws IOException {
        for (Path folder : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
            if (Files.exists(folder.resolve(tool)) && !Files.exists(path.resolve(tool)))
                Files.createSymbolicLink(path.resolve(tool), folder.resolve(tool));
        }
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void aged(Path file, Instant time) throws IOException {
        if (Files.notExists(file)) Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("start").toRealPath();
        } catch (IOException cannot) {
            throw new IllegalStateException(cannot);
        }
    }
}
