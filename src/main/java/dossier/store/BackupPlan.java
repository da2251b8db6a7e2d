package dossier.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Backups made by the worker itself: into one folder, every so often, the oldest thrown away. When the last was made
/// is read from the names of the files, so a restart makes no difference.
public final class BackupPlan {
    private static final Logger LOG = LoggerFactory.getLogger(BackupPlan.class);
    private static final Pattern NAME = Pattern.compile("dossier-(\\d{8}T\\d{6}Z)\\.zip");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// After a failure, such as a full disk.
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Backups backups;
    private final Optional<Path> folder;
    private final Duration every;
    private final int keep;
    private final InstantSource clock;
    private volatile Instant notBefore = Instant.MIN;

    /// @param folder nothing: no backups are made
    /// @param keep so many files; older ones are deleted once a newer one is whole
    public BackupPlan(Backups backups, Optional<Path> folder, Duration every, int keep, InstantSource clock) {
        this.backups = backups;
        this.folder = folder;
        this.every = every;
        this.keep = keep;
        this.clock = clock;
    }

    /// Makes a backup where one is due.
    ///
    /// @return 1 where one was made, else 0
    public int keepUp() {
        Instant now = clock.instant();
        if (folder.isEmpty() || now.isBefore(notBefore)) return 0;
        Optional<Instant> last = made(folder.get()).stream().map(Made::at).max(Comparator.naturalOrder());
        if (last.isPresent() && now.isBefore(last.get().plus(every))) return 0;
        return make(folder.get(), now);
    }

    private int make(Path into, Instant now) {
        Path file = into.resolve("dossier-" + STAMP.format(now) + ".zip");
        try {
            Manifest manifest = backups.write(file, true, Backups.Progress.NONE);
            LOG.info("Backup {}: {} articles, {} rows", file, manifest.articles(), manifest.rows());
            List<Made> all = made(into);
            for (Made old : all.subList(0, Math.max(0, all.size() - keep))) Files.deleteIfExists(old.file());
            return 1;
        } catch (UncheckedIOException | IOException e) {
            notBefore = now.plus(AGAIN);
            LOG.error("No backup could be made in {}; it is tried again in an hour", into, e);
            return 0;
        }
    }

    private record Made(Path file, Instant at) {}

    /// Oldest first. Other files of the folder are none of our business.
    private static List<Made> made(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> at(file).map(at -> new Made(file, at)).stream())
                    .sorted(Comparator.comparing(Made::at))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look into the folder of backups " + folder, e);
        }
    }

    private static Optional<Instant> at(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) return Optional.empty();
        try {
            return Optional.of(Instant.from(STAMP.parse(name.group(1))));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
