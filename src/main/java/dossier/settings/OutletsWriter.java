package dossier.settings;

import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.Place;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.TextFrom;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// Adds outlets at the end of `config/outlets.yaml`, as a person would type them: comments and order stay as they are.
final class OutletsWriter {
    private static final String HEAD =
            "# What is polled. Each outlet has a name, and a home page or feeds.\noutlets:\n";

    /// Text that YAML reads as the same text without quotation marks.
    private static final Pattern PLAIN =
            Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}.&'()/-]*( [\\p{L}\\p{M}\\p{N}.&'()/-]+)*");
    private static final Pattern NO_TEXT = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n|nan|inf");
    private static final Pattern PLAIN_ADDRESS =
            Pattern.compile("https?://[\\p{Alnum}._~/?=&%+@:;$!*()-]*[\\p{Alnum}/_~=&%-]");

    private OutletsWriter() {}

    static List<Problem> append(Path path, List<Outlet> added) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Optional<String> before = Files.exists(path) ? TextFile.read(path, problems) : Optional.of(HEAD);
        if (before.isEmpty()) return problems;
        List<Outlet> expected = new ArrayList<>(
                OutletsFile.content(path, before.get(), problems).outlets());
        if (!problems.isEmpty()) return problems;
        expected.addAll(added);
        String after = text(path, before.get(), added);
        List<Outlet> found = OutletsFile.content(path, after, problems).outlets();
        if (problems.isEmpty() && !found.equals(expected)) problems.add(notAtTheEnd(path));
        if (problems.isEmpty()) replace(path, after);
        return problems;
    }

    private static Problem notAtTheEnd(Path path) {
        return new Problem(
                new Place(path.toString(), 0),
                "nothing can be added at its end; its list is to be written with one hyphen and block an outlet");
    }

    private static String text(Path path, String before, List<Outlet> added) {
        String newline = before.contains("\r\n") ? "\r\n" : "\n";
        String indent = " ".repeat(indent(path, before));
        StringBuilder text = new StringBuilder(before);
        if (!before.isEmpty() && !before.endsWith("\n")) text.append(newline);
        for (Outlet outlet : added) {
            String lead = indent + "- ";
            for (String line : lines(outlet)) {
                text.append(lead).append(line).append(newline);
                lead = indent + "  ";
            }
        }
        return text.toString();
    }

    /// As far as the outlets that are there stand from the margin.
    private static int indent(Path path, String before) {
        Optional<Node> last = new YamlFile(path, "outlets")
                .entries(before, new ArrayList<>())
                .filter(nodes -> !nodes.isEmpty())
                .map(List::getLast);
        int column =
                last.flatMap(Node::getStartMark).map(mark -> mark.getColumn()).orElse(4);
        return Math.max(0, column - 2);
    }

    private static List<String> lines(Outlet outlet) {
        List<String> lines = new ArrayList<>();
        lines.add("name: " + quoted(outlet.name()));
        lines.add("home: " + address(outlet.home()));
        feeds(outlet, lines);
        if (outlet.kind() != Kind.NEWS) lines.add("kind: " + word(outlet.kind()));
        if (!outlet.tagline().isEmpty()) lines.add("tagline: " + quoted(outlet.tagline()));
        if (outlet.keep() != Keep.TAGGED) lines.add("keep: " + word(outlet.keep()));
        if (outlet.publish() != Publish.FULL) lines.add("publish: " + word(outlet.publish()));
        if (outlet.text() != TextFrom.AUTO) lines.add("fetch: " + word(outlet.text()));
        outlet.poll().ifPresent(poll -> lines.add("poll: " + Durations.text(poll)));
        outlet.language().ifPresent(language -> lines.add("language: " + quoted(language)));
        outlet.zone().ifPresent(zone -> lines.add("zone: " + quoted(zone.getId())));
        if (outlet.review()) lines.add("review: true");
        if (!outlet.headers().isEmpty()) lines.add("headers:");
        new TreeMap<>(outlet.headers()).forEach((name, value) -> lines.add("  " + quoted(name) + ": " + quoted(value)));
        outlet.rights().ifPresent(rights -> lines.add("rights: " + quoted(rights)));
        return lines;
    }

    private static void feeds(Outlet outlet, List<String> lines) {
        if (outlet.feeds().isEmpty()) return;
        lines.add("feeds:");
        for (URI feed : outlet.feeds()) lines.add("  - " + address(feed));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String address(URI address) {
        String text = address.toString();
        return PLAIN_ADDRESS.matcher(text).matches() ? text : quoted(text);
    }

    static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !NO_TEXT.matcher(text).matches()) return text;
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') quoted.append('\\').appendCodePoint(point);
            else if (isPrinted(point)) quoted.appendCodePoint(point);
            else quoted.append(String.format(Locale.ROOT, point > 0xffff ? "\\U%08X" : "\\u%04X", point));
        });
        return quoted.append('"').toString();
    }

    private static boolean isPrinted(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// Whoever reads the file meanwhile sees the old one or the new one.
    private static void replace(Path path, String text) throws IOException {
        Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) throw new IOException(path + " is no file");
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, ".outlets", ".yaml");
        try {
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            keepRights(target, fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void keepRights(Path from, Path to) throws IOException {
        if (!from.getFileSystem().supportedFileAttributeViews().contains("posix")) return;
        if (Files.exists(from)) Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        else Files.setPosixFilePermissions(to, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    }
}
