package dossier.cli;

import dossier.model.Addition;
import dossier.model.Decision;
import dossier.model.Nearest;
import dossier.model.Outlet;
import dossier.model.SightingId;
import dossier.settings.Configuration;
import dossier.site.Links;
import dossier.store.Additions.Outcome;
import dossier.store.Trace;
import dossier.store.WorkerLock;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One article by its address: it goes the way of those that feeds carry.
@Command(
        name = "add",
        sortOptions = false,
        description = {
            "Fetches the page at an address and keeps it as an article, as if a feed had carried it.",
            "It is shown whatever rules say: whoever adds it approves of it. What is there already is only told."
        })
final class ArticleAdd implements Callable<Integer> {
    private static final int LOOK_MILLIS = 100;
    private static final int MOST_LOOKS = 5 * 60 * 1000 / LOOK_MILLIS;

    private static final int MOST_NAMES = 20;

    private final Dossier dossier;

    @Parameters(paramLabel = "URL", description = "Where the article stands")
    private String url = "";

    @Option(names = "--outlet", paramLabel = "NAME", description = "Whose it is (default: whose address it has)")
    private Optional<String> name = Optional.empty();

    @Option(names = "--note", paramLabel = "TEXT", description = "Why")
    private String note = "";

    @Option(names = "--anyway", description = "Adds it although its page looks like a teaser, a wall or an error")
    private boolean anyway;

    @Mixin
    private Actor actor = new Actor();

    ArticleAdd(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI address = Links.clean(Inquiry.address(url));
        Addition addition = new Addition(actor.name(), note, anyway);
        Configuration configuration = dossier.configuration();
        Optional<WorkerLock> lock = WorkerLock.tryTake(dossier.data());
        try (House house = House.open(dossier, configuration)) {
            if (lock.isPresent()) house.takeOver();
            Optional<Trace> known = house.traces().find(address.toString()).filter(trace -> trace.article()
                    .isPresent());
            if (known.isPresent()) return tell(known.get(), false);
            SightingId wish = house.additions().ask(outlet(house, address), address, addition);
            Outcome outcome = lock.isPresent() ? ourselves(house, wish) : byTheWorker(house, wish);
            return report(house, address, outcome);
        } finally {
            lock.ifPresent(WorkerLock::close);
        }
    }

    // whose it is

    private Outlet outlet(House house, URI address) {
        List<Outlet> outlets = house.outlets().configured();
        List<Outlet> candidates = name.map(wanted -> outlets.stream()
                        .filter(outlet -> outlet.name().equalsIgnoreCase(wanted)
                                || outlet.slug().equals(wanted))
                        .toList())
                .orElseGet(() -> house.outlets().at(address));
        if (candidates.size() != 1) throw new Refused(whose(address, candidates, outlets, house.configuration()));
        Outlet outlet = candidates.getFirst();
        if (Links.clean(outlet.home()).equals(address))
            throw new Refused(address + " is the front page of " + outlet.name() + ", and no article");
        return outlet;
    }

    private String whose(URI address, List<Outlet> some, List<Outlet> all, Configuration configuration) {
        if (!some.isEmpty())
            return "%s may be of %s; say whose it is with --outlet NAME".formatted(address, names(some));
        if (name.isEmpty())
            return "No outlet has its home or a feed at %s; say whose it is with --outlet NAME (%s), or add the outlet: feeds add %s"
                    .formatted(
                            address.getHost(), all.isEmpty() ? "there is none yet" : names(all), address.resolve("/"));
        boolean late = configuration.outlets().stream()
                .anyMatch(outlet -> outlet.name().equalsIgnoreCase(name.get()));
        if (late) return name.get() + ": the running process does not know it yet; restart that one";
        List<String> names = all.stream().map(Outlet::name).toList();
        return "No outlet is called %s%s. There are: %s"
                .formatted(name.get(), Nearest.hint(name.get(), names), names(all));
    }

    private static String names(List<Outlet> outlets) {
        int more = outlets.size() - MOST_NAMES;
        return outlets.stream().limit(MOST_NAMES).map(Outlet::name).collect(Collectors.joining(", "))
                + (more > 0 ? " and %d more".formatted(more) : "");
    }

    // the way through the river

    private Outcome ourselves(House house, SightingId wish) throws InterruptedException {
        house.feeds().only(house.feeds().nothing());
        try (River _ = Worker.river(dossier, house, false)) {
            return wait(house, wish);
        } finally {
            house.bringIndexUpToDate();
        }
    }

    private Outcome byTheWorker(House house, SightingId wish) throws InterruptedException {
        dossier.err().println(Worker.holder(dossier.data()) + " works on this archive; it is asked to add the page");
        return wait(house, wish);
    }

    private static Outcome wait(House house, SightingId wish) throws InterruptedException {
        Outcome outcome = house.additions().outcome(wish);
        for (int looks = 0; outcome instanceof Outcome.Open && looks < MOST_LOOKS; looks++) {
            Thread.sleep(LOOK_MILLIS);
            outcome = house.additions().outcome(wish);
        }
        return outcome;
    }

    // what came of it

    private int report(House house, URI address, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Added(var article, boolean fresh) ->
                tell(ArticleCommand.find(dossier, house, article.toString()), fresh);
            case Outcome.Refused(String why, boolean doubtful) ->
                throw new Failure("%s was not added: %s%s"
                        .formatted(
                                address,
                                Table.oneLine(why),
                                doubtful ? ". Where it is the article all the same, say --anyway" : ""));
            case Outcome.Failed _ ->
                throw new Failure(address + " was not added: "
                        + ArticleCommand.find(dossier, house, address.toString())
                                .verdict());
            case Outcome.Open _ ->
                throw new Failure("%s still waits. Nothing is lost: `article trace %s` tells what becomes of it"
                        .formatted(address, address));
        };
    }

    private int tell(Trace trace, boolean fresh) {
        Trace.Facts facts = trace.article().orElseThrow();
        if (trace.decisions().stream().anyMatch(decision -> decision.what() == Decision.What.TAKEDOWN))
            throw new Failure("That is article %s. %s".formatted(facts.id(), trace.verdict()));
        String hint = fresh || facts.shown() ? "" : "; `article approve " + facts.id() + "` shows it";
        dossier.print(Answer.of(
                json(trace, facts, fresh),
                "%s %s, %s, ‘%s’. %s%s"
                        .formatted(
                                fresh ? "Added as article" : "That is article",
                                facts.id(),
                                facts.outlet().name(),
                                Table.oneLine(facts.content().title()),
                                trace.verdict(),
                                hint)));
        return ExitCode.OK;
    }

    private static Map<String, Object> json(Trace trace, Trace.Facts facts, boolean fresh) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("added", fresh);
        json.put("id", facts.id().value());
        json.put("path", facts.path());
        json.put("url", facts.content().address());
        json.put("outlet", facts.outlet().name());
        json.put("title", facts.content().title());
        json.put("shown", facts.shown());
        json.put("why", trace.verdict());
        json.put("tags", facts.tags());
        return json;
    }
}
