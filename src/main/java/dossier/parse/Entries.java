package dossier.parse;

import dossier.model.Bytes;
import dossier.model.DateFlag;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Extras;
import dossier.model.FeedHead;
import dossier.model.Markup;
import dossier.parse.FeedDocument.Category;
import dossier.parse.FeedDocument.Core;
import dossier.parse.FeedDocument.File;
import dossier.parse.FeedDocument.Item;
import dossier.parse.FeedDocument.Person;
import dossier.site.Trackers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes entries of what a feed says: identity, clean addresses, plain titles, dates that can be believed.
final class Entries {
    private static final int LONGEST_KEY = 200;
    private static final int LONGEST_CAPTION = 1_000;
    private static final int LONGEST_CREDIT = 200;

    private static final Pattern STAMP = Pattern.compile("(?<!\\d)(?:\\d{10}|\\d{13})(?!\\d)");
    private static final Pattern SESSION = Pattern.compile(
            "(?i)(?<=[?&;])(?:phpsessid|jsessionid|session_?id|sid|aspsessionid\\w*|cfid|cftoken)=[^&#;?]*[&;]?"
                    + "|(?<=[?&])(?:_|ts?|time|timestamp|ra?nd|random|nocache|cb|cachebuster)=\\d{9,16}&?");

    private final ParseSettings settings;
    private final Instant now;

