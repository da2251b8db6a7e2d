package dossier.cli;

import dossier.store.Vault;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Writes the pages as fetched.
@Command(
        name = "warc",
        sortOptions = false,
        description =
                "For operators: writes the pages as fetched, whole, as one compressed file of WARC 1.1, for any web"
                    + " archive. They are their outlets', and not for the public. 3: some could not be read any more.")
final class ExportWarc implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "FILE", description = "The file, such as pages.warc.gz; - writes to the standard output")
    private String file = "-";

    @Mixin
    private ExportChoice choice = new ExportChoice();

    ExportWarc(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws IOException {
        Vault.Pages[] pages = {new Vault.Pages(0, 0)};
        try (House house = House.open(dossier, dossier.configuration());
                Bar bar = Bar.of("Exporting", dossier.err())) {
            house.followWhereNobodyWorks(dossier.data());
            Vault.Choice which = choice.vault(house);
            Vault vault = house.vault();
            long all = vault.pages(which);
            String name = file.equals("-") ? "pages.warc.gz" : file.substring(file.lastIndexOf('/') + 1);
            ExportFile.write(
                    file, dossier.out(), out -> pages[0] = vault.pages(which, name, out, done -> bar.show(done, all)));
        }
        tell(pages[0]);
        return pages[0].lost() > 0 ? Dossier.PARTLY : ExitCode.OK;
    }

    private void tell(Vault.Pages pages) {
        if (pages.lost() > 0)
            dossier.err().println(pages.lost() + " pages could not be read any more; the log says why");
        if (file.equals("-")) dossier.err().println(pages.written() + " pages");
        else
            dossier.print(new Answer(
                    () -> Map.of("file", file, "pages", pages.written(), "lost", pages.lost()),
                    out -> out.println(pages.written() + " pages in " + file)));
    }
}
