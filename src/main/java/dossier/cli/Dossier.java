package dossier.cli;

import dossier.settings.Configuration;
import dossier.site.Sites;
import dossier.store.Unusable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The command `dossier`: the options that all commands share, and what they need to work. Messages go to standard
/// error, results to standard output. Exit: 0 done, 1 failed, 2 the call or the configuration is wrong, 3 done in part.
@Command(
        name = "dossier",
        mixinStandardHelpOptions = true,
        version = "Dossier 0.1.0",
        description = "Turns feeds into a curated, public archive.",
        synopsisSubcommandLabel = "COMMAND")
public final class Dossier implements Callable<Integer>, Group {
    /// Done in part: some feeds failed.
    static final int PARTLY = 3;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder that holds outlets.yaml, rules.yaml and application.properties (default: config)")
    private Path config = Path.of("config");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The folder of the archive (default: data)")
    private Path data = Path.of("data");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Overrides a setting; can be given several times")
    private List<String> sets = new ArrayList<>();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Machine-readable output")
    private boolean json;

    private Optional<Configured> read = Optional.empty();

    private final PrintStream out;
    private final PrintStream err;
    private final Path home;
    private final Map<String, String> environment;
    private final River.Source river;
    private final InstantSource clock;

    /// @param home the folder of the program: what is not found in the current folder is looked for there
    /// @param river makes the running routes
    public Dossier(
            PrintStream out,
            PrintStream err,
            Path home,
            Map<String, String> environment,
            River.Source river,
            InstantSource clock) {
        this.out = out;
        this.err = err;
        this.home = home;
        this.environment = Map.copyOf(environment);
        this.river = river;
        this.clock = clock;
    }

    /// Runs the command that the words name.
    ///
    /// @return the exit code
    public int execute(String... words) {
        CommandLine line = Group.line(this, List.of(words));
        line.setExecutionExceptionHandler((exception, _, _) -> failed(exception));
        line.setOut(new PrintWriter(out, true, out.charset()));
        line.setErr(new PrintWriter(err, true, err.charset()));
        line.setUsageHelpAutoWidth(true);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(words);
    }

    @Override
    public List<Object> commands() {
        return List.of(
                new Demo(this),
                new Run(this),
                new Poll(this),
                new Check(this),
                new FeedsCommand(this),
                new RulesCommand(this),
                new ArticleCommand(this),
                new SitesCommand(this),
                new Search(this),
                new ExportCommand(this),
                new ImportCommand(this),
                new Backup(this),
                new Restore(this));
    }

    /// Without a command: says which there are.
    @Override
    public Integer call() {
        new CommandLine(this).usage(err);
        err.println("Commands: demo, run, poll, check, feeds, rules, article, sites, search, export, import, backup,"
                + " restore. `dossier COMMAND --help` tells more.");
        return CommandLine.ExitCode.USAGE;
    }

    /// All that is configured; refused with every mistake at once where there is one (law 10).
    Configuration configuration() {
        Configured configured = read();
        if (!configured.problems().isEmpty()) throw new Refused(configured.problems());
        return configured.configuration();
    }

    /// All that is configured, mistakes or not; read once for a command.
    Configured read() {
        Configured known = read.orElseGet(() -> Configured.read(config(), environment, sets));
        read = Optional.of(known);
        return known;
    }

    /// The step that all commands share which look into the archive: opens the house, and prints what it answers, for
    /// people or for machines.
    int show(Function<House, Answer> look) {
        return act(house -> print(look.apply(house)));
    }

    /// The same for a command that tells of its work while it does it.
    int act(Consumer<House> work) {
        Configuration configuration = configuration();
        try (House house = House.open(this, configuration)) {
            work.accept(house);
        }
        return CommandLine.ExitCode.OK;
    }

    /// Prints what a command has to say, for people or for machines.
    void print(Answer answer) {
        if (json) out.println(Json.of(answer.json().get()));
        else answer.text().accept(out);
    }

    /// The folder of the configuration: that of the current folder, else that which ships.
    Path config() {
        boolean shipped = !Files.exists(config) && config.equals(Path.of("config"));
        return shipped ? home.resolve("config") : config;
    }

    /// What is peculiar about single outlets' pages.
    Sites sites() {
        return read().sites();
    }

    Path data() {
        return data;
    }

    /// True where the call named a data folder.
    boolean namesData() {
        return !data.equals(Path.of("data"));
    }

    List<String> sets() {
        return List.copyOf(sets);
    }

    Map<String, String> environment() {
        return environment;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    InstantSource clock() {
        return clock;
    }

    River.Source river() {
        return river;
    }

    boolean json() {
        return json;
    }

    /// What could not be done to a file or folder, and why: no fault of the program, so no trace of its stack.
    private static String sentence(UncheckedIOException unusable) {
        IOException cause = unusable.getCause();
        String why =
                switch (cause) {
                    case AccessDeniedException _ -> "permission denied";
                    case FileAlreadyExistsException file -> file.getFile() + " is a file";
                    case FileSystemException system when system.getReason() != null -> system.getReason();
                    case NoSuchFileException file -> "there is no " + file.getFile();
                    default -> String.valueOf(cause);
                };
        return unusable.getMessage() + ": " + why;
    }

    private int failed(Exception exception) throws Exception {
        switch (exception) {
            case Refused refused -> err.println(refused.getMessage());
            case Failure failure -> err.println(failure.getMessage());
            case UncheckedIOException unusable -> err.println(sentence(unusable));
            case Unusable unusable -> err.println(unusable.getMessage());
            default -> throw exception;
        }
        return exception instanceof Refused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
}
