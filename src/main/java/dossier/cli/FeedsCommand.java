package dossier.cli;

import dossier.fetch.Fetcher;
import dossier.fetch.Pauses;
import dossier.model.Bytes;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Outlet;
import dossier.model.Problem;
import dossier.model.Reading;
import dossier.model.Reply;
import dossier.model.Validators;
import dossier.model.Visit;
import dossier.parse.Opml;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import dossier.settings.Configuration;
import dossier.settings.OutletsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// Everything about feeds that is not polling them.
@Command(name = "feeds", description = "Lists, finds, imports and exports feeds.", synopsisSubcommandLabel = "COMMAND")
final class FeedsCommand implements Callable<Integer> {
    private final Dossier dossier;

    private FeedsCommand(Dossier dossier) {
        this.dossier = dossier;
    }

    static CommandLine with(Dossier dossier) {
        return new CommandLine(new FeedsCommand(dossier))
                .addSubcommand(new Listing(dossier))
                .addSubcommand(new Discover(dossier))
                .addSubcommand(new Import(dossier))
                .addSubcommand(new Export(dossier));
    }

    /// Without a word more: the list.
    @Override
    public Integer call() {
        return new Listing(dossier).call();
    }

    /// The health of each feed at a glance.
    @Command(
            name = "list",
            description = "Shows each feed: when it was asked, what came of it, when it is asked again.")
    static final class Listing implements Callable<Integer> {
        private final Dossier dossier;

        Listing(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            Configuration configuration = dossier.configuration();
            try (House house = House.open(dossier, configuration)) {
                house.followWhereNobodyWorks(dossier.data());
                List<FeedLine> lines =
                        house.feeds().list().stream().map(FeedLine::of).toList();
                if (dossier.json()) dossier.out().println(Json.of(lines));
                else dossier.out().println(table(lines, dossier.clock().instant()));
            }
            return ExitCode.OK;
        }

        private static Table table(List<FeedLine> lines, Instant now) {
            Table table = new Table("STATE", "OUTLET", "ENTRIES", "ASKED", "NEXT", "FEED");
            for (FeedLine line : lines) {
                String what = line.state().equals("well") ? "" : "  (" + line.what() + ")";
                table.row(
                        line.state(),
                        line.outlet(),
                        line.entries(),
                        line.visited()
                                .map(at -> FeedLine.about(Duration.between(at, now)) + " ago")
                                .orElse("never"),
                        line.due().map(at -> next(now, at)).orElse("never"),
                        line.url() + what);
            }
            return table;
        }

        private static String next(Instant now, Instant due) {
            return due.isAfter(now) ? "in " + FeedLine.about(Duration.between(now, due)) : "now";
        }
    }

    /// Finds the feeds that a page announces.
    @Command(name = "discover", description = "Finds the feeds that a home page announces, best first.")
    static final class Discover implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "URL", description = "A home page")
        private String url = "";

        Discover(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() {
            Configuration configuration = dossier.configuration();
            URI home = address(url);
            List<URI> feeds = find(configuration, home);
            if (dossier.json()) dossier.out().println(Json.of(Map.of("home", home, "feeds", feeds)));
            else feeds.forEach(dossier.out()::println);
            return ExitCode.OK;
        }

        private List<URI> find(Configuration configuration, URI home) {
            Parser parser = new Parser(ParseSettings.DEFAULTS);
            Feed page = new Feed(
                    new FeedId(0),
                    Outlet.of(String.valueOf(home.getHost()), home),
                    home,
                    Feed.Role.HOME,
                    Validators.NONE,
                    Optional.empty(),
                    0,
                    Optional.empty());
            Visit visit;
            try (Fetcher fetcher = House.fetcher(dossier, configuration, Pauses.FORGOTTEN)) {
                visit = parser.parse(fetcher.fetch(page));
            }
            return switch (visit.reading()) {
                case Reading.Announced announced -> announced.feeds();
                case Reading.Entries _ -> List.of(visit.trip().address());
                case Reading.Failed failed -> throw new Failure(home + " " + failed.reason());
                case Reading.Busy busy -> throw new Failure(home + " asks for a pause of " + busy.pause());
                case Reading.Gone _ -> throw new Failure(home + " is gone for good (410)");
                case Reading.Nothing _ -> throw new Failure(home + " gave no page");
            };
        }

        private static URI address(String url) {
            String full = url.contains("://") ? url : "https://" + url;
            try {
                URI home = URI.create(full);
                if (home.getHost() != null && full.matches("(?i)https?://.*")) return home;
            } catch (IllegalArgumentException _) {
                // said below
            }
            throw new Refused(
                    "‘" + url + "’ is not the address of a page; expected something like https://daily.example/");
        }
    }

    /// Adds the feeds of an OPML file to `outlets.yaml`.
    @Command(
            name = "import",
            description = "Adds the feeds of an OPML file to outlets.yaml; those it has already are left as they are.")
    static final class Import implements Callable<Integer> {
        private static final long LARGEST = 20_000_000;
        private final Dossier dossier;

        @Parameters(paramLabel = "FILE", description = "An OPML file, as other feed readers export it")
        private Path file = Path.of("");

        Import(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() throws IOException {
            Configuration configuration = dossier.configuration();
            if (!Files.isRegularFile(file)) throw new Refused(file + " is no file");
            if (Files.size(file) > LARGEST) throw new Refused(file + " has more than " + LARGEST + " bytes");
            List<Opml.Subscription> named = subscriptions();
            if (named.isEmpty())
                throw new Refused(file + " names no feed; expected OPML with <outline xmlUrl=\"https://…\">");
            Path outlets = dossier.config().resolve("outlets.yaml");
            List<Outlet> added = Imports.fresh(named, configuration.outlets());
            List<Problem> problems = added.isEmpty() ? List.of() : OutletsFile.append(outlets, added);
            if (!problems.isEmpty()) throw new Refused(problems);
            if (dossier.json())
                dossier.out()
                        .println(Json.of(
                                Map.of("added", added.stream().map(Outlet::name).toList())));
            else added.forEach(outlet -> dossier.out().println("added " + outlet.name()));
            dossier.err()
                    .println(added.size() + " outlets added to " + outlets
                            + "; please look at `keep` and `publish` of each");
            return ExitCode.OK;
        }

        private List<Opml.Subscription> subscriptions() throws IOException {
            try {
                return new Opml(ParseSettings.DEFAULTS).read(Bytes.of(Files.readAllBytes(file)));
            } catch (Opml.Unreadable unreadable) {
                throw new Refused(file + ": " + unreadable.getMessage());
            }
        }
    }

    /// Writes outlets and blogroll as OPML.
    @Command(name = "export", description = "Writes outlets and blogroll as OPML 2.0 to standard output or a file.")
    static final class Export implements Callable<Integer> {
        private final Dossier dossier;

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to; standard output where none is given")
        private Optional<Path> file = Optional.empty();

        Export(Dossier dossier) {
            this.dossier = dossier;
        }

        @Override
        public Integer call() throws IOException {
            Configuration configuration = dossier.configuration();
            try (House house = House.open(dossier, configuration)) {
                Reply opml = house.opml();
                String text = opml.body().text(StandardCharsets.UTF_8);
                if (file.isPresent()) Files.writeString(file.get(), text);
                else dossier.out().print(text);
            }
            return ExitCode.OK;
        }
    }
}
