package dossier.parse;

import dossier.model.DateFlag;
import dossier.model.Entry;
import dossier.model.Filed;
import dossier.model.Markup;
import dossier.parse.Attachments.Attachment;
import dossier.site.Trackers;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what WordPress exports (WordPress eXtended RSS, 1.0 to 1.2), item by item. A file is read twice: attachments
/// may stand behind the posts that show them.
///
/// Only published posts come; what is a draft, private, behind a password or in the trash was never public.
final class Wxr implements FileReader {
    /// As many characters as an item may have, and as are read of what stands before the first.
    private static final int LONGEST = 8 << 20;

    private static final int LONGEST_CAPTION = 1_000;

    /// Words of the `wp` vocabulary, which feeds do not know.
    private static final String WP = Vocabulary.OTHER + ":";

    private static final Pattern ATTACHMENT =
            Pattern.compile("<wp:post_type>\\s*+(?:<!\\[CDATA\\[)?\\s*+attachment\\b");
    private static final String NEVER = "0000";

    private static final Map<String, String> STATUS = Map.of(
            "draft", "draft",
            "auto-draft", "draft",
            "pending", "waiting for review",
            "future", "scheduled",
            "private", "private",
            "trash", "in the trash");

    private final Counted bytes;
    private final ItemScanner items;
    private final ParseSettings settings;
    private final String home;
    private final ZoneId zone;
    private final Instant now;
    private final Optional<String> language;
    private final Map<String, String> authors;
    private final Attachments attachments;

    private Wxr(
            Counted bytes,
            ItemScanner items,
            String home,
            ZoneId zone,
            Instant now,
            Attachments attachments,
            ParseSettings settings)
            throws IOException {
        this.bytes = bytes;
        this.items = items;
        this.settings = settings;
        this.zone = zone;
        this.now = now;
        this.attachments = attachments;
        Optional<Node> channel = channel(items.head());
        this.home = channel.flatMap(node -> text(node, WP + "base_blog_url"))
                .or(() -> channel.flatMap(node -> text(node, "link")))
                .filter(address -> Addresses.uri(address).isPresent())
                .orElse(home);
        this.language = channel.flatMap(node -> text(node, "language")).flatMap(Entries::language);
        this.authors = channel.map(Wxr::authors).orElse(Map.of());
    }

    /// @param home the base of addresses where the file names none
    static Wxr open(Path file, String home, ZoneId zone, Instant now, ParseSettings settings) throws IOException {
        Attachments attachments = attachments(file, settings);
        Counted bytes = new Counted(Files.newInputStream(file));
        boolean opened = false;
        try {
            Wxr wxr = new Wxr(bytes, new ItemScanner(reader(bytes), LONGEST), home, zone, now, attachments, settings);
            opened = true;
            return wxr;
        } finally {
            if (!opened) bytes.close();
        }
    }

    @Override
    public Optional<Filed> next() throws IOException {
        return items.next().map(this::filed);
    }

