package dossier.cli;

import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Reading;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import dossier.store.Backfills;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ExitCode;

/// Takes over what old copies of a feed have, no faster than it is worked off.
final class Copying {
    private static final int AT_ONCE = 50;
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Dossier dossier;
    private final House house;
    private final Backfills backfills;
    private final Parser parser;
    private final Feed feed;
    private final Optional<Instant> since;
    private final int most;
    private int copies;
    private int unread;
    private int entries;
    private int fresh;

    /// @param since what is older is left out
    /// @param most new entries after which it ends
    Copying(Dossier dossier, House house, Feed feed, Optional<Instant> since, int most) {
        this.dossier = dossier;
        this.house = house;
        this.backfills = house.backfills();
        this.parser = house.parser();
        this.feed = feed;
        this.since = since;
        this.most = most;
    }

    /// Reads these files and waits until all that was in them is worked off.
    ///
    /// @return the exit code
    int read(List<Path> files, Meter meter) throws InterruptedException {
        for (int i = 0; i < files.size() && fresh < most; i++) {
            meter.show(i, files.size(), sentence());
            read(files.get(i));
        }
        for (long waiting = backfills.waiting(feed.id()); waiting > 0; waiting = backfills.waiting(feed.id())) {
            if (waiting <= house.lost()) throw FeedsBackfill.stuck();
            Thread.sleep(LOOK);
        }
        meter.show(files.size(), files.size(), sentence());
        if (copies == 0 && unread == 0) dossier.err().println("There is no copy of " + feed.url() + " in there");
        report();
        if (copies == 0) return ExitCode.SOFTWARE;
        return unread == 0 ? ExitCode.OK : Dossier.PARTLY;
    }

    private void read(Path file) throws InterruptedException {
        Instant now = dossier.clock().instant();
        try (Copies all = Copies.open(file, feed, ParseSettings.DEFAULTS.bytes(), now)) {
            for (Optional<Fetch.Fresh> copy = all.next(); copy.isPresent() && fresh < most; copy = all.next())
                take(file, copy.get());
        } catch (IOException damaged) {
            unread(file, String.valueOf(damaged.getMessage()));
        }
    }

    private void take(Path file, Fetch.Fresh copy) throws InterruptedException {
        switch (parser.parse(copy).reading()) {
            case Reading.Entries read -> take(read.entries(), past(copy.trip().at()));
            case Reading.Failed failed -> unread(file, failed.reason());
            case Reading.Announced _, Reading.Nothing _, Reading.Busy _, Reading.Gone _ -> unread(file, "is no feed");
        }
    }

    /// A copy's own clock may be wrong.
    private Instant past(Instant at) {
        Instant now = dossier.clock().instant();
        return at.isAfter(now) ? now : at;
    }

    private void unread(Path file, String why) {
        unread++;
        dossier.err().println(file + ": " + Table.oneLine(why));
    }

    private void take(List<Entry> read, Instant at) throws InterruptedException {
        copies++;
        entries += read.size();
        List<Entry> wanted =
                read.stream().filter(entry -> !entry.isBefore(since)).toList();
        for (int from = 0; from < wanted.size(); from += AT_ONCE) {
            while (backfills.isFull(feed.id())) Thread.sleep(LOOK);
            fresh += backfills.take(feed, wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())), at);
        }
    }

    private String sentence() {
        return "%d copies read, %d not readable; %d entries, %d new".formatted(copies, unread, entries, fresh);
    }

    private void report() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outlet", feed.outlet().name());
        json.put("url", feed.url());
        json.put("copies", copies);
        json.put("unread", unread);
        json.put("entries", entries);
        json.put("new", fresh);
        dossier.print(Answer.of(json, feed.outlet().name() + ": " + feed.url() + ": " + sentence()));
    }
}