    /// @param now the time of the visit
    Entries(ParseSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    FeedHead head(FeedDocument document) {
        Core core = document.head().core();
        return new FeedHead(
                core.title().line(settings.title()),
                document.format(),
                core.link().flatMap(Addresses::uri),
                document.head().extras().language().flatMap(Entries::language),
                document.head().wishes().ttl(),
                document.head().wishes().quiet(),
                document.head().signposts());
    }

    /// The newest entries, in the document's order, each key once.
    List<Entry> of(FeedDocument document) {
        List<Item> items = newest(document.items());
        Set<String> stamps = stamps(items);
        Map<String, Integer> uses = uses(items, stamps);
        Optional<String> language = document.head().extras().language().flatMap(Entries::language);
        Set<String> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>(items.size());
        for (Item item : items) {
            if (isEmpty(item)) continue;
            Entry entry = entry(item, key(item, link(item), uses, stamps), language);
            if (seen.add(entry.key())) entries.add(entry);
        }
        return entries;
    }

    /// Nothing that could ever be shown or linked.
    private static boolean isEmpty(Item item) {
        Core core = item.core();
        return core.id().isEmpty()
                && core.link().isEmpty()
                && core.title().isBlank()
                && core.summary().isBlank()
                && item.content().isBlank();
    }

    private List<Item> newest(List<Item> items) {
        if (items.size() <= settings.entries()) return items;
        Comparator<Item> byDate = Comparator.comparing(item -> date(item).orElse(Instant.MAX));
        Set<Item> kept = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        items.stream().sorted(byDate.reversed()).limit(settings.entries()).forEach(kept::add);
        return items.stream().filter(kept::contains).toList();
    }

    private static Optional<Instant> date(Item item) {
        return item.times().published().or(() -> item.times().updated());
    }

    private Entry entry(Item item, String key, Optional<String> language) {
        Core core = item.core();
        EnumSet<DateFlag> flags = EnumSet.noneOf(DateFlag.class);
        flags.addAll(item.times().flags());
        return new Entry(
                key,
                Optional.of(core.id()).filter(id -> !id.isEmpty()),
                core.title().line(settings.title()),
                link(item),
                names(core.authors()),
                item.times().published().map(at -> clamped(at, flags)),
                item.times().updated().map(at -> clamped(at, flags)),
                flags,
                markup(core.summary()),
                markup(item.content()),
                core.categories().stream().map(Category::name).distinct().toList(),
                enclosures(item),
                item.extras().language().flatMap(Entries::language).or(() -> language),
                Optional.of(extras(item)).filter(extras -> !extras.isEmpty()));
    }

    private Extras extras(Item item) {
        FeedDocument.Extras said = item.extras();
        return new Extras(
                names(item.core().contributors()),
                item.core().rights().line(settings.title()),
                Text.html(item.source()).line(settings.title()),
                said.duration().filter(seconds -> seconds > 0).map(Duration::ofSeconds),
                said.explicit(),
                said.place().map(point -> new Extras.Point(point.latitude(), point.longitude())),
                said.comments().flatMap(Addresses::uri),
                said.commentCount(),
                said.commentFeed().flatMap(Addresses::uri),
                said.inReplyTo().map(Entries::bounded));
    }

    /// The address before a feed service replaced it, else the link, else the id where it is promised to be one.
    private static Optional<URI> link(Item item) {
        return Stream.of(
                        item.extras().original(),
                        item.core().link(),
                        Optional.of(item.core().id()))
                .flatMap(Optional::stream)
                .flatMap(address -> Addresses.uri(address).stream())
                .findFirst()
                .map(Trackers::clean);
    }

    /// The guid, if it is the only one of its kind in the document; else the address; else what the entry says. A
    /// reused guid is told apart by the address.
    private static String key(Item item, Optional<URI> link, Map<String, Integer> uses, Set<String> stamps) {
        String guid = steady(item.core().id(), stamps);
        String address = link.map(uri -> steady(uri.toString())).orElse("");
        if (!guid.isEmpty() && uses.getOrDefault(guid, 0) <= 1) return bounded(guid);
        if (!guid.isEmpty() && !address.isEmpty()) return bounded(guid.equals(address) ? guid : guid + " " + address);
        if (!address.isEmpty()) return bounded(address);
        String words = guid + "\n" + Text.spaced(item.core().title().value()) + "\n"
                + date(item)
                        .map(Instant::toString)
                        .orElseGet(() -> item.core().summary().value());
        return "sha256:" + Bytes.utf8(words).sha256();
    }

    /// How many different articles each guid stands for.
    private static Map<String, Integer> uses(List<Item> items, Set<String> stamps) {
        Map<String, Set<String>> pages = new HashMap<>();
        for (Item item : items) {
            String guid = steady(item.core().id(), stamps);
            String page = item.core().link().orElseGet(() -> item.core().title().value());
            pages.computeIfAbsent(guid, _ -> new HashSet<>()).add(page);
        }
        Map<String, Integer> uses = new HashMap<>();
        pages.forEach((guid, different) -> uses.put(guid, different.size()));
        return uses;
    }

    /// Times that stand in the guids of several entries and are the time of this visit: a feed that makes its ids anew
    /// whenever it is asked. They tell nothing of the entry.
    private Set<String> stamps(List<Item> items) {
        Map<String, Integer> seen = new HashMap<>();
        for (Item item : items) {
            Matcher number = STAMP.matcher(item.core().id());
            while (number.find()) if (isNow(number.group())) seen.merge(number.group(), 1, Integer::sum);
        }
        seen.values().removeIf(times -> times < 2);
        return seen.keySet();
    }

    private boolean isNow(String number) {
        long seconds = Long.parseLong(number.length() == 13 ? number.substring(0, 10) : number);
        return Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(Duration.ofHours(1)) < 0;
    }

    private static String steady(String guid, Set<String> stamps) {
        String steady = steady(guid);
        for (String stamp : stamps) steady = steady.replace(stamp, "");
        return steady;
    }

    /// A guid that is an address changes with its scheme, its trackers, or a counter behind `#` (the BBC counts the
    /// versions of an article there), a session, or a number against caches, and still means the same article.
    static String steady(String guid) {
        String plain = Text.spaced(guid);
        if (!plain.regionMatches(true, 0, "http", 0, 4)) return plain;
        return Addresses.uri(plain)
                .map(Trackers::clean)
                .map(URI::toString)
                .map(address -> SESSION.matcher(address).replaceAll(""))
                .map(address -> address.replaceFirst("[?&;]+(?=#|$)", ""))
                .map(address -> address.replaceFirst("#\\d{1,3}$", "").replaceFirst("^http:", "https:"))
                .orElse(plain);
    }

    static String bounded(String key) {
        return key.length() <= LONGEST_KEY ? key : "sha256:" + Bytes.utf8(key).sha256();
    }

    private Instant clamped(Instant at, Set<DateFlag> flags) {
        if (!at.isAfter(now.plus(settings.ahead()))) return at;
        flags.add(DateFlag.FUTURE);
        return now;
    }

    private static List<String> names(List<Person> authors) {
        Set<String> names = new LinkedHashSet<>();
        for (Person author : authors) if (!author.name().isBlank()) names.add(author.name());
        return List.copyOf(names);
    }

    private Markup markup(Text text) {
        if (text.isBlank()) return Markup.NONE;
        String html = text.markup();
        return new Markup(Sanitiser.clean(html.length() > settings.text() ? html.substring(0, settings.text()) : html));
    }

    private static List<Enclosure> enclosures(Item item) {
        Set<Enclosure> enclosures = new LinkedHashSet<>();
        for (File file : item.files()) add(enclosures, file);
        item.extras().image().ifPresent(url -> add(enclosures, picture(url)));
        for (String url : item.extras().thumbnails()) add(enclosures, picture(url));
        return List.copyOf(enclosures);
    }

    private static File picture(String url) {
        return new File(url, "image/*", "", Text.NONE, Text.NONE);
    }

    private static void add(Set<Enclosure> enclosures, File file) {
        Optional<URI> address = Addresses.uri(file.url());
        boolean known =
                address.isEmpty() || enclosures.stream().anyMatch(e -> e.url().equals(address.get()));
        if (known) return;
        enclosures.add(new Enclosure(
                address.get(),
                type(file),
                length(file),
                file.caption().line(LONGEST_CAPTION),
                file.credit().line(LONGEST_CREDIT)));
    }

    private static String type(File file) {
        return Text.spaced(file.type()).toLowerCase(Locale.ROOT);
    }

    private static long length(File file) {
        String digits = file.length().strip();
        return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
    }

    /// BCP 47, where the word is one at all: outlets write `en_US`, `en-us`, `English`.
    static Optional<String> language(String written) {
        String tag = Locale.forLanguageTag(written.strip().replace('_', '-')).toLanguageTag();
        return tag.equals("und") || tag.length() > 35 ? Optional.empty() : Optional.of(tag);
    }
}