    @Override
    public long reached() {
        return bytes.count();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    // the file

    /// WordPress writes UTF-8 and says so; some that imitate it do not.
    private static Reader reader(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(1 << 12);
        Charset charset = Decoder.charset(buffered.readNBytes(1 << 10));
        buffered.reset();
        return new InputStreamReader(buffered, charset);
    }

    private static Attachments attachments(Path file, ParseSettings settings) throws IOException {
        Attachments attachments = new Attachments();
        try (InputStream in = Files.newInputStream(file)) {
            ItemScanner items = new ItemScanner(reader(in), LONGEST);
            for (var item = items.next(); item.isPresent() && !attachments.isFull(); item = items.next()) {
                String markup = item.get().markup();
                if (ATTACHMENT.matcher(markup).find())
                    Trees.read(markup, settings.depth()).ifPresent(node -> add(node, attachments));
            }
        }
        return attachments;
    }

    private static void add(Node item, Attachments attachments) {
        Optional<URI> url = text(item, WP + "attachment_url").flatMap(Addresses::uri);
        Optional<Long> number = text(item, WP + "post_id").flatMap(Wxr::number);
        if (url.isEmpty() || number.isEmpty()) return;
        String alt = meta(item, "_wp_attachment_image_alt").orElse("");
        String caption = text(item, WP + "encoded").orElse("");
        attachments.add(
                new Attachment(
                        number.get(),
                        url.get(),
                        Text.html(alt).line(LONGEST_CAPTION),
                        Text.html(caption).line(LONGEST_CAPTION)),
                text(item, WP + "post_parent").flatMap(Wxr::number).orElse(0L));
    }

    /// What stands before the first item is no whole document; the lenient reader does not mind.
    private Optional<Node> channel(String head) {
        int from = head.indexOf("<channel");
        if (from < 0) return Optional.empty();
        return Trees.lenient(head.substring(from), settings.depth());
    }

    /// The names that people read, by those that they log in with.
    private static Map<String, String> authors(Node channel) {
        Map<String, String> names = new HashMap<>();
        for (Node author : channel.all(WP + "author")) {
            Optional<String> login = text(author, WP + "author_login");
            Optional<String> name = text(author, WP + "author_display_name");
            if (login.isPresent() && name.isPresent())
                names.put(login.get(), Text.html(name.get()).line(200));
        }
        return names;
    }

    // an item

    private Filed filed(ItemScanner.Item item) {
        if (item.tooLong())
            return new Filed.Broken(item.where(), "it has more than " + LONGEST + " characters, and is not read");
        if (!item.ended()) return new Filed.Broken(item.where(), "the file ends within it");
        Optional<Node> node = Trees.read(item.markup(), settings.depth());
        if (node.isEmpty()) return new Filed.Broken(item.where(), "nothing stands in it");
        return skipped(node.get())
                .<Filed>map(why -> new Filed.Skipped(item.where(), why))
                .orElseGet(() -> post(item.where(), node.get()));
    }

    private static Optional<String> skipped(Node item) {
        String type = text(item, WP + "post_type").orElse("post");
        if (!type.equals("post")) return Optional.of(type.equals("nav_menu_item") ? "menu item" : type);
        String status = text(item, WP + "status").orElse("publish");
        if (!status.equals("publish")) return Optional.of(STATUS.getOrDefault(status, status));
        return text(item, WP + "post_password").map(_ -> "behind a password");
    }

    private Filed post(String where, Node item) {
        String title = Text.html(item.first("title").map(Node::text).orElse("")).line(settings.title());
        Optional<String> guid = text(item, "guid");
        Optional<URI> link = text(item, "link")
                .or(() -> guid)
                .flatMap(address -> Addresses.web(address, home))
                .map(Trackers::clean);
        String content = content(item);
        if (title.isEmpty() && content.isBlank()) return new Filed.Broken(where, "it has neither title nor text");
        if (guid.isEmpty() && link.isEmpty()) return new Filed.Broken(where, "it has neither guid nor link");
        Optional<Instant> published = date(item, "post_date_gmt", "pubdate", "post_date");
        List<String> categories = categories(item);
        Entry entry = new Entry(
                Entries.bounded(
                        Entries.steady(guid.orElseGet(() -> link.orElseThrow().toString()))),
                guid,
                title,
                link,
                author(item).map(List::of).orElse(List.of()),
                published,
                date(item, "post_modified_gmt"),
                published.isPresent() ? Set.of() : Set.of(DateFlag.MISSING),
                markup(text(item, WP + "encoded").orElse("")),
                markup(content),
                categories,
                List.of(),
                language);
        return new Filed.Post(where, entry, Optional.empty(), List.of(), FeedFile.tags(categories));
    }

    private String content(Node item) {
        String written = item.first("content:encoded").map(Node::text).orElse("");
        long id = text(item, WP + "post_id").flatMap(Wxr::number).orElse(0L);
        Optional<Attachment> featured =
                meta(item, "_thumbnail_id").flatMap(Wxr::number).flatMap(attachments::get);
        return Wordpress.article(written, featured, attachments, id);
    }

    private Markup markup(String html) {
        if (html.isBlank()) return Markup.NONE;
        String bounded = html.length() > settings.text() ? html.substring(0, settings.text()) : html;
        return new Markup(Sanitiser.clean(Addresses.inMarkup(bounded, home)));
    }

    private Optional<String> author(Node item) {
        return text(item, "dc:creator")
                .map(login -> authors.getOrDefault(login, Text.html(login).line(200)))
                .filter(name -> !name.isEmpty());
    }

    /// Under `uncategorized` WordPress files what nobody filed.
    private List<String> categories(Node item) {
        Set<String> names = new LinkedHashSet<>();
        for (Node category : item.all("category")) {
            String domain = category.attribute("domain").orElse("category");
            boolean meant = domain.equals("category") || domain.equals("post_tag") || domain.equals("tag");
            boolean none = category.attribute("nicename")
                    .filter("uncategorized"::equals)
                    .isPresent();
            String name = Text.html(category.text()).line(Wordpress.LONGEST_TAG);
            if (meant && !none && !name.isEmpty() && names.size() < settings.lists()) names.add(name);
        }
        return List.copyOf(names);
    }

    /// The first of these that can be read; those in Greenwich time say so in their names.
    private Optional<Instant> date(Node item, String... names) {
        for (String name : names) {
            String key = name.equals("pubdate") ? name : WP + name;
            Optional<Instant> at = text(item, key)
                    .filter(date -> !date.startsWith(NEVER) && !date.startsWith("-"))
                    .flatMap(date -> Dates.read(date, name.endsWith("_gmt") ? ZoneOffset.UTC : zone))
                    .map(Dates.Read::at);
            if (at.isPresent()) return at.map(this::notAhead);
        }
        return Optional.empty();
    }

    private Instant notAhead(Instant at) {
        return at.isAfter(now.plus(settings.ahead())) ? now : at;
    }

    private static Optional<String> meta(Node item, String key) {
        for (Node meta : item.all(WP + "postmeta"))
            if (text(meta, WP + "meta_key").filter(key::equals).isPresent()) return text(meta, WP + "meta_value");
        return Optional.empty();
    }

    private static Optional<String> text(Node node, String name) {
        return node.first(name).map(Node::text).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
