package dossier.cli;

import dossier.model.Bytes;
import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.Subscription;
import dossier.parse.Opml;
import dossier.parse.ParseSettings;
import dossier.settings.Configuration;
import dossier.settings.OutletsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds the feeds of an OPML file to `outlets.yaml`.
@Command(
        name = "import",
        description = {
            "Adds the feeds of an OPML file to outlets.yaml; those it has already are left as they are.",
            "Folders are not kept, what a subject is rules say; but a folder Blogroll or Blogs makes blogs."
        })
final class FeedsImport implements Callable<Integer> {
    private static final long LARGEST = 20_000_000;
    private final Dossier dossier;

    @Parameters(paramLabel = "FILE", description = "An OPML file, as other feed readers export it")
    private Path file = Path.of("");

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Only what stands in this folder")
    private Optional<String> folder = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "news or blog, for all of them")
    private Optional<Kind> kind = Optional.empty();

    @Option(names = "--keep", paramLabel = "KEEP", description = "tagged or all, for all of them (default: tagged)")
    private Optional<Keep> keep = Optional.empty();

    @Option(
            names = "--publish",
            paramLabel = "PUBLISH",
            description = "full, excerpt or link, for all of them (default: full)")
    private Optional<Publish> publish = Optional.empty();

    @Option(names = "--dry-run", description = "Shows what would be added, and changes nothing")
    private boolean dryRun;

    FeedsImport(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = dossier.configuration();
        if (!Files.isRegularFile(file)) throw new Refused(file + " is no file");
        if (Files.size(file) > LARGEST) throw new Refused(file + " has more than " + LARGEST + " bytes");
        List<Subscription> named = subscriptions();
        Path outlets = dossier.config().resolve("outlets.yaml");
        Imports imports = Imports.of(named, configuration.outlets());
        List<Outlet> added = imports.fresh().stream().map(this::treated).toList();
        if (!dryRun && !added.isEmpty()) write(outlets, added);
        imports.twins().forEach(dossier.err()::println);
        dossier.print(new Answer(
                () -> Map.of("added", added.stream().map(Outlet::name).toList()),
                out -> added.forEach(
                        outlet -> out.println(dryRun ? OutletsFile.text(outlet) : "added " + outlet.name()))));
        dossier.err()
                .println(added.size() + " outlets " + (dryRun ? "would be " : "") + "added to " + outlets
                        + "; please look at `keep` and `publish` of each");
        return ExitCode.OK;
    }

    private static void write(Path file, List<Outlet> added) throws IOException {
        List<Problem> problems = OutletsFile.append(file, added);
        if (!problems.isEmpty()) throw new Refused(problems);
    }

    private Outlet treated(Outlet outlet) {
        return outlet.treated(kind.orElse(outlet.kind()), keep.orElse(outlet.keep()), publish.orElse(outlet.publish()));
    }

    private List<Subscription> subscriptions() throws IOException {
        List<Subscription> all;
        try {
            all = new Opml(ParseSettings.DEFAULTS).read(Bytes.of(Files.readAllBytes(file)));
        } catch (Opml.Unreadable unreadable) {
            throw new Refused(file + ": " + unreadable.getMessage());
        }
        if (all.isEmpty())
            throw new Refused(file + " names no feed; expected OPML with <outline xmlUrl=\"https://…\">");
        List<Subscription> inside = all.stream()
                .filter(one -> folder.isEmpty() || one.folders().stream().anyMatch(folder.get()::equalsIgnoreCase))
                .toList();
        if (inside.isEmpty())
            throw new Refused("Nothing in %s stands in a folder ‘%s’. There are: %s"
                    .formatted(file, Table.oneLine(folder.orElse("")), folders(all)));
        return inside;
    }

    private static String folders(List<Subscription> all) {
        List<String> folders = all.stream()
                .flatMap(one -> one.folders().stream())
                .distinct()
                .limit(50)
                .toList();
        return folders.isEmpty() ? "no folders" : Table.oneLine(String.join(", ", folders));
    }
}
