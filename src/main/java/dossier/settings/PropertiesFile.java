package dossier.settings;

import dossier.model.Place;
import dossier.model.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// `key = value` lines as Java's [Properties] reads them, but with the number of each line.
final class PropertiesFile {
    /// One setting as it stands in the file.
    record Line(String key, String value, Place place) {}

    private PropertiesFile() {}

    static List<Line> read(Path file, List<Problem> problems) {
        Optional<String> text = TextFile.read(file, problems);
        return text.isEmpty() ? List.of() : read(file.toString(), text.get(), problems);
    }

    static List<Line> read(String file, String text, List<Problem> problems) {
        List<Line> lines = new ArrayList<>();
        List<String> natural = text.lines().toList();
        for (int i = 0; i < natural.size(); i++) {
            Place place = new Place(file, i + 1);
            StringBuilder logical = new StringBuilder(natural.get(i));
            while (!isComment(logical) && goesOn(logical) && i + 1 < natural.size())
                logical.append('\n').append(natural.get(++i));
            one(logical.toString(), place, problems).ifPresent(lines::add);
        }
        return lines;
    }

    /// [Properties] knows all about escapes, separators and continued lines, and is given one logical line at a time.
    private static Optional<Line> one(String logical, Place place, List<Problem> problems) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException crooked) {
            problems.add(new Problem(place, "cannot be read: \\u must be followed by four hexadecimal digits"));
        }
        return properties.stringPropertyNames().stream()
                .findFirst()
                .map(key -> new Line(key, properties.getProperty(key, ""), place));
    }

    private static boolean isComment(CharSequence line) {
        String text = line.toString().stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    /// An odd number of backslashes at the end.
    private static boolean goesOn(CharSequence line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) backslashes++;
        return backslashes % 2 == 1;
    }
}
