package dossier.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// Writes outlets and blogroll as OPML.
@Command(
        name = "export",
        description = "Writes outlets and blogroll, with the feeds found for them, as OPML 2.0 to standard output or a"
                + " file.")
final class FeedsExport implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to; standard output where none is given")
    private Optional<Path> file = Optional.empty();

    FeedsExport(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        try (House house = House.open(dossier, dossier.configuration())) {
            house.followWhereNobodyWorks(dossier.data());
            String text = house.opml().body().text(StandardCharsets.UTF_8);
            if (file.isPresent()) write(file.get(), text);
            else dossier.out().print(text);
        }
        return ExitCode.OK;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException refused) {
            throw new Failure(file + " cannot be written: " + refused);
        }
    }
}
