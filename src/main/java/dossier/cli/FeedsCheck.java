package dossier.cli;

import dossier.model.Nearest;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Validators;
import dossier.parse.Scout;
import dossier.settings.Configuration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// Asks each feed once, now, and says what it is worth.
@Command(
        name = "check",
        description = {
            "Asks each feed once now, stores nothing, and prints a verdict a line. 0 all well, 3 some are not.",
            "CONDITIONAL: 304 where the feed answers that nothing is new; ignored where it gives validators and does"
                    + " not honour them; none where it gives none."
        })
final class FeedsCheck implements Callable<Integer> {
    private static final int AT_ONCE = 32;
    private static final Set<Integer> REFUSALS = Set.of(401, 402, 403, 406, 407, 451);

    private final Dossier dossier;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these outlets")
    private List<String> names = List.of();

    FeedsCheck(Dossier dossier) {
        this.dossier = dossier;
    }

    /// What one look at a feed says.
    ///
    /// @param verdict `well`, `moved`, `empty`, `busy`, `refuses us`, `not a feed`, `dead`, `no answer`
    /// @param conditional `304`, `ignored`, `none`
    record Line(
            String verdict,
            String outlet,
            URI url,
            int status,
            String format,
            int entries,
            Optional<Instant> newest,
            String conditional,
            String text,
            String note) {
        boolean isWell() {
            return Set.of("well", "moved", "empty").contains(verdict);
        }
    }

