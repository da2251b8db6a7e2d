package dossier.cli;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Trip;
import dossier.model.Validators;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs each of the quick commands once over a small archive that is thrown away, while Java writes down which classes
/// they need and how these hang together (JEP 514, `-XX:AOTCacheOutput`): it finds them ready from then on. Called by
/// `bin/dossier`.
public final class Rehearsal {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("check"),
            List.of("feeds", "list"),
            List.of("rules", "list"),
            List.of("rules", "try"),
            List.of("rules", "try", "harbour AND \"new ships\" OR =Ann NEAR/3 sail* AND NOT title:storm", "--json"),
            List.of("search", "harbour OR \"new ships\" OR sh?ps OR (harb* NEAR/4 open)"),
            List.of("article", "show", "1"),
            List.of("article", "trace", "1"));

    private final Path folder;

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /// Takes no arguments, prints nothing.
    public static void main(String[] args) throws IOException {
        try (Scratch scratch = Scratch.named("dossier-rehearsal")) {
            new Rehearsal(scratch.folder()).play();
        }
    }

    private void play() throws IOException {
        Files.createDirectories(config());
        Files.writeString(config().resolve("outlets.yaml"), """
            outlets:
              - name: The Harbour
                home: https://harbour.invalid/
                feeds: [ https://harbour.invalid/rss ]
                fetch: feed
            """);
        Files.writeString(config().resolve("rules.yaml"), """
            rules:
              - tag: ships
                match: ship OR "new ships" OR (sail* NEAR/8 harbour)
                outlets: [ The Harbour ]
            """);
        Files.writeString(config().resolve("application.properties"), "site.title = A rehearsal\n");
        read();
        for (List<String> command : COMMANDS) {
            int exit = dossier().execute(words(command));
            if (exit != 0) throw new IllegalStateException("The rehearsal fails at " + command + ": exit " + exit);
        }
    }

    /// What `poll` would find, without any asking.
    private void read() {
        Dossier dossier = dossier();
        dossier.execute(words(List.of("check")));
        try (House house = House.open(dossier, dossier.configuration())) {
            house.takeOver();
            for (Feed feed : house.feeds().due()) house.take(answer(feed, dossier.clock()));
            house.bringIndexUpToDate();
        }
    }

    private static Fetch answer(Feed feed, InstantSource clock) {
        Body body = new Body(Bytes.utf8("""
            <rss version="2.0"><channel><title>The Harbour</title>
            <item><title>The harbour opens</title><link>https://harbour.invalid/1</link><guid>1</guid>
            <description>Ann and her crew sail new ships; the harbour is open.</description></item>
            <item><title>Der Hafen ist offen</title><link>https://harbour.invalid/2</link><guid>2</guid>
            <description>Die neuen Schiffe sind da, und der Hafen ist wieder offen.</description></item>
            </channel></rss>
            """), "application/rss+xml");
        Trip trip = new Trip(
                clock.instant(),
                Duration.ZERO,
                200,
                body.bytes().size(),
                feed.url(),
                Optional.empty(),
                Optional.empty());
        return new Fetch.Fresh(feed, trip, body, new Validators(Optional.empty(), Optional.empty()));
    }

    private Dossier dossier() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Dossier(
                nowhere,
                nowhere,
                folder,
                Map.of(),
                (_, _, _) -> {
                    throw new IllegalStateException("Nothing runs in a rehearsal");
                },
                InstantSource.system());
    }

    private Path config() {
        return folder.resolve("config");
    }

    private String[] words(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("--config", config().toString()));
        words.addAll(List.of("--data", folder.resolve("data").toString()));
        return words.toArray(String[]::new);
    }
}
