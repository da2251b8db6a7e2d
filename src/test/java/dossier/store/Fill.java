package dossier.store;

import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Place;
import dossier.model.Publish;
import dossier.model.Rule;
import dossier.model.Slug;
import dossier.model.TextFrom;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Fills a data folder with made-up articles, and writes the configuration beside it under which `bin/dossier
/// run` shows them: for measuring. `Fill FOLDER ARTICLES [CHARACTERS]`, then `bin/dossier run --config
/// FOLDER/config --data FOLDER/data`.
public final class Fill {
    private static final List<Rule> RULES = List.of(
            rule("spying", "spying OR espionage"), rule("trade", "tariffs OR \"trade war\""), rule("china", "China"));

    private Fill() {}

    private static Rule rule(String tag, String query) {
        return new Rule(tag, tag, query, List.of(), false, new Place("rules.yaml", 1));
    }

    private static Outlet outlet(String name) {
        URI home = URI.create("http://" + Slug.of(name) + ".invalid/");
        return new Outlet(
                name,
                Slug.of(name),
                Kind.NEWS,
                "",
                home,
                List.of(home.resolve("/rss")),
                Keep.ALL,
                Publish.FULL,
                false,
                TextFrom.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /// Folder, number of articles, characters of each.
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<Outlet> outlets = List.of(outlet("The Daily"), outlet("The Wire"), outlet("A Blog"));
        int characters = args.length > 2 ? Integer.parseInt(args[2]) : 2_000;
        long start = System.nanoTime();
        Filler.fill(StoreSettings.in(folder.resolve("data")), outlets, RULES, Integer.parseInt(args[1]), characters);
        System.out.printf("%s articles in %.1f s%n", args[1], (System.nanoTime() - start) / 1e9);
        Path config = Files.createDirectories(folder.resolve("config"));
        StringBuilder yaml = new StringBuilder("outlets:\n");
        for (Outlet outlet : outlets)
            yaml.append("  - name: %s%n    home: %s%n    feeds: [ %s ]%n    keep: all%n    poll: 24h%n"
                    .formatted(outlet.name(), outlet.home(), outlet.feeds().getFirst()));
        Files.writeString(config.resolve("outlets.yaml"), yaml);
        StringBuilder rules = new StringBuilder("rules:\n");
        for (Rule rule : RULES) rules.append("  - tag: %s%n    match: '%s'%n".formatted(rule.tag(), rule.match()));
        Files.writeString(config.resolve("rules.yaml"), rules);
    }
}
