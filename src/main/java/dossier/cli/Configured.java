package dossier.cli;

import dossier.model.Place;
import dossier.model.Problem;
import dossier.settings.Configuration;
import dossier.settings.Settings;
import dossier.site.Sites;
import java.nio.file.Files;
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
        Sites sites = Sites.read(siteFolders(folder, configuration.settings(), problems), problems);
        problems.addAll(Mistakes.in(sites));
        return new Configured(configuration, sites, Mistakes.inOrder(problems));
    }

    private static List<Path> siteFolders(Path folder, Settings settings, List<Problem> problems) {
        List<Path> folders = new ArrayList<>(List.of(folder.resolve("sites")));
        String shared = settings.text("extract.ftr-site-config");
        if (shared.isEmpty()) return folders;
        folders.add(Path.of(shared));
        if (!Files.isDirectory(Path.of(shared))) {
            Place place = settings.place("extract.ftr-site-config").orElse(new Place(folder.toString(), 0));
            problems.add(new Problem(place, "extract.ftr-site-config = " + shared + " is not a folder"));
        }
        return folders;
    }
}
