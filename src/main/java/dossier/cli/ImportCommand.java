package dossier.cli;

import dossier.model.Filed;
import dossier.model.Outlet;
import dossier.parse.ArticleFiles;
import dossier.parse.FileKind;
import dossier.parse.FileReader;
import dossier.settings.Configuration;
import dossier.store.WorkerLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings articles in that another system wrote into a file.
@Command(
        name = "import",
        sortOptions = false,
        description = {
            "Brings in the articles of a file: a WordPress export, JSON lines, or a feed.",
            "No page is asked for. What was imported before is left as it is, so that an import which was broken off is"
                    + " simply given again. 0: all of it is in, 3: some entries are broken."
        })
final class ImportCommand implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "FILE", description = "The file")
    private Path file = Path.of("");

    @Option(
            names = "--outlet",
            paramLabel = "NAME",
            description = "Whose articles they are: an outlet of outlets.yaml. Lines of an export name theirs")
    private Optional<String> outlet = Optional.empty();

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description = "wxr (WordPress), jsonl or feed (default: what the file looks like)")
    private Optional<FileKind> kind = Optional.empty();

    @Option(
            names = "--tags",
            paramLabel = "all|none",
            description = "Which of the file's tags and categories become tags here, as a curator's decisions (default:"
                    + " all, and none of those of a feed)")
    private Optional<Which> tags = Optional.empty();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            split = ",",
            description = "Only these of the file's tags; can be given several times")
    private List<String> only = List.of();

    @Option(names = "--by", paramLabel = "NAME", description = "Who decides about the tags (default: import)")
    private String by = Filed.ACTOR;

    @Option(
            names = "--rights",
            description =
                    "Lets the file also say that more of an article may be shown than its outlet and its page allow:"
                            + " whole, or an excerpt. That less of it may be shown holds without it")
    private boolean rights;

    @Option(
            names = "--takedowns",
            description = "What was taken down there is taken down here too, for good. Without it, what is not here is"
                    + " kept out, and what is here is told of")
    private boolean takedowns;

    @Option(names = "--dry-run", description = "Tells what would come, and changes nothing")
    private boolean dryRun;

    /// How many of the tags.
    enum Which {
        ALL,
        NONE
    }

    ImportCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = dossier.configuration();
        if (!Files.isRegularFile(file)) throw new Refused(file + " is no file");
        if (by.isBlank()) throw new Refused("Nobody is named; say who decides with --by NAME");
        FileKind what = kind.isPresent() ? kind.get() : sniffed();
        if (outlet.isEmpty() && what != FileKind.JSONL)
            throw new Refused("Whose articles are they? --outlet NAME. There are: " + names(configuration));
        Optional<WorkerLock> lock = WorkerLock.tryTake(dossier.data());
        try (House house = House.open(dossier, configuration)) {
            if (lock.isPresent()) house.takeOver();
            Importer.Outcome outcome = bring(house, what);
            if (lock.isPresent() && !dryRun) house.bringIndexUpToDate();
            if (outcome.destroyed() && lock.isPresent()) house.compactAtEnd();
            else if (outcome.destroyed()) ArticleTakedown.leaveToTheWorker(dossier.data());
            dossier.print(outcome.answer(file, what, dryRun));
            return outcome.whole() ? ExitCode.OK : Dossier.PARTLY;
        } finally {
            lock.ifPresent(WorkerLock::close);
        }
    }

    private FileKind sniffed() throws IOException {
        try {
            return ArticleFiles.kind(file);
        } catch (ArticleFiles.Unreadable unreadable) {
            throw new Refused(file + " " + unreadable.getMessage());
        }
    }

    private Importer.Outcome bring(House house, FileKind what) throws IOException {
        Optional<Outlet> whose = outlet.map(name ->
                house.intake().outlet(name).orElseThrow(() -> new Refused(unknown(name, house.configuration()))));
        URI home = whose.map(Outlet::home).orElse(URI.create("https://nowhere.invalid/"));
        Importer.Choice choice = new Importer.Choice(
                whose,
                URI.create("import:" + what.name().toLowerCase(Locale.ROOT)),
                tags.orElse(what == FileKind.FEED && only.isEmpty() ? Which.NONE : Which.ALL) == Which.ALL,
                only,
                by.strip(),
                rights,
                takedowns);
        try (FileReader reader = ArticleFiles.open(
                        file,
                        what,
                        home,
                        whose.flatMap(Outlet::zone).orElse(ZoneOffset.UTC),
                        dossier.clock().instant());
                Importer importer = new Importer(house, choice, dossier.err());
                Bar bar = Bar.of(dryRun ? "Reading" : "Importing", dossier.err())) {
            long size = Files.size(file);
            return importer.run(reader, dryRun, reached -> bar.show(Math.min(reached, size), size));
        } catch (ArticleFiles.Unreadable unreadable) {
            throw new Refused(file + " " + unreadable.getMessage());
        }
    }

    private static String unknown(String name, Configuration configuration) {
        boolean late = configuration.outlets().stream()
                .anyMatch(one -> one.name().equals(name) || one.slug().equals(name));
        if (late) return name + ": the running process does not know it yet; restart that one";
        return "No outlet is called %s. There are: %s. Another is added to outlets.yaml first, with its name and home"
                .formatted(name, names(configuration));
    }

    private static String names(Configuration configuration) {
        return configuration.outlets().stream().map(Outlet::name).collect(Collectors.joining(", "));
    }
}
