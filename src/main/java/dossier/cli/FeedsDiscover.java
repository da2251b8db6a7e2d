package dossier.cli;

import dossier.model.Outlet;
import dossier.parse.Scout;
import dossier.settings.Configuration;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/// Finds the feeds that a page leads to, and asks each whether it is one.
@Command(
        name = "discover",
        description = {
            "Finds the feeds of a page, best first: those it announces, those its address is known to have, those it"
                    + " links to; where there are none, the usual addresses are tried.",
            "Each is asked once; what is no feed is said on standard error."
        })
final class FeedsDiscover implements Callable<Integer> {
    private final Dossier dossier;

    @Parameters(paramLabel = "URL", description = "A home page, or a page about a subject")
    private String url = "";

    FeedsDiscover(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() {
        Configuration configuration = dossier.configuration();
        URI address = Inquiry.address(url);
        Scout.Survey survey;
        try (Inquiry inquiry = new Inquiry(dossier, configuration)) {
            survey = inquiry.survey(Outlet.of(address.getHost(), address), address);
        }
        survey.tried().stream().filter(tried -> !tried.isFeed()).forEach(tried -> dossier.err()
                .println("no feed: " + tried.lead().address() + " ("
                        + tried.lead().why() + ") " + Inquiry.why(tried)));
        if (survey.left() > 0) dossier.err().println(survey.left() + " more addresses were not asked");
        dossier.print(new Answer(() -> json(address, survey), out -> {
            if (!survey.feeds().isEmpty()) out.println(table(survey.feeds()));
        }));
        if (survey.feeds().isEmpty()) throw nothing(address, survey);
        return ExitCode.OK;
    }

    /// Says why nothing was found, which is not always that nothing is there.
    static Failure nothing(URI address, Scout.Survey survey) {
        boolean searched =
                !survey.tried().isEmpty() && survey.page().visit().trip().status() / 100 == 2;
        return new Failure(
                searched
                        ? address + " announces no feed, and none was found in "
                                + survey.tried().size() + " other places"
                        : address + " " + Inquiry.why(survey.page()));
    }

    private static Table table(List<Scout.Tried> feeds) {
        Table table = new Table("FEED", "FORMAT", "ENTRIES", "TITLE", "WHY");
        for (Scout.Tried tried : feeds) {
            Portrait.of(tried)
                    .ifPresent(feed -> table.row(
                            feed.settled(),
                            feed.format(),
                            feed.entries(),
                            feed.title(),
                            tried.lead().why()));
        }
        return table;
    }

    private static Map<String, Object> json(URI address, Scout.Survey survey) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("home", address);
        json.put("feeds", survey.feeds().stream().map(FeedsDiscover::json).toList());
        return json;
    }

    private static Map<String, Object> json(Scout.Tried tried) {
        Portrait feed = Portrait.of(tried).orElseThrow();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("url", feed.settled());
        json.put("title", feed.title());
        json.put("format", feed.format());
        json.put("entries", feed.entries());
        json.put("newest", feed.newest());
        json.put("text", feed.text());
        json.put("why", tried.lead().why());
        return json;
    }
}
