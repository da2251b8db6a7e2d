package dossier.cli;

import dossier.model.Problem;
import dossier.settings.Configuration;
import dossier.site.Sites;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// All that the folder of the configuration holds, and all that is wrong with it: settings, outlets, rules, their
/// queries, and what is peculiar about single outlets' pages.
record Configured(Configuration configuration, Sites sites, List<Problem> problems) {
    Configured {
        problems = List.copyOf(problems);
    }

    static Configured read(Path folder, Map<String, String> environment, List<String> sets) {
        Configuration configuration = Configuration.read(folder, environment, sets);
        List<Problem> problems = new ArrayList<>(Mistakes.in(configuration));
        Sites sites = Sites.read(folder.resolve("sites"), problems);
        return new Configured(configuration, sites, problems);
    }
}
