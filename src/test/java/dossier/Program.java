package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.cli.Dossier;
import dossier.cli.River;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The whole program in this process, over a folder that holds its configuration and its data, with outlets on this
/// machine.
///
/// @param environment what `${…}` in the configuration finds
/// @param river makes the running routes
record Program(Path folder, InstantSource clock, Map<String, String> environment, River.Source river) {
    /// What a command said, and how it ended.
    record Said(int exit, String out, String err) {}

    Program(Path folder, InstantSource clock) {
        this(folder, clock, Map.of(), routes(_ -> {}));
    }

    /// The real routes.
    ///
    /// @param before told of the beans before they start
    static River.Source routes(Consumer<Map<String, Object>> before) {
        return (beans, properties, serve) -> {
            before.accept(beans);
            return CamelRiver.open(Path.of("routes").toAbsolutePath(), beans, properties, serve);
        };
    }

    Said run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Dossier dossier = new Dossier(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Path.of(""),
                environment,
                river,
                clock);
        String[] options = {
            "--config",
            folder.toString(),
            "--data",
            folder.resolve("data").toString(),
            "--set",
            "http.allow-private=true",
            "--set",
            "http.per-host-delay=0s"
        };
        int exit = dossier.execute(
                Stream.of(words, options).flatMap(Arrays::stream).toArray(String[]::new));
        return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// What it printed, where it ended so.
    String run(int exit, String... words) {
        Said said = run(words);
        assertThat(said.exit()).as(said.err()).isEqualTo(exit);
        return said.out();
    }
}
