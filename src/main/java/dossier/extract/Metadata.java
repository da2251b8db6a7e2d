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
            "date",
            "dc.date",
            "dcterms.date",
            "article.published",
            "article_date_original",
            "published_at",
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
    private static final int NEAR_BEFORE = 20;
    private static final int NEAR_AFTER = 60;
    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|\\-–—·•»:/~]+\\s+|\\s*\\|\\s*|(?<=\\S): ");
    private static final Pattern ID_IN_PATH = Pattern.compile("\\d{5,}");

    private final Document document;
    private final Tree tree;
    private final Ld ld;
    private final URI address;
    private final Dates dates;
    private final Map<String, List<String>> metas = new HashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final Set<String> sites = new HashSet<>();
    private Optional<Box> headline = Optional.empty();

    Metadata(Document document, Tree tree, URI address, Dates dates, String outlet) {
        this.document = document;
        this.tree = tree;
        this.address = address;
        this.dates = dates;
        this.ld = Ld.of(document);
        for (Element meta : document.select("meta")) meta(meta);
        sites(outlet);
    }

    private void meta(Element meta) {
        String content = meta.attr("content").strip();
        if (content.isEmpty()) return;
        for (String key : List.of("property", "name", "itemprop", "http-equiv")) {
            String name = meta.attr(key).toLowerCase(Locale.ROOT).strip();
            if (!name.isEmpty())
                metas.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(content);
        }
    }

    private void sites(String outlet) {
        for (String name : List.of(meta("og:site_name"), meta("application-name"), outlet, ld.text("publisher"))) {
            if (!name.isBlank()) sites.add(Trim.folded(name));
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
        if (heading.isPresent()) {
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

    /// A heading that ends, or begins, with what the page calls itself elsewhere has a kicker, or a date behind it.
    private String withoutKicker(String heading) {
        String folded = Trim.folded(heading);
        for (String said : List.of(meta("og:title"), ld.text("headline"), meta("twitter:title"), document.title())) {
            String title = withoutSite(clean(said));
            String bare = Trim.folded(title);
            boolean part = bare.length() > 12 && bare.length() < folded.length() && bare.length() * 3 > folded.length();
            if (part && (folded.endsWith(bare) || (folded.startsWith(bare) && endsInDate(heading)))) return title;
        }
        return heading;
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
            if ((pieces || capitals) && bare.equals(folded)) return title;
            if (pieces && folded.startsWith(bare) && isPiece(heading.element, folded.substring(bare.length())))
                return title;
        }
        return atLength(text);
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
        return heading.matches(".*\\d{4}.{0,60}");
    }

    private List<String> witnesses() {
        List<String> said = new ArrayList<>();
        for (String text : List.of(ld.text("headline"), meta("og:title"), meta("twitter:title"), document.title())) {
            String folded = Trim.folded(text);
            if (!folded.isEmpty()) said.add(folded);
        }
        return said;
    }

    private Optional<Box> heading(List<String> witnesses) {
        Box best = null;
        double most = 0;
        int headings = 0;
        for (Box box : tree.boxes()) {
            if (!box.name.equals("h1") || (box.isDropped() && box.why().startsWith("hidden"))) continue;
            String folded = Trim.folded(box.element.text());
            if (folded.length() < 3 || sites.contains(folded)) continue;
            headings++;
            double likeness = likeness(folded, witnesses);
            if (likeness > most || best == null) {
                best = box;
                most = likeness;
            }
        }
        if (best == null) return Optional.empty();
        return most >= 0.5 || (headings == 1 && (witnesses.isEmpty() || best.chars > 20))
                ? Optional.of(best)
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
        Authors.Found authors = new Authors(ld, metas, tree, headline, sites, Authors.signatures(blocks)).find();
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
                .or(() -> date("published", "itemprop datePublished", itemDates("[itemprop=datePublished]")))
                .or(() -> date("published", "json-ld page datePublished", List.of(ld.pageText("datePublished"))))
                .or(() -> date(
                        "published", "json-ld dateCreated", List.of(ld.text("dateCreated"), ld.text("uploadDate"))))
                .or(() -> date("published", "time element", times()))
                .or(this::inAddress);
    }

    /// What a reader can see; less sure than the feed.
    Optional<OffsetDateTime> visiblyPublished() {
        for (Box box : tree.boxes()) {
            if (!box.words.any(DATE) || box.chars > 200) continue;
            String text = box.element.text();
            if (text.length() > 200 || text.length() < 6) continue;
            Optional<OffsetDateTime> found = dates.human(text);
            if (found.isPresent()) {
                found("published", "visible date", text);
                return found;
            }
        }
        return nearLines(DATED).stream()
                .map(dates::human)
                .flatMap(Optional::stream)
                .peek(date -> found("published", "line by the headline", date.toString()))
                .findFirst()
                .or(this::inScripts);
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
                .or(() -> date("modified", "itemprop dateModified", itemDates("[itemprop=dateModified]")));
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

    private List<String> itemDates(String selector) {
        List<String> written = new ArrayList<>();
        for (Element element : document.body().select(selector)) {
            for (String key : List.of("datetime", "content", "title")) {
                if (element.hasAttr(key)) written.add(element.attr(key));
            }
            written.add(element.text());
        }
        return written;
    }

    private List<String> times() {
        List<String> written = new ArrayList<>();
        for (Element time :
                document.body().select("time[datetime],time[pubdate],abbr.published,[data-seconds],[data-timestamp]")) {
            if (time.normalName().equals("time") || time.hasAttr("datetime")) written.add(time.attr("datetime"));
            else if (time.hasAttr("data-seconds")) written.add(time.attr("data-seconds"));
            else if (time.hasAttr("data-timestamp")) written.add(time.attr("data-timestamp"));
            else written.add(time.attr("title"));
            if (written.size() > 5) break;
        }
        return written;
    }

    private Optional<OffsetDateTime> inAddress() {
        Optional<OffsetDateTime> found = dates.inAddress(address.toString());
        found.ifPresent(_ -> found("published", "address", address.toString()));
        return found;
    }

    // ---- the rest

    Optional<String> language() {
        String said = document.selectFirst("html") == null
                ? ""
                : document.expectFirst("html").attr("lang");
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
        Element link = document.selectFirst("link[rel~=(?i)\\bcanonical\\b][href]");
        List<String> said = List.of(link == null ? "" : link.attr("href"), meta("og:url"));
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
