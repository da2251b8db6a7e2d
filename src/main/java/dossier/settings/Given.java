package dossier.settings;

import dossier.model.Nearest;
import dossier.model.Place;
import dossier.model.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a person said a setting shall be, and where.
record Given(String text, Place place) {
    private static final String CAMEL = "camel.";
    private static final String VARIABLE = "DOSSIER_";

    /// For `bin/dossier`, not for us.
    private static final Set<String> OF_THE_SCRIPT = Set.of("DOSSIER_JAVA_HOME", "DOSSIER_HEAP", "DOSSIER_JAVA_OPTS");

    static Map<String, Given> fromFile(Path file, List<Problem> problems) {
        Map<String, Given> given = new HashMap<>();
        if (Files.notExists(file)) return given;
        for (PropertiesFile.Line line : PropertiesFile.read(file, problems)) {
            if (!isKnown(line.key(), line.place(), problems)) continue;
            Given earlier = given.put(line.key(), new Given(line.value(), line.place()));
            if (earlier != null)
                problems.add(new Problem(
                        line.place(),
                        line.key() + " stands here a second time; first on line "
                                + earlier.place().line()));
        }
        return given;
    }

    static Map<String, Given> fromEnvironment(Map<String, String> env, List<Problem> problems) {
        Map<String, Given> given = new HashMap<>();
        new TreeMap<>(env).forEach((variable, value) -> {
            if (!variable.startsWith(VARIABLE) || OF_THE_SCRIPT.contains(variable)) return;
            Place place = new Place("environment " + Shown.of(variable), 0);
            setBy(variable, place, problems).ifPresent(name -> given.put(name, new Given(value, place)));
        });
        return given;
    }

    private static Optional<String> setBy(String variable, Place place, List<Problem> problems) {
        String name =
                variable.substring(VARIABLE.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        if (name.startsWith(CAMEL)) return Optional.of(name);
        Map<String, String> names = new TreeMap<>();
        for (Setting setting : Settings.ALL) names.put(setting.variable(), setting.name());
        Optional<String> known = Optional.ofNullable(names.get(variable));
        if (known.isEmpty())
            problems.add(new Problem(
                    place, Shown.of(variable) + " sets nothing that we know" + Nearest.hint(variable, names.keySet())));
        return known;
    }

    static Map<String, Given> fromOptions(List<String> sets, List<Problem> problems) {
        Map<String, Given> given = new HashMap<>();
        Place place = new Place("--set", 0);
        for (String set : sets) {
            String[] parts = set.split("=", 2);
            String name = parts[0].strip();
            if (parts.length < 2) problems.add(new Problem(place, Shown.of(set) + " is not key=value"));
            else if (isKnown(name, place, problems)) given.put(name, new Given(parts[1], place));
        }
        return given;
    }

    static Map<String, String> camel(Map<String, Given> given) {
        Map<String, String> camel = new TreeMap<>();
        given.forEach((name, it) -> {
            if (name.startsWith(CAMEL)) camel.put(name, it.text());
        });
        return Collections.unmodifiableMap(camel);
    }

    private static boolean isKnown(String name, Place place, List<Problem> problems) {
        if (name.startsWith(CAMEL) || Settings.named(name).isPresent()) return true;
        List<String> names = Settings.ALL.stream().map(Setting::name).toList();
        problems.add(new Problem(place, Shown.of(name) + " is not a setting" + Nearest.hint(name, names)));
        return false;
    }
}
