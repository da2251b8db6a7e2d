package dossier.cli;

import dossier.model.ArticleId;
import dossier.model.Filed;
import dossier.model.Inquiry;
import dossier.model.Item;
import dossier.model.Position;
import dossier.model.Request;
import dossier.model.Told;
import dossier.publish.Dump;
import dossier.store.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes the articles one a line, newest first, with no more of each than its outlet lets out.
@Command(sortOptions = false)
final class ExportLines implements Callable<Integer> {
    private static final int AT_ONCE = 100;

    private final Dossier dossier;
    private final Format format;

    @Parameters(paramLabel = "FILE", description = "The file; - writes to the standard output")
    private String file = "-";

    @Mixin
    private ExportChoice choice = new ExportChoice();

    @Option(names = "--query", paramLabel = "QUERY", description = "Only what the search finds for this")
    private Optional<String> query = Optional.empty();

    @Option(
            names = "--everything",
            description =
                    "For operators: whole texts, whatever outlets let out, what is not shown, and what was taken down"
                            + " (without its text); by number")
    private boolean everything;

    private long written;

    private enum Format {
        JSONL,
        CSV
    }

    private ExportLines(Dossier dossier, Format format) {
        this.dossier = dossier;
        this.format = format;
    }

    static CommandLine jsonl(Dossier dossier) {
        return of(
                dossier,
                Format.JSONL,
                "Writes the public articles, one a line, as items of JSON Feed: what `import` of another archive"
                        + " reads.");
    }

    static CommandLine csv(Dossier dossier) {
        return of(
                dossier,
                Format.CSV,
                "Writes the public articles as CSV, for spreadsheets. A cell that a spreadsheet would take for a"
                        + " formula begins with an apostrophe.");
    }

    private static CommandLine of(Dossier dossier, Format format, String description) {
        CommandLine command = new CommandLine(new ExportLines(dossier, format));
        String name = format.name().toLowerCase(Locale.ROOT);
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() throws IOException {
        if (everything && query.isPresent())
            throw new Refused("--query asks the public search; it goes not with --everything");
        try (House house = House.open(dossier, dossier.configuration());
                Bar bar = Bar.of("Exporting", dossier.err())) {
            house.followWhereNobodyWorks(dossier.data());
            if (query.isPresent()) RulesRerun.finishIndex(dossier, house);
            if (everything)
                dossier.err().println("--everything: whole texts and what is not shown; not for the public");
            ExportFile.write(file, dossier.out(), out -> {
                if (format == Format.CSV) line(out, Dump.csvHead());
                if (everything) everything(house, out, bar);
                else shown(house, choice.inquiry(house, query), out, bar);
            });
        }
        tell();
        return ExitCode.OK;
    }

    private void tell() {
        if (file.equals("-")) dossier.err().println(written + " articles");
        else
            dossier.print(new Answer(
                    () -> Map.of("file", file, "articles", written),
                    out -> out.println(written + " articles in " + file)));
    }

    private void shown(House house, Inquiry inquiry, OutputStream out, Bar bar) throws IOException {
        long all = house.archive()
                .newest(new Request("/", Map.of(), Optional.empty(), Optional.empty()))
                .total();
        Dump dump = house.dump();
        Optional<Position> behind = Optional.of(inquiry.behind());
        while (behind.isPresent()) {
            Told told = house.catalogue().articles(inquiry.from(behind.get()));
            switch (told) {
                case Told.Articles list -> {
                    for (Item item : list.items()) line(out, dump, item);
                    behind = list.next();
                }
                case Told.Unknown(String what) -> throw new Refused(what);
                case Told.Refused(String problem) -> throw new Refused(problem);
                default -> throw new IllegalStateException(told.toString());
            }
            bar.show(Math.min(written, all), all);
        }
    }

    private void everything(House house, OutputStream out, Bar bar) throws IOException {
        Vault vault = house.vault();
        Vault.Choice which = choice.vault(house);
        long all = vault.articles(which);
        Dump dump = house.dump();
        ArticleId after = new ArticleId(0);
        while (true) {
            List<Vault.Whole> some = vault.articles(which, after, AT_ONCE);
            if (some.isEmpty()) break;
            for (Vault.Whole each : some) line(out, dump, each);
            after = some.getLast().item().id();
            bar.show(Math.min(written, all), all);
        }
        if (format == Format.JSONL) for (Filed.Removed removed : vault.removed(which)) line(out, dump.removed(removed));
    }

    private void line(OutputStream out, Dump dump, Vault.Whole whole) throws IOException {
        switch (format) {
            case JSONL -> line(out, dump.json(whole.item(), !whole.shown(), whole.limit()));
            case CSV -> line(out, dump.csv(whole.item()));
        }
        written++;
    }

    private void line(OutputStream out, Dump dump, Item item) throws IOException {
        line(
                out,
                switch (format) {
                    case JSONL -> dump.json(item);
                    case CSV -> dump.csv(item);
                });
        written++;
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
