package dossier.cli;

import dossier.model.Channel;
import dossier.model.Item;
import dossier.model.SearchHits;
import dossier.settings.Configuration;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Searches the archive.
@Command(
        name = "search",
        description = "Searches the archive, best first. The query language is that of rules.yaml: words by stem, \"a"
                + " phrase\", =exact, spy*, AND OR NOT, a NEAR/8 b, title: source: tag: …")
final class Search implements Callable<Integer>, Group {
    private final Dossier dossier;

    @Parameters(paramLabel = "QUERY", arity = "0..*", description = "Several words are joined by spaces")
    private List<String> words = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "At most so many (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    Search(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public List<Object> commands() {
        return List.of(new SearchRebuild(dossier));
    }

    @Override
    public Integer call() {
        if (words.isEmpty())
            throw new Refused("search what? `search spying OR espionage`; `search rebuild` makes the index again");
        if (limit < 1 || limit > 1000) throw new Refused("--limit is a number from 1 to 1000, not " + limit);
        return dossier.show(this::look);
    }

    private Answer look(House house) {
        SearchHits hits = house.searcher().look(String.join(" ", words), false, limit);
        hits.problem().ifPresent(problem -> {
            throw new Refused(String.join(" ", words) + "\n" + problem);
        });
        Channel found = house.archive().hits(hits);
        return new Answer(() -> json(hits, found), out -> print(out, house.configuration(), hits, found));
    }

    private void print(PrintStream out, Configuration configuration, SearchHits hits, Channel found) {
        Table table = new Table("DATE", "OUTLET", "ID", "TITLE");
        for (Item item : found.items()) {
            LocalDate day = item.date()
                    .atZone(configuration.settings().zone("site.zone"))
                    .toLocalDate();
            table.row(day, item.outlet().name(), item.id(), item.title());
        }
        if (!found.items().isEmpty()) out.println(table);
        dossier.err().println(hits.total() == 1 ? "1 article" : hits.total() + " articles");
    }

    private static Map<String, Object> json(SearchHits hits, Channel found) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("query", hits.query());
        result.put("total", hits.total());
        Map<String, Object> facets = new LinkedHashMap<>();
        hits.facets().forEach(facet -> facets.put(facet.kind().name().toLowerCase(Locale.ROOT), facet.values()));
        result.put("facets", facets);
        result.put("articles", found.items().stream().map(Search::json).toList());
        return result;
    }

    private static Map<String, Object> json(Item item) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", item.id().value());
        line.put("title", item.title());
        line.put("outlet", item.outlet().name());
        line.put("date", item.date());
        line.put("path", item.path());
        line.put("url", item.link());
        line.put("tags", item.tags());
        return line;
    }
}
