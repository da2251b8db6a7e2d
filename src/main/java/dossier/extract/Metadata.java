package dossier.extract;

import dossier.model.Evidence;
import dossier.site.Links;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads what a page says about its article: who, when, under which headline and address. Sources are asked in the
/// order of their worth, and each answer keeps its source.
final class Metadata {
    private static final Set<String> DATE = Words.set("""
        date,dates,time,timestamp,published,publish,pubdate,posted,posted on,datum,fecha,datetime,updated,dateline,meta\
        """);
    private static final List<String> PUBLISHED = List.of(
            "article:published_time",
            "article:published",
            "og:article:published_time",
            "datepublished",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.created",
            "dc.date.created",
            "pubdate",
            "publishdate",
            "publish-date",
            "publish_date",
            "published-date",
            "published_time",
            "originalpublicationdate",
            "cxenseparse:recs:publishtime",
            "cxenseparse:publishtime",
            "article.published",
            "article_date_original",
            "published_at",
            "published",
            "rnews:datepublished",
            "og:published_time",
            "og:pubdate",
            "citation_publication_date",
            "citation_date",
            "vr:published_time",
            "ptime",
            "bt:pubdate",
            "last-publish-date",
            "shareaholic:article_published_time");
    /// What these say may as well be the day of the last change, or of today.
    private static final List<String> ANY_DATE = List.of("date", "dc.date", "dcterms.date");
    private static final List<String> MODIFIED = List.of(
            "article:modified_time",
            "og:updated_time",
            "datemodified",
            "dcterms.modified",
            "dc.date.modified",
            "lastmod",
            "last-modified",
            "article:modified",
            "modified_time",
            "og:article:modified_time",
            "og:modified_time");
    private static final Pattern DATED = Pattern.compile(
            "\\b\\d{1,2}(?:st|nd|rd|th)?[.]?\\s+(?:de )?\\p{L}{3,10}\\.?,?\\s+(?:de"
                + " )?(?:19|20)\\d{2}\\b|\\b\\p{L}{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+20\\d{2}\\b|"
                + "\\b\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?(?:20)?\\d{2}\\b|\\b20\\d{2}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}/\\d{1,2}/20\\d{2}\\b|20\\d{2}[年년]");
    private static final Pattern PUBLISHED_NAME =
            Pattern.compile("publish(?:ed)?[_.:-]?(?:on|at|date|time)|(?:date|time)[_.:-]?published");
    private static final Pattern IN_SCRIPT = Pattern.compile(
            "\\\\?\"(?:date_?published|published_?(?:at|date|on|time)|publish_?(?:date|time)|publication_?date|first_?published(?:_?at)?)"
                + "\\\\?\"\\s*:\\s*\\\\?\"(\\d{4}-\\d{2}-\\d{2}[^\"\\\\]{0,30})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS_IN_DATE = Pattern.compile("\\d{4}.{0,60}$");
    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»‘’‚'`´]");
    /// A first-level heading longer than this holds more than the headline.
    private static final int LONG_HEADLINE = 120;
    private static final int A_FEW_WORDS = 20;
    private static final int LONGEST_SITE = 50;
    private static final Pattern CHANGED = Pattern.compile(
            "^\\W*(?:(?:last|page)"
                    + " )?(?:updated|modified|reviewed|changed|edited|aktualisiert|geändert|letzte|stand|mis à jour|"
                    + "actualizado|aggiornato|atualizado|bijgewerkt)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_DATED = 400;
    private static final int MOST_OF_A_NAME = 100;
    private static final int LONG_LINE = 2_000;
    private static final int NEAR_BEFORE = 20;
    private static final int NEAR_AFTER = 60;
    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|\\-–—·•»:/~]+\\s+|\\s*\\|\\s*|(?<=\\S): ");
    private static final Pattern ID_IN_PATH = Pattern.compile("\\d{5,}");

    private final Document document;
    private final Marks marks;
    private final Tree tree;
    private final Ld ld;
    private final URI address;
    private final Dates dates;
    private final Map<String, List<String>> metas = new HashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Set<String> sites = new HashSet<>();
    private Optional<Box> headline = Optional.empty();

    Metadata(Document document, Marks marks, Tree tree, URI address, Dates dates, String outlet) {
        this.document = document;
        this.tree = tree;
        this.address = address;
        this.dates = dates;
        this.marks = marks;
        this.ld = Ld.of(marks.linked());
        marks.metas().forEach(this::meta);
        sites(outlet);
    }

    private void meta(Element meta) {
        String content = meta.attr("content").strip();
        if (content.isEmpty()) return;
        for (String key : List.of("property", "name", "itemprop", "http-equiv")) {
            String name = meta.attr(key).toLowerCase(Locale.ROOT).strip();
            if (!name.isEmpty()) add(metas.computeIfAbsent(name, _ -> new ArrayList<>(1)), content);
        }
    }

    private static void add(List<String> contents, String content) {
        if (contents.size() < MOST_OF_A_NAME) contents.add(content);
    }

    private void sites(String outlet) {
        for (String name : List.of(meta("og:site_name"), meta("application-name"), outlet, ld.text("publisher"))) {
            if (!name.isBlank() && name.length() <= LONGEST_SITE) sites.add(Trim.folded(name));
        }
        namedInTitle();
        String host = address.getHost() == null ? "" : address.getHost();
        for (String label : host.split("\\.", -1)) {
            if (label.length() > 3 && !label.equals("www")) sites.add(Trim.folded(label));
        }
        sites.add(Trim.folded(host));
        sites.add(Trim.folded(host.replaceFirst("^www\\.", "")));
    }

    /// What the title element says beyond the title that the page gives for sharing is the site's name.
    private void namedInTitle() {
        String title = clean(document.title());
        String shared = clean(meta("og:title"));
        if (shared.length() < 8 || !title.startsWith(shared)) return;
        Matcher separator = SEPARATOR.matcher(title.substring(shared.length()));
        if (separator.lookingAt()) sites.add(Trim.folded(title.substring(shared.length() + separator.end())));
    }

    private String meta(String name) {
        List<String> values = metas.get(name);
        return values == null ? "" : values.getFirst();
    }

    Optional<Box> headline() {
        return headline;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    private void found(String field, String source, String value) {
        evidence.add(new Evidence(field, source, value.length() > 200 ? value.substring(0, 200) : value));
    }

    // ---- title

    /// The headline: the first-level heading that the page's own title bears out, else what the page is titled.
    String title() {
        List<String> witnesses = witnesses();
        Optional<Box> heading = heading(witnesses);
        headline = heading;
        if (heading.isPresent() && !holdsMore(heading.get())) {
            String text = joined(
                    heading.get(), withoutKicker(clean(heading.get().element.text())));
            found("title", "h1", text);
            return text;
        }
        for (String source : List.of("og:title", "twitter:title")) {
            String text = withoutSite(clean(meta(source)));
            if (!text.isEmpty() && !isSite(text)) {
                found("title", source, text);
                return text;
            }
        }
        String said = clean(ld.text("headline"));
        if (!said.isEmpty()) {
            found("title", "json-ld headline", said);
            return said;
        }
        String title = withoutSite(clean(document.title()));
        if (!title.isEmpty()) found("title", "title element", title);
        return title;
    }

    /// A standfirst within the heading, where the page twice says a headline of less than half the length.
    private boolean holdsMore(Box heading) {
        int length = heading.element.text().length();
        String shared = Trim.folded(withoutSite(clean(meta("og:title"))));
        return length > LONG_HEADLINE
                && shared.length() * 2 < length
                && shared.length() > A_FEW_WORDS
                && Trim.folded(document.title()).contains(shared);
    }

    /// A heading that ends, or begins, with what the page calls itself elsewhere has a kicker, or a date behind it.
    private String withoutKicker(String heading) {
        String folded = Trim.folded(heading);
        if (isSaidWhole(folded)) return heading;
        for (String said : List.of(meta("og:title"), ld.text("headline"), meta("twitter:title"), document.title())) {
            String title = withoutSite(clean(said));
            String bare = Trim.folded(title);
            boolean part = bare.length() > 12 && bare.length() < folded.length() && bare.length() * 3 > folded.length();
            if (part && (folded.endsWith(bare) || (folded.startsWith(bare) && endsInDate(heading)))) return title;
        }
        return heading;
    }

    private boolean isSaidWhole(String folded) {
        return Stream.of(meta("og:title"), ld.text("headline"))
                .anyMatch(said -> Trim.folded(withoutSite(clean(said))).equals(folded));
    }

    /// A headline that was put together of several elements, or stands in capitals, is taken as the page writes it
    /// elsewhere; one that the page twice says at more length, at that length.
    private String joined(Box heading, String text) {
        String folded = Trim.folded(text);
        boolean pieces = heading.element.childrenSize() > 0;
        boolean capitals = text.length() > 12 && text.equals(text.toUpperCase(Locale.ROOT));
        for (String said : List.of(meta("og:title"), ld.text("headline"), document.title())) {
            String title = withoutSite(clean(said));
            String bare = Trim.folded(title);
            if (bare.length() < 8) continue;
            if ((pieces || capitals) && bare.equals(folded)) return sameButForQuotes(title, text) ? text : title;
            if (pieces && folded.startsWith(bare) && isPiece(heading.element, folded.substring(bare.length())))
                return title;
        }
        return atLength(text);
    }

    private static boolean sameButForQuotes(String one, String other) {
        return QUOTES.matcher(one).replaceAll("'").equals(QUOTES.matcher(other).replaceAll("'"));
    }

    private static boolean isPiece(Element heading, String folded) {
        return heading.children().stream()
                .anyMatch(child -> Trim.folded(child.text()).equals(folded));
    }

    private String atLength(String text) {
        String title = withoutSite(clean(meta("og:title")));
        if (!title.startsWith(text) || text.length() < 8 || title.length() > 2 * text.length() + 30) return text;
        boolean twice = Trim.folded(withoutSite(clean(document.title()))).equals(Trim.folded(title));
        String more = title.substring(text.length());
        return twice && more.matches("[:,]? \\p{L}?[\\p{L}\\d][^|–—-]*") ? title : text;
    }

    private static boolean endsInDate(String heading) {
        return ENDS_IN_DATE.matcher(heading).find();
    }

    private List<String> witnesses() {
        List<String> said = new ArrayList<>();
        for (String text : List.of(ld.text("headline"), meta("og:title"), meta("twitter:title"), document.title())) {
            String folded = Trim.folded(text);
            if (!folded.isEmpty()) said.add(folded);
        }
        return said;
    }

    /// The first-level heading that the page's witnesses bear out best, one that readers see before one that stands in
    /// furniture; where none is borne out, the only one. Old pages have a second-level one that says their title.
    private Optional<Box> heading(List<String> witnesses) {
        List<Box> first = headings("h1");
        List<Box> seen = first.stream().filter(box -> box.chars > 0).toList();
        return borneOut(seen, witnesses)
                .or(() -> borneOut(first, witnesses))
                .or(() -> only(seen.isEmpty() ? first : seen, witnesses.isEmpty() ? 0 : A_FEW_WORDS))
                .or(() -> headings("h2").stream()
                        .filter(box -> box.chars > A_FEW_WORDS && isSaid(box, witnesses))
                        .findFirst());
    }

    private List<Box> headings(String name) {
        return tree.boxes().stream()
                .filter(box -> box.name.equals(name) && !box.why().startsWith("hidden"))
                .filter(box -> isTitle(Trim.folded(box.element.text())))
                .toList();
    }

    private boolean isTitle(String folded) {
        return folded.length() >= 3 && !sites.contains(folded);
    }

    private static Optional<Box> borneOut(List<Box> headings, List<String> witnesses) {
        Box best = null;
        double most = 0;
        for (Box box : headings) {
            double likeness = likeness(Trim.folded(box.element.text()), witnesses);
            if (likeness > most) {
                best = box;
                most = likeness;
            }
        }
        return most >= 0.5 ? Optional.ofNullable(best) : Optional.empty();
    }

    private static boolean isSaid(Box box, List<String> witnesses) {
        String folded = Trim.folded(box.element.text());
        return witnesses.stream().anyMatch(said -> said.startsWith(folded) || said.endsWith(folded));
    }

    /// The only heading, where it is more than a word such as `Blog` or `Details`.
    private static Optional<Box> only(List<Box> headings, int shortest) {
        Set<String> texts = new HashSet<>();
        headings.forEach(box -> texts.add(Trim.folded(box.element.text())));
        return texts.size() == 1 && headings.getFirst().element.text().length() > shortest
                ? Optional.of(headings.getFirst())
                : Optional.empty();
    }

    private static double likeness(String heading, List<String> witnesses) {
        double most = 0;
        for (String said : witnesses) {
            if (said.contains(heading)) most = Math.max(most, Math.max(0.5, (double) heading.length() / said.length()));
            else if (heading.contains(said) && said.length() > 10)
                most = Math.max(most, (double) said.length() / heading.length());
            else most = Math.max(most, 0.9 * shared(heading, said));
        }
        return most;
    }

    /// Share of the letters that two texts begin with in common.
    private static double shared(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) same++;
        return (double) same / Math.max(one.length(), other.length());
    }

    private static String clean(String text) {
        Line.Writer writer = new Line.Writer();
        writer.text(org.jsoup.parser.Parser.unescapeEntities(text, false));
        String line = writer.take().text();
        return line.length() > 400 ? line.substring(0, 400) : line;
    }

    private boolean isSite(String text) {
        return sites.contains(Trim.folded(text));
    }

    /// `Headline - The Site` without the site.
    private String withoutSite(String title) {
        Matcher separators = SEPARATOR.matcher(title);
        int first = -1;
        int last = -1;
        int lastEnd = -1;
        int firstEnd = -1;
        while (separators.find()) {
            if (first < 0) {
                first = separators.start();
                firstEnd = separators.end();
            }
            last = separators.start();
            lastEnd = separators.end();
        }
        if (last < 0) return title;
        if (looksLikeSite(title.substring(lastEnd), title.substring(0, last))) {
            String rest = title.substring(0, last).strip();
            return rest.equals(title) ? title : withoutSite(rest);
        }
        if (isSite(title.substring(0, first))) return title.substring(firstEnd).strip();
        return title;
    }

    private boolean looksLikeSite(String part, String rest) {
        String folded = Trim.folded(part);
        if (folded.isEmpty() || rest.strip().length() < 8) return false;
        if (sites.contains(folded)) return true;
        return sites.stream()
                        .anyMatch(site -> site.length() > 3
                                && (folded.contains(site) || (site.contains(folded) && folded.length() > 3)))
                && part.length() < 50;
    }

    // ---- authors

    List<String> authors(List<Block> blocks) {
        Authors.Found authors = new Authors(ld, metas, tree, headline, sites, () -> Authors.signatures(blocks)).find();
        if (!authors.isEmpty()) found("authors", authors.source(), String.join(", ", authors.names()));
        return authors.names();
    }

    /// Short lines about the headline that look so.
    private List<String> nearLines(Pattern look) {
        if (headline.isEmpty()) return List.of();
        int at = headline.get().order;
        List<Box> boxes = tree.boxes();
        for (int i = Math.max(0, at - NEAR_BEFORE); i < Math.min(boxes.size(), at + NEAR_AFTER); i++) {
            Box box = boxes.get(i);
            if (box.why().equals("silent") || box.kids.size() > 5) continue;
            String text = Authors.spaced(box.element);
            if (text.length() > 5 && text.length() < 90 && look.matcher(text).find()) return List.of(text);
        }
        return List.of();
    }

    // ---- dates

    Optional<OffsetDateTime> published() {
        return date("published", "json-ld datePublished", List.of(ld.text("datePublished")))
                .or(() -> metaDate("published", PUBLISHED))
                .or(() -> metaDate("published", namedPublished()))
                .or(() -> date("published", "itemprop datePublished", itemDates("datePublished")))
                .or(() -> date("published", "json-ld page datePublished", List.of(ld.pageText("datePublished"))))
                .or(() -> date(
                        "published", "json-ld dateCreated", List.of(ld.text("dateCreated"), ld.text("uploadDate"))))
                .or(this::inAddress)
                .or(() -> metaDate("published", ANY_DATE))
                .or(() -> date("published", "time element", times()));
    }

    /// What a reader can see; less sure than the feed. A date from about the headline on comes before one above it,
    /// which may be today's; one that says that it is the last change comes last.
    Optional<OffsetDateTime> visiblyPublished() {
        List<Box> dated = tree.boxes().stream()
                .filter(box -> box.words.any(DATE) && box.chars <= 200)
                .toList();
        int from = headline.map(box -> box.order - NEAR_BEFORE).orElse(0);
        return visible(dated.stream().filter(box -> box.order >= from).toList(), false)
                .or(() -> visible(dated, false))
                .or(() -> nearLines(DATED).stream()
                        .map(dates::human)
                        .flatMap(Optional::stream)
                        .peek(date -> found("published", "line by the headline", date.toString()))
                        .findFirst())
                .or(this::inScripts)
                .or(() -> visible(dated, true))
                .or(this::firstDated);
    }

    /// The first short line, or the first line that opens with a date, after the headline.
    private Optional<OffsetDateTime> firstDated() {
        int from = headline.map(box -> box.order).orElse(0);
        return tree.boxes().stream()
                .filter(box -> box.order >= from && box.chars > 5 && box.chars < LONG_LINE && box.kids.size() < 6)
                .limit(MOST_DATED)
                .map(box -> box.element.text())
                .filter(text -> opensDated(text) && !CHANGED.matcher(text).find())
                .map(dates::human)
                .flatMap(Optional::stream)
                .peek(date -> found("published", "line with a date", date.toString()))
                .findFirst();
    }

    private static boolean opensDated(String text) {
        return text.length() < 60
                ? DATED.matcher(text).find()
                : DATED.matcher(text).lookingAt();
    }

    private Optional<OffsetDateTime> visible(List<Box> boxes, boolean changed) {
        for (Box box : boxes) {
            String text = box.element.text();
            if (text.length() > 200
                    || text.length() < 6
                    || (!changed && CHANGED.matcher(text).find())) continue;
            Optional<OffsetDateTime> found = dates.human(text);
            if (found.isPresent()) {
                found("published", "visible date", text);
                return found;
            }
        }
        return Optional.empty();
    }

    /// Metas of any other name that speak of publishing.
    private List<String> namedPublished() {
        return metas.keySet().stream()
                .filter(key -> PUBLISHED_NAME.matcher(key).find())
                .sorted()
                .toList();
    }

    /// What a page's scripts are given to show.
    private Optional<OffsetDateTime> inScripts() {
        for (Element script : document.select("script:not([src])")) {
            Matcher said = IN_SCRIPT.matcher(script.data());
            if (!said.find()) continue;
            Optional<OffsetDateTime> found = dates.machine(said.group(1));
            if (found.isEmpty()) continue;
            found("published", "script", said.group());
            return found;
        }
        return Optional.empty();
    }

    Optional<OffsetDateTime> modified() {
        return date("modified", "json-ld dateModified", List.of(ld.text("dateModified")))
                .or(() -> metaDate("modified", MODIFIED))
                .or(() -> date("modified", "itemprop dateModified", itemDates("dateModified")));
    }

    private Optional<OffsetDateTime> metaDate(String field, List<String> keys) {
        for (String key : keys) {
            Optional<OffsetDateTime> found = date(field, "meta " + key, metas.getOrDefault(key, List.of()));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<OffsetDateTime> date(String field, String source, List<String> written) {
        for (String text : written) {
            Optional<OffsetDateTime> found = dates.machine(text);
            if (found.isPresent()) {
                found(field, source, text);
                return found;
            }
        }
        return Optional.empty();
    }

    private List<String> itemDates(String property) {
        List<String> written = new ArrayList<>();
        for (Element element : marks.itemDates()) {
            if (!element.attr("itemprop").equalsIgnoreCase(property)) continue;
            for (String key : List.of("datetime", "content", "title")) {
                if (element.hasAttr(key)) written.add(element.attr(key));
            }
            written.add(element.text());
        }
        return written;
    }

    /// Those that tell of the last change come last, and those of comments not at all.
    private List<String> times() {
        List<String> first = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        for (Box box : tree.boxes()) {
            Optional<String> time = time(box);
            if (time.isEmpty() || isInComments(box)) continue;
            boolean change = box.parent()
                    .map(up -> up.element.text())
                    .filter(text -> text.length() < 100 && CHANGED.matcher(text).find())
                    .isPresent();
            (change ? changes : first).add(time.get());
            if (first.size() > 5) break;
        }
        first.addAll(changes);
        return first;
    }

    private static Optional<String> time(Box box) {
        Element element = box.element;
        if (element.attributesSize() == 0) return Optional.empty();
        if (box.name.equals("time") && (element.hasAttr("datetime") || element.hasAttr("pubdate")))
            return Optional.of(element.attr("datetime"));
        if (element.hasAttr("data-seconds")) return Optional.of(element.attr("data-seconds"));
        if (element.hasAttr("data-timestamp")) return Optional.of(element.attr("data-timestamp"));
        boolean named = box.name.equals("abbr") || box.name.equals("span");
        return named && (element.hasClass("published") || element.hasClass("updated")) && element.hasAttr("title")
                ? Optional.of(element.attr("title"))
                : Optional.empty();
    }

    private static boolean isInComments(Box box) {
        for (Optional<Box> up = Optional.of(box); up.isPresent(); up = up.get().parent())
            if (up.get().why().startsWith("comments")) return true;
        return false;
    }

    private Optional<OffsetDateTime> inAddress() {
        Optional<OffsetDateTime> day = dates.inAddress(address.toString());
        if (day.isEmpty()) return day;
        // An address knows the day alone; a time element of the same day knows the hour.
        Optional<OffsetDateTime> found = times().stream()
                .map(dates::machine)
                .flatMap(Optional::stream)
                .filter(time -> time.toLocalDate().equals(day.get().toLocalDate()))
                .findFirst()
                .or(() -> day);
        found.ifPresent(_ -> found("published", "address", address.toString()));
        return found;
    }

    // ---- the rest

    Optional<String> language() {
        Element html = document.firstElementChild();
        String said = html == null ? "" : html.attr("lang");
        if (said.isBlank()) said = ld.text("inLanguage");
        if (said.isBlank()) said = meta("content-language");
        if (said.isBlank()) said = meta("og:locale");
        String tag = Locale.forLanguageTag(said.strip().replace('_', '-')).toLanguageTag();
        if (tag.equals("und")) return Optional.empty();
        found("language", "page", tag);
        return Optional.of(tag);
    }

    /// The page's own word for its address, where it can be true: of the same site, not the front page, not another
    /// article.
    Optional<URI> canonical(URI base) {
        List<String> said =
                List.of(marks.canonical().map(link -> link.attr("href")).orElse(""), meta("og:url"));
        for (String written : said) {
            if (written.isBlank()) continue;
            Optional<URI> read = Links.read(base, written).map(Links::clean).filter(uri -> isPlausible(uri, base));
            if (read.isPresent()) {
                found("address", written.equals(meta("og:url")) ? "og:url" : "rel=canonical", written);
                return read;
            }
        }
        return Optional.empty();
    }

    private static boolean isPlausible(URI said, URI base) {
        String path = said.getPath() == null ? "" : said.getPath();
        String here = base.getPath() == null ? "" : base.getPath();
        if (!domain(said).equals(domain(base))) return false;
        if ((path.isEmpty() || path.equals("/")) && said.getRawQuery() == null) return false;
        if (here.length() > 12
                && here.startsWith(path.endsWith("/") ? path : path + "/")
                && path.length() * 2 < here.length()) return false;
        Matcher mine = ID_IN_PATH.matcher(here);
        Matcher theirs = ID_IN_PATH.matcher(path);
        if (mine.find() && theirs.find()) return path.contains(mine.group()) || here.contains(theirs.group());
        return true;
    }

    /// The last two labels of a host, or three under the likes of `co.uk`.
    static String domain(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.matches("[\\d.]+") || host.startsWith("[")) return host;
        String[] labels = host.split("\\.", -1);
        int n = labels.length;
        if (n <= 2) return host;
        boolean second =
                labels[n - 1].length() == 2 && labels[n - 2].matches("co|com|org|net|gov|edu|ac|or|ne|go|gob|nom");
        return String.join(".", List.of(labels).subList(second ? n - 3 : n - 2, n));
    }

    Optional<URI> picture(URI base) {
        for (String written : List.of(
                meta("og:image"),
                meta("og:image:url"),
                meta("twitter:image"),
                meta("twitter:image:src"),
                ld.text("image"))) {
            if (written.isBlank()) continue;
            Optional<URI> read = Links.read(base, written).filter(uri -> !Images.isDecoration(uri));
            if (read.isPresent()) {
                found("picture", "og:image", written);
                return read;
            }
        }
        return Optional.empty();
    }

    List<String> categories() {
        Set<String> categories = new LinkedHashSet<>(metas.getOrDefault("article:section", List.of()));
        categories.addAll(metas.getOrDefault("og:article:section", List.of()));
        categories.addAll(ld.texts("articleSection"));
        categories.addAll(metas.getOrDefault("article:tag", List.of()));
        return categories.stream()
                .map(Metadata::clean)
                .filter(text -> !text.isEmpty() && text.length() < 80)
                .distinct()
                .limit(30)
                .toList();
    }
}