    private record Looked(Line line, Optional<Portrait> portrait) {}

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = dossier.configuration();
        List<Outlet> outlets = chosen(configuration.outlets());
        List<Looked> looked;
        try (Inquiry inquiry = new Inquiry(dossier, configuration)) {
            looked = lookAtAll(inquiry, outlets);
        }
        List<Line> lines = looked.stream().map(Looked::line).toList();
        dossier.print(Answer.of(lines, table(lines)));
        twins(looked).forEach(dossier.err()::println);
        long bad = lines.stream().filter(line -> !line.isWell()).count();
        dossier.err()
                .println((lines.size() == 1 ? "1 feed" : lines.size() + " feeds") + " asked, " + bad + " not well");
        return bad > 0 ? Dossier.PARTLY : ExitCode.OK;
    }

    private List<Outlet> chosen(List<Outlet> outlets) {
        for (String name : names) {
            if (outlets.stream().anyMatch(outlet -> isNameOf(outlet, name))) continue;
            List<String> known = outlets.stream().map(Outlet::name).toList();
            String hint = Nearest.of(name, known)
                    .map(near -> "; is it ‘" + near + "’?")
                    .orElseGet(() -> ". There are: " + String.join(", ", known));
            throw new Refused("No outlet is called ‘" + Table.oneLine(name) + "’" + hint);
        }
        return outlets.stream()
                .filter(outlet -> names.isEmpty() || names.stream().anyMatch(name -> isNameOf(outlet, name)))
                .toList();
    }

    private static boolean isNameOf(Outlet outlet, String name) {
        return outlet.name().equalsIgnoreCase(name) || outlet.slug().equals(name.toLowerCase(Locale.ROOT));
    }

    private List<Looked> lookAtAll(Inquiry inquiry, List<Outlet> outlets) throws InterruptedException {
        Semaphore turns = new Semaphore(AT_ONCE);
        List<Future<Looked>> open = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Outlet outlet : outlets) {
                if (outlet.polled().isEmpty())
                    open.add(threads.submit(() -> inTurn(turns, () -> home(inquiry, outlet))));
                for (URI feed : outlet.polled())
                    open.add(threads.submit(
                            () -> inTurn(turns, () -> look(inquiry, outlet, inquiry.only(outlet, feed), ""))));
            }
            List<Looked> done = new ArrayList<>();
            for (Future<Looked> each : open) done.add(each.get());
            return done;
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static Looked inTurn(Semaphore turns, Callable<Looked> look) throws Exception {
        turns.acquire();
        try {
            return look.call();
        } finally {
            turns.release();
        }
    }

    private Looked home(Inquiry inquiry, Outlet outlet) {
        Scout.Survey survey = inquiry.first(outlet, outlet.home());
        return survey.feeds().isEmpty()
                ? look(inquiry, outlet, survey.page(), "no feed was found from it")
                : look(inquiry, outlet, survey.feeds().getFirst(), "found from " + outlet.home());
    }

    private Looked look(Inquiry inquiry, Outlet outlet, Scout.Tried tried, String note) {
        Optional<Portrait> portrait = Portrait.of(tried);
        String verdict = verdict(tried);
        List<String> notes = new ArrayList<>();
        if (!note.isEmpty()) notes.add(note);
        tried.visit().trip().movedTo().ifPresent(to -> notes.add("moved for good to " + to));
        if (!tried.isFeed()) notes.add(Inquiry.why(tried));
        Line line = new Line(
                verdict,
                outlet.name(),
                tried.lead().address(),
                tried.visit().trip().status(),
                portrait.map(Portrait::format).orElse(""),
                portrait.map(Portrait::entries).orElse(0),
                portrait.flatMap(Portrait::newest),
                tried.isFeed() ? conditional(inquiry, tried) : "",
                portrait.map(Portrait::text).orElse(""),
                String.join("; ", notes));
        return new Looked(line, portrait);
    }

    private String conditional(Inquiry inquiry, Scout.Tried tried) {
        boolean none = tried.visit().reading() instanceof Reading.Entries read
                && read.validators().equals(Validators.NONE);
        if (none) return "none";
        return inquiry.isConditional(tried, dossier.clock().instant()).orElse(false) ? "304" : "ignored";
    }

    private static String verdict(Scout.Tried tried) {
        int status = tried.visit().trip().status();
        return switch (tried.visit().reading()) {
            case Reading.Entries read when read.entries().isEmpty() -> "empty";
            case Reading.Entries _ -> tried.visit().trip().movedTo().isPresent() ? "moved" : "well";
            case Reading.Busy _ -> "busy";
            case Reading.Gone _ -> "dead";
            case Reading.Announced _, Reading.Nothing _ -> "not a feed";
            case Reading.Failed _ -> {
                if (REFUSALS.contains(status)) yield "refuses us";
                if (status == 0) yield "no answer";
                yield status / 100 == 2 ? "not a feed" : "dead";
            }
        };
    }

    private static List<String> twins(List<Looked> looked) {
        List<String> twins = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++)
            for (int k = 0; k < i; k++)
                if (areOne(looked.get(i), looked.get(k)))
                    twins.add("one feed: %s of ‘%s’ and %s of ‘%s’"
                            .formatted(
                                    looked.get(k).line.url(),
                                    looked.get(k).line.outlet(),
                                    looked.get(i).line.url(),
                                    looked.get(i).line.outlet()));
        return twins;
    }

    private static boolean areOne(Looked one, Looked other) {
        return one.portrait.isPresent()
                && other.portrait.isPresent()
                && Twins.areOne(one.portrait.get(), other.portrait.get());
    }

    private Table table(List<Line> lines) {
        Instant now = dossier.clock().instant();
        Table table =
                new Table("VERDICT", "OUTLET", "STATUS", "FORMAT", "ENTRIES", "NEWEST", "CONDITIONAL", "TEXT", "FEED");
        for (Line line : lines) {
            table.row(
                    line.verdict,
                    line.outlet,
                    line.status == 0 ? "-" : line.status,
                    line.format,
                    line.entries,
                    line.newest
                            .map(at -> FeedLine.about(Duration.between(at, now)) + " ago")
                            .orElse(""),
                    line.conditional,
                    line.text,
                    line.url + (line.note.isEmpty() ? "" : "  (" + line.note + ")"));
        }
        return table;
    }
}
