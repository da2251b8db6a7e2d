package dossier.settings;

import dossier.model.IndexPage;
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
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

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

    private static final Pattern LINES = Pattern.compile("(?<=\n)");
    private static final Pattern EMPTY_LIST =
            Pattern.compile("^([\"']?outlets[\"']?\\s*:)\\s*\\[\\s*](.*)", Pattern.DOTALL);

    private OutletsWriter() {}

    static List<Problem> append(Path path, List<Outlet> added) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Optional<String> read = Files.exists(path) ? TextFile.read(path, problems) : Optional.of(HEAD);
        if (read.isEmpty()) return problems;
        List<Outlet> expected =
                new ArrayList<>(OutletsFile.content(path, read.get(), problems).outlets());
        if (!problems.isEmpty()) return problems;
        Optional<SequenceNode> list = new YamlFile(path, "outlets", "lists").sequence(read.get());
        if (list.filter(it -> isFlow(it) && !it.getValue().isEmpty()).isPresent())
            return List.of(inBrackets(path, list.get()));
        String before = list.filter(OutletsWriter::isFlow)
                .map(empty -> withoutBrackets(read.get(), line(empty)))
                .orElse(read.get());
        expected.addAll(added);
        String after = text(path, before, added);
        List<Outlet> found = OutletsFile.content(path, after, problems).outlets();
        if (problems.isEmpty() && !found.equals(expected)) problems.add(notAtTheEnd(path));
        if (problems.isEmpty()) replace(path, after);
        return problems;
    }

    private static boolean isFlow(SequenceNode list) {
        return list.getFlowStyle() == FlowStyle.FLOW;
    }

    private static int line(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(-1);
    }

    /// `outlets: [ ]   # mine` becomes `outlets:   # mine`; a bracket on another line stays, and is refused later.
    private static String withoutBrackets(String text, int line) {
        List<String> lines = new ArrayList<>(LINES.splitAsStream(text).toList());
        if (line >= 0 && line < lines.size())
            lines.set(line, EMPTY_LIST.matcher(lines.get(line)).replaceFirst("$1$2"));
        return String.join("", lines);
    }

    private static Problem inBrackets(Path path, Node list) {
        return new Problem(
                new Place(path.toString(), line(list) + 1),
                "the list stands in brackets, so nothing can be added to it; write it with one hyphen and block an"
                        + " outlet, each on lines of its own");
    }

    private static Problem notAtTheEnd(Path path) {
        return new Problem(
                new Place(path.toString(), 0),
                "nothing can be added at the end of its list; that is to be written with one hyphen and block an"
                        + " outlet");
    }

    private static String text(Path path, String before, List<Outlet> added) {
        String newline = before.contains("\r\n") ? "\r\n" : "\n";
        String more = text(added, " ".repeat(indent(path, before)), newline);
        int at = end(path, before);
        String head = before.substring(0, at);
        String gap = head.isEmpty() || head.endsWith("\n") ? "" : newline;
        return head + gap + more + before.substring(at);
    }

    static String text(List<Outlet> added, String indent, String newline) {
        StringBuilder text = new StringBuilder();
        for (Outlet outlet : added) {
            String lead = indent + "- ";
            for (String line : lines(outlet)) {
                text.append(lead).append(line).append(newline);
                lead = indent + "  ";
            }
        }
        return text.toString();
    }

    /// Where the list ends: at the end of the file, or before the next key and the comment above that.
    private static int end(Path path, String before) {
        int next = new YamlFile(path, "outlets", "lists").lineAfterList(before);
        if (next < 0) return before.length();
        List<String> lines = LINES.splitAsStream(before).toList();
        while (next > 0 && lines.get(next - 1).matches("(?s)#.*|\\s*")) next--;
        return lines.stream().limit(next).mapToInt(String::length).sum();
    }

    /// As far as the outlets that are there stand from the margin.
    private static int indent(Path path, String before) {
        Optional<Node> last = new YamlFile(path, "outlets", "lists")
                .entries(before, new ArrayList<>())
                .filter(nodes -> !nodes.isEmpty())
                .map(List::getLast);
        int column = last.flatMap(Node::getStartMark).map(Mark::getColumn).orElse(4);
        return Math.max(0, column - 2);
    }

    private static List<String> lines(Outlet outlet) {
        List<String> lines = new ArrayList<>();
        lines.add("name: " + quoted(outlet.name()));
        lines.add("home: " + address(outlet.home()));
        feeds(outlet, lines);
        pages(outlet, lines);
        if (outlet.kind() != Kind.NEWS) lines.add("kind: " + word(outlet.kind()));
        if (!outlet.tagline().isEmpty()) lines.add("tagline: " + quoted(outlet.tagline()));
        if (outlet.keep() != Keep.TAGGED) lines.add("keep: " + word(outlet.keep()));
        if (outlet.publish() != Publish.FULL) lines.add("publish: " + word(outlet.publish()));
        if (outlet.text() != TextFrom.AUTO) lines.add("fetch: " + word(outlet.text()));
        outlet.poll().ifPresent(poll -> lines.add("poll: " + Durations.text(poll)));
        outlet.language().ifPresent(language -> lines.add("language: " + quoted(language)));
        outlet.zone().ifPresent(zone -> lines.add("zone: " + quoted(zone.getId())));
        if (outlet.review()) lines.add("review: true");
        if (outlet.noindex()) lines.add("noindex: true");
        if (outlet.once()) lines.add("revisit: false");
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

    private static void pages(Outlet outlet, List<String> lines) {
        if (!outlet.pages().isEmpty()) lines.add("pages:");
        for (IndexPage page : outlet.pages()) {
            lines.add("  - url: " + address(page.url()));
            if (page.json()) lines.add("    json: true");
            page.selectors().forEach((key, selector) -> lines.add("    " + key + ": " + quoted(selector)));
        }
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
