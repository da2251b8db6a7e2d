package dossier.cli;

import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.Slug;
import dossier.parse.Scout;
import dossier.settings.Configuration;
import dossier.settings.Form;
import dossier.settings.Mistake;
import dossier.settings.OutletsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds one outlet to `outlets.yaml`.
@Command(
        name = "add",
        description = {
            "Finds the feed at an address, shows it, and adds it to outlets.yaml.",
            "The address may be a feed's or a home page's. What is there already is refused."
        })
final class FeedsAdd implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "URL", description = "A feed, or a page that leads to one")
    private String url = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called (default: as the feed calls itself)")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "news or blog: a blog stands in the blogroll (default: news)")
    private Optional<Kind> kind = Optional.empty();

    @Option(
            names = "--keep",
            paramLabel = "KEEP",
            description = "tagged: shown when a rule matches, or all (default: tagged)")
    private Optional<Keep> keep = Optional.empty();

    @Option(
            names = "--publish",
            paramLabel = "PUBLISH",
            description = "full, excerpt or link: how much of its text leaves the house (default: full)")
    private Optional<Publish> publish = Optional.empty();

    @Option(names = "--dry-run", description = "Shows what would be added, and changes nothing")
    private boolean dryRun;

    @Option(
            names = "--anyway",
            description = "Adds it although it looks like a feed that is there, or brings the same entries")
    private boolean anyway;

    FeedsAdd(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws IOException {
        Configuration configuration = dossier.configuration();
        URI address = Inquiry.address(url);
        Twins twins = new Twins(configuration.outlets());
        requireNew(address, twins.known(address), configuration);
        name.ifPresent(written -> requireFree(named(written), configuration));
        Scout.Survey survey;
        try (Inquiry inquiry = new Inquiry(dossier, configuration)) {
            survey = inquiry.first(Outlet.of(address.getHost(), address), address);
        }
        Portrait feed = survey.feeds().stream()
                .findFirst()
                .flatMap(Portrait::of)
                .orElseThrow(() -> FeedsDiscover.nothing(address, survey));
        dossier.err().print(feed.sentences());
        requireNew(feed.settled(), twins.known(feed).or(() -> carried(feed, configuration)), configuration);
        Outlet outlet = outlet(feed, survey.page().isFeed() ? Optional.empty() : Optional.of(address), configuration);
        if (!dryRun) write(outlet);
        dossier.print(Answer.of(json(outlet, feed), OutletsFile.text(outlet)));
        return ExitCode.OK;
    }

    /// An address that only looks like another, or a feed that only brings the same, may be meant all the same.
    private void requireNew(URI address, Optional<String> known, Configuration configuration) {
        boolean same = configuration.outlets().stream()
                .anyMatch(outlet -> outlet.polled().contains(address));
        if (known.isEmpty() || (anyway && !same)) return;
        throw new Refused(address + " was not added: " + known.get()
                + (same ? "" : ". Where it is another all the same, say --anyway"));
    }

    /// Only an archive that is there can tell.
    private Optional<String> carried(Portrait feed, Configuration configuration) {
        boolean archive = Files.isDirectory(dossier.data())
                || !configuration.settings().text("store.url").isEmpty();
        if (!archive) return Optional.empty();
        try (House house = House.open(dossier, configuration)) {
            return Twins.polled(house.feeds().list())
                    .known(feed)
                    .or(() -> Twins.carried(feed, house.carriers().of(feed.links())));
        }
    }

    private Outlet outlet(Portrait feed, Optional<URI> page, Configuration configuration) {
        String called = name.map(FeedsAdd::named).orElseGet(() -> title(feed));
        requireFree(called, configuration);
        URI home = feed.site().or(() -> page).orElseGet(() -> feed.settled().resolve("/"));
        return Outlet.of(called, home)
                .withFeeds(List.of(feed.settled()))
                .treated(kind.orElse(Kind.NEWS), keep.orElse(Keep.TAGGED), publish.orElse(Publish.FULL));
    }

    private static String named(String written) {
        try {
            return Form.text(200).read(written);
        } catch (Mistake mistake) {
            throw new Refused("--name " + mistake.rest());
        }
    }

    private static String title(Portrait feed) {
        String title = Table.oneLine(feed.title()).strip();
        String cut = title.substring(0, Math.min(title.length(), 200)).strip();
        return cut.isEmpty() ? String.valueOf(feed.settled().getHost()) : cut;
    }

    private static void requireFree(String name, Configuration configuration) {
        configuration.outlets().stream()
                .filter(outlet -> outlet.slug().equals(Slug.of(name)))
                .findFirst()
                .ifPresent(outlet -> {
                    throw new Refused(
                            "An outlet ‘%s’ is there already. Give this one another --name, or write the feed below that one's feeds:"
                                    .formatted(outlet.name()));
                });
    }

    private void write(Outlet outlet) throws IOException {
        Path file = dossier.config().resolve("outlets.yaml");
        List<Problem> problems = OutletsFile.append(file, List.of(outlet));
        if (!problems.isEmpty()) throw new Refused(problems);
        dossier.err()
                .println("added to " + file + "; please look at `keep` and `publish`." + " `dossier poll \""
                        + outlet.name() + "\"` asks it now; a running process knows it after its next start");
    }

    private Map<String, Object> json(Outlet outlet, Portrait feed) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("added", !dryRun);
        json.put("name", outlet.name());
        json.put("home", outlet.home());
        json.put("feed", feed.settled());
        json.put("title", feed.title());
        json.put("format", feed.format());
        json.put("entries", feed.entries());
        json.put("newest", feed.newest());
        json.put("rhythm", feed.rhythm());
        json.put("text", feed.text());
        json.put("headlines", feed.headlines());
        return json;
    }
}
