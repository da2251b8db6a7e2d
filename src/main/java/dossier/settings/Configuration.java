package dossier.settings;

import dossier.model.Outlet;
import dossier.model.OutletList;
import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Rule;
import dossier.model.TagSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All that a person configured, and all that is wrong with it.
///
/// @param settings with the default where a value could not be read
/// @param outlets those without a mistake
/// @param lists of outlets that others keep
/// @param rules those that have a tag and a query; whether the query can be read is not known here
/// @param tags what is said of tags themselves: former names, parents
/// @param problems in the order: settings, outlets, rules; if there are any, nothing should be started
public record Configuration(
        Settings settings,
        List<Outlet> outlets,
        List<OutletList> lists,
        List<Rule> rules,
        List<TagSpec> tags,
        List<Problem> problems) {
    public Configuration {
        lists = List.copyOf(lists);
        outlets = List.copyOf(outlets);
        rules = List.copyOf(rules);
        tags = List.copyOf(tags);
        problems = List.copyOf(problems);
    }

    /// One without lists that others keep, that says nothing of the tags themselves.
    public Configuration(Settings settings, List<Outlet> outlets, List<Rule> rules, List<Problem> problems) {
        this(settings, outlets, List.of(), rules, List.of(), problems);
    }

    /// Reads everything and never stops at the first mistake; throws nothing.
    ///
    /// @param folder where `application.properties`, `outlets.yaml` and `rules.yaml` are
    /// @param env the environment, of which `DOSSIER_…` counts
    /// @param sets what stood behind each `--set`
    public static Configuration read(Path folder, Map<String, String> env, List<String> sets) {
        List<Problem> problems = new ArrayList<>();
        Settings settings = Settings.read(folder.resolve("application.properties"), env, sets, problems);
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? "is not a folder" : "there is no such folder";
            problems.add(new Problem(
                    new Place(folder.toString(), 0), what + "; --config names the one that holds outlets.yaml"));
            return new Configuration(settings, List.of(), List.of(), problems);
        }
        OutletsFile.Content outlets = OutletsFile.content(folder.resolve("outlets.yaml"), Secrets.of(env), problems);
        // A rule may name an outlet of a list, which nobody has read yet.
        RulesFile.Scope scope = outlets.names()
                .filter(_ -> outlets.lists().isEmpty())
                .map(RulesFile.Scope::of)
                .orElseGet(RulesFile.Scope::any);
        RulesFile.Content rules = RulesFile.content(folder.resolve("rules.yaml"), problems, scope);
        return new Configuration(settings, outlets.outlets(), outlets.lists(), rules.rules(), rules.tags(), problems);
    }
}
