package dossier.extract;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Finds when an article was first published, and when last changed: in what the page says for machines first, then in
/// what a reader sees.
final class Dating {
    private static final Vocabulary DATE = Vocabulary.of("""
        date,dates,time,timestamp,published,publish,pubdate,posted,posted on,datum,fecha,datetime,updated,dateline,meta\
        """);
    private static final Vocabulary BYLINE = Vocabulary.of("byline,bylines,by line,author,authors");
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
    private static final Pattern PUBLISHED_NAME =
            Pattern.compile("publish(?:ed)?[_.:-]?(?:on|at|date|time)|(?:date|time)[_.:-]?published");
    private static final Pattern IN_SCRIPT = Pattern.compile(
            "\\\\?\"(?:date_?published|published_?(?:at|date|on|time)|publish_?(?:date|time)|(?:first_?)?publication_?date|first_?published(?:_?at)?)"
                + "\\\\?\"\\s*:\\s*\\\\?\"(\\d{4}-\\d{2}-\\d{2}[^\"\\\\]{0,30})",
            Pattern.CASE_INSENSITIVE);
    private static final int MOST_DATED = 400;
    private static final int LONG_LINE = 2_000;
    private static final int LONG_DATE = 200;
    private static final int LONG_LABEL = 100;
    private static final int NEAR_BEFORE = 20;
    private static final int NEAR_AFTER = 60;

    /// A box that tells a time, as it is written there.
    private record Timed(Box box, String written) {}

    private static final int SEVERAL = 3;
    private static final int A_FEW = 3;
    private static final int A_FEW_TIMES = 6;
    private static final int A_YEAR_OR_TWO = 2;
    /// Of numbers alone it is a guess which is the day.
    private static final Pattern MONTH = Pattern.compile("\\p{L}{3}");
    /// What stands beside a day in small letters, and makes no sentence of it.
    private static final Set<String> LABELS = Set.of(
            ("by von par por di av af door the min mins minute minutes read uhr am pm comments comment views lesezeit"
                            + " lecture st nd rd th")
                    .split(" "));
    private static final String TIME_ELEMENT = "time element";
    /// No date has fewer digits; most lines hold less, and need not be read as one.
    private static final int OF_A_DATE = 4;

    private static final int LONG_DATELINE = 90;
    private static final Pattern LAST_OF_TITLE =
            Pattern.compile("(?<!\\d\\.)\\s[|:–—-] (?:\\d{1,2}\\.\\d{1,2}\\.\\d{4}|\\d{4}-\\d{2}-\\d{2}"
                    + "|\\d{1,2}\\.? \\p{L}+\\.? \\d{4}|\\p{L}+\\.? \\d{1,2},? \\d{4}).{0,14}$");

    /// Furniture with days of its own, by the reason that it was dropped for.
    private static final Pattern ELSEWHERE = Pattern.compile("comments|related|teaser");
    private static final Pattern HIDDEN = Pattern.compile("hidden|invisible|silent");
    private static final Pattern AROUND = Pattern.compile("navigation|nav |footer ");

    /// A date, and where it stood in which words.
    record Found(String source, String written, OffsetDateTime time) {}

    private final Marks marks;
    private final Metas metas;
    private final Ld ld;
    private final Tree tree;
    private final URI address;
    private final Dates dates;
    private final Optional<Box> headline;
    private @Nullable List<Timed> timed;
    private @Nullable List<Dateline> datelines;
    /// Lines with a date of a change, found while one with another date was looked for.
    private final List<Dateline> datedChanges = new ArrayList<>();

    Dating(Marks marks, Metas metas, Ld ld, Tree tree, URI address, Dates dates, Optional<Box> headline) {
        this.marks = marks;
        this.metas = metas;
        this.ld = ld;
        this.tree = tree;
        this.address = address;
        this.dates = dates;
        this.headline = headline;
    }

    /// When it was first published, from sources that may be trusted more than a feed.
    Optional<Found> published() {
        return date("json-ld datePublished", List.of(ld.text("datePublished")))
                .or(() -> metaDate(PUBLISHED))
                .or(() -> metaDate(namedPublished()))
                .or(this::itemized)
                .or(() -> date("json-ld page datePublished", List.of(ld.pageText("datePublished"))))
                .or(() -> date("json-ld dateCreated", List.of(ld.text("dateCreated"), ld.text("uploadDate"))))
                .or(this::inAddress)
                .or(() -> date(TIME_ELEMENT, times(false, this::isByHeadline)))
                .map(this::asShown);
    }

    /// What machines are told first, unless readers are plainly shown another day.
    private Found asShown(Found told) {
        if (told.source.equals(TIME_ELEMENT)) return nearer(told);
        // Mostly the first says so: the others need not be read.
        boolean borneOut = headline.stream().flatMap(this::datelines).anyMatch(line -> human("", line.text())
                .filter(shown -> Shown.isDayOf(shown, told) && isShown(line))
                .isPresent());
        if (borneOut) return told;
        List<String> lines =
                datelines().filter(this::isShown).map(Dateline::text).toList();
        Found found = new Shown(lines, dates)
                .orTold(told, this::inAddress, () -> metaDate(PUBLISHED), this::marked, this::modified);
        return found.equals(told) && isOfBoth(told)
                ? earlier(told).or(this::labelled).orElse(told)
                : found;
    }

    /// True where machines are told one instant for both, the first publication and the last change.
    private boolean isOfBoth(Found told) {
        return modified().filter(last -> last.time.isEqual(told.time)).isPresent();
    }

    /// A template that knows one day alone knows that of the last change: a line under the headline that is a day and
    /// little else, of a year or two before, is that of the first publication.
    private Optional<Found> earlier(Found told) {
        return first(under())
                .filter(line ->
                        line.time.isBefore(told.time) && line.time.isAfter(told.time.minusYears(A_YEAR_OR_TWO)));
    }

    private Optional<Found> first(Stream<Dateline> lines) {
        return lines.flatMap(line -> human("line by the headline", line.text()).stream())
                .findFirst();
    }

    /// The lines under the headline that are a day and little else: a name, a label, the time that reading takes.
    private Stream<Dateline> under() {
        int from = headline.map(box -> box.order).orElse(0);
        return datelines().filter(line -> line.box().order > from && isShown(line) && isBare(line));
    }

    private static boolean isBare(Dateline line) {
        Matcher dated = Dateline.DATED.matcher(line.text());
        if (!dated.find() || !MONTH.matcher(dated.group()).find()) return false;
        boolean sentence = Stream.of(Titles.NO_WORD.split(dated.replaceFirst(" ")))
                .anyMatch(word -> !word.isEmpty() && Character.isLowerCase(word.charAt(0)) && !LABELS.contains(word));
        return !sentence && !isWithin(line.box());
    }

    /// Within a picture or a link, a day is that of something else.
    private static boolean isWithin(Box box) {
        return box.up().limit(6).anyMatch(up -> up.name.equals("figure") || up.name.equals("a"));
    }

    /// Of a time element and a line with a day, that which stands closer under the headline.
    private Found nearer(Found told) {
        if (headline.isEmpty()) return told;
        int from = headline.get().order;
        Optional<Box> time = timed().stream()
                .filter(timed -> timed.written.equals(told.written) && timed.box.order >= from)
                .map(Timed::box)
                .findFirst();
        if (time.isEmpty() || isOwn(time.get())) return told;
        return first(under().filter(line -> line.box().order < time.get().order))
                .filter(line -> !Shown.isDayOf(line, told))
                .orElse(told);
    }

    /// Named a date, or in the line of the author.
    private static boolean isOwn(Box time) {
        return time.up().limit(3).anyMatch(up -> up.words.any(DATE) || up.words.any(BYLINE));
    }

    private boolean isShown(Dateline line) {
        return !line.ofChange() && !isElsewhere(line.box());
    }

    /// What a reader can see; less sure than the feed. A date from about the headline on comes before one above it,
    /// which may be today's; one that is called that of a change is none.
    Optional<Found> visiblyPublished() {
        List<Box> all = tree.boxes().stream()
                .filter(box -> box.words.any(DATE) && box.chars <= LONG_DATE && box.digits >= OF_A_DATE)
                .limit(MOST_DATED)
                .filter(box -> !isElsewhere(box) && !isOfAnother(box))
                .toList();
        List<Box> dated = all.stream().filter(box -> !isAround(box)).toList();
        int from = headline.map(box -> box.order - NEAR_BEFORE).orElse(0);
        List<Box> after = dated.stream().filter(box -> box.order >= from).toList();
        return inTitle()
                .or(() -> visible(after))
                .or(this::byHeadline)
                .or(() -> metaDate(ANY_DATE))
                .or(() -> date(TIME_ELEMENT, times(false, _ -> true)))
                .or(this::inPath)
                .or(() -> visible(dated))
                .or(this::inScripts)
                .or(this::firstDated)
                .or(this::labelled)
                .or(this::inMeta)
                .or(() -> visible(all))
                .or(() -> first(datelines().filter(line -> !line.ofChange())))
                .or(this::inNumber);
    }

    /// When it was last changed, as a reader can see: what a page calls that day is not when it was first published.
    ///
    /// @param published is before it, where the page tells it
    Optional<Found> visiblyModified(Optional<OffsetDateTime> published) {
        Predicate<Box> here = published.isPresent() ? this::isInHead : this::isByHeadline;
        Predicate<Box> own = box -> here.test(box) && !isAround(box) && !isElsewhere(box) && isPlain(box);
        return date("time of change", times(true, own))
                .or(() -> first(datelines().filter(line -> line.ofChange() && own.test(line.box()))))
                .or(this::firstDatedChange)
                .filter(last -> published.isEmpty() || last.time.isAfter(published.get()));
    }

    /// When it was last changed, as machines are told.
    Optional<Found> modified() {
        return date("json-ld dateModified", List.of(ld.text("dateModified")))
                .or(() -> metaDate(MODIFIED))
                .or(() -> date("itemprop dateModified", itemDates("dateModified")));
    }

    // ---- what a reader sees

    private Optional<Found> visible(List<Box> boxes) {
        return boxes.stream()
                .flatMap(box -> Optional.of(box.beginning(LONG_DATE + 1))
                        .filter(text -> text.length() > 5 && text.length() <= LONG_DATE)
                        .filter(text -> dates.human(text).isPresent())
                        .flatMap(text -> dated("visible date", box, text))
                        .stream())
                .findFirst();
    }

    /// The day of a line, unless it is called that of a change.
    private Optional<Found> dated(String source, Box box, String text) {
        return Dateline.of(box, text)
                .filter(line -> !line.ofChange())
                .flatMap(line -> human(source, line.text()).stream())
                .findFirst();
    }

    /// A short line about the headline that holds a date.
    private Optional<Found> byHeadline() {
        return first(datelines().filter(line -> !line.ofChange() && !isAround(line.box())));
    }

    private Stream<Dateline> datelines() {
        if (datelines == null)
            datelines = headline.stream().flatMap(this::datelines).toList();
        return datelines.stream();
    }

    /// The short lines about the headline that hold a date.
    private Stream<Dateline> datelines(Box heading) {
        List<Box> boxes = tree.boxes();
        int from = Math.max(0, heading.order - NEAR_BEFORE);
        return boxes.subList(from, Math.min(boxes.size(), heading.order + NEAR_AFTER)).stream()
                .filter(box -> box.digits >= OF_A_DATE && box.chars < 3 * LONG_DATELINE && box.kids.size() <= 5)
                .filter(box -> !box.why().equals("silent") && !isWithinLine(box) && !isOfAnother(box))
                .filter(box -> box == heading || !heading.isInside(box))
                .flatMap(box -> datelines(box, LONG_DATELINE));
    }

    private static Stream<Dateline> datelines(Box box, int shorterThan) {
        String text = Authors.spaced(box.element);
        return text.length() > 5 && text.length() < shorterThan && Dateline.isDated(text)
                ? Dateline.of(box, text)
                : Stream.empty();
    }

    /// A line after the headline that begins with the word `published` and its day, however long.
    private Optional<Found> labelled() {
        int from = headline.map(box -> box.order).orElse(0);
        return tree.boxes().stream()
                .filter(box -> box.digits >= OF_A_DATE && box.order >= from)
                .filter(box -> box.chars > 5 && box.chars < LONG_LINE && box.kids.size() < 6 && !isElsewhere(box))
                .map(box -> box.element.text())
                .filter(text -> Dateline.TOLD_PUBLISHED.matcher(text).lookingAt())
                .flatMap(text ->
                        Shown.labelled(text).flatMap(dated -> human("line that says published", dated)).stream())
                .findFirst();
    }

    /// The last part of what the page is titled.
    private Optional<Found> inTitle() {
        Matcher last = LAST_OF_TITLE.matcher(marks.title());
        return last.find() ? human("title element", last.group()) : Optional.empty();
    }

    /// The first short line, or the first line that opens with a date, after the headline.
    private Optional<Found> firstDated() {
        List<Box> boxes = tree.boxes();
        int seen = 0;
        for (int i = headline.map(box -> box.order).orElse(0); i < boxes.size() && seen < MOST_DATED; i++) {
            Box box = boxes.get(i);
            if (box.chars <= 5 || box.chars >= LONG_LINE || box.kids.size() >= 6) continue;
            seen++;
            if (box.digits < OF_A_DATE) continue;
            String text = box.element.text();
            if (!Dateline.opens(text) || isElsewhere(box)) continue;
            Optional<Found> found = dated("line with a date", box, text);
            if (found.isPresent()) return found;
            if (isPlain(box)) Dateline.of(box, text).filter(Dateline::ofChange).forEach(datedChanges::add);
        }
        return Optional.empty();
    }

    /// Asked when no other line has a date.
    private Optional<Found> firstDatedChange() {
        return datedChanges.stream()
                .flatMap(line -> human("line with a date", line.text()).stream())
                .findFirst();
    }

    /// A link or a word in the midst of a sentence is no line of its own; but a heading may hold a day, if it is named
    /// one.
    private static boolean isWithinLine(Box box) {
        return box.inline
                && box.parent()
                        .filter(up -> up.lineChars > LONG_LABEL && !(Tree.isHeading(up.name) && box.words.any(DATE)))
                        .isPresent();
    }

    /// A line about the article, such as `was written on 19 May`, that stands below its text.
    private Optional<Found> inMeta() {
        return tree.boxes().stream()
                .filter(box -> box.digits >= OF_A_DATE && box.why().startsWith("about") && !isElsewhere(box))
                .flatMap(box -> datelines(box, LONG_LINE))
                .filter(line -> !line.ofChange())
                .flatMap(line -> human("line about the article", line.text()).stream())
                .findFirst();
    }

    /// What stands around an article has days of its own: those of news, or today.
    private static boolean isAround(Box box) {
        return box.up()
                .anyMatch(up -> up.isDropped() && AROUND.matcher(up.why()).lookingAt());
    }

    /// A line that readers see, and that is none of a picture or a link.
    private static boolean isPlain(Box box) {
        return !isWithin(box) && !isHidden(box);
    }

    private static boolean isHidden(Box box) {
        return box.up()
                .anyMatch(up -> up.isDropped() && HIDDEN.matcher(up.why()).lookingAt());
    }

    /// In an `article` that ended before the headline, with a heading or a link of its own.
    private boolean isOfAnother(Box box) {
        return headline.filter(title -> box.order < title.order)
                .flatMap(title -> box.up()
                        .filter(up -> up.name.equals("article"))
                        .findFirst()
                        .filter(up -> !title.isInside(up) && up.element.selectFirst("h2,h3,h4,h5,a") != null))
                .isPresent();
    }

    /// Other articles, and what readers say, have dates of their own.
    private static boolean isElsewhere(Box box) {
        return box.up()
                .anyMatch(up -> up.isDropped() && ELSEWHERE.matcher(up.why()).lookingAt());
    }

    private Optional<Found> human(String source, String text) {
        return dates.human(text).map(time -> new Found(source, text, time));
    }

    // ---- what is said for machines

    /// Metas of any other name that speak of publishing.
    private List<String> namedPublished() {
        return metas.names().stream()
                .filter(key -> PUBLISHED_NAME.matcher(key).find())
                .sorted()
                .toList();
    }

    /// What a page's scripts are given to show.
    private Optional<Found> inScripts() {
        for (Element script : marks.scripts()) {
            String data = script.data();
            if (!Glance.holds(data, "publi")) continue;
            Matcher said = IN_SCRIPT.matcher(data);
            if (!said.find()) continue;
            Optional<Found> found = date("script", List.of(said.group(1)));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<Found> metaDate(List<String> keys) {
        for (String key : keys) {
            Optional<Found> found = date("meta " + key, metas.all(key));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private Optional<Found> date(String source, List<String> written) {
        for (String text : written) {
            Optional<OffsetDateTime> time = dates.machine(text);
            if (time.isPresent()) return Optional.of(new Found(source, text, time.get()));
        }
        return Optional.empty();
    }

    /// A day between headline and text, in an element marked as that of publication.
    private Optional<Found> marked() {
        return datelines()
                .filter(line -> isInHead(line.box()) && isShown(line))
                .filter(line -> line.box().up().limit(A_FEW).anyMatch(up -> up.attr("itemprop")
                        .equalsIgnoreCase("datePublished")))
                .flatMap(line -> human("itemprop datePublished", line.text()).stream())
                .findFirst();
    }

    private Optional<Found> itemized() {
        return date("itemprop datePublished", itemDates("datePublished"));
    }

    /// Where several are told, other articles are shown as well: that by the headline is its own.
    private List<String> itemDates(String property) {
        List<Element> items = marks.itemDates().stream()
                .filter(element -> element.attr("itemprop").equalsIgnoreCase(property))
                .toList();
        if (items.size() < SEVERAL)
            return items.stream().flatMap(Dating::itemDate).toList();
        return tree.boxes().stream()
                .filter(box -> box.attr("itemprop").equalsIgnoreCase(property))
                .filter(box -> isByHeadline(box) && !isElsewhere(box))
                .flatMap(box -> itemDate(box.element))
                .toList();
    }

    private static Stream<String> itemDate(Element element) {
        return Stream.concat(
                Stream.of("datetime", "content", "title")
                        .filter(element::hasAttr)
                        .map(element::attr),
                Stream.of(element.text()));
    }

    /// Those that tell of the last change, or those that do not, that which a template calls `published` first; none of
    /// comments and other articles.
    private List<String> times(boolean ofChange, Predicate<Box> where) {
        return timed().stream()
                .limit(MOST_DATED)
                .filter(timed -> where.test(timed.box) && !isElsewhere(timed.box))
                .filter(timed -> Dateline.isLabelledChange(timed.box) == ofChange)
                .limit(A_FEW_TIMES)
                .sorted(Comparator.comparing(timed -> !timed.box.element.hasClass("published")))
                .map(Timed::written)
                .toList();
    }

    /// All boxes that tell a time, looked for once.
    private List<Timed> timed() {
        if (timed != null) return timed;
        List<Timed> found = new ArrayList<>();
        for (Box box : tree.boxes()) time(box).ifPresent(time -> found.add(new Timed(box, time)));
        timed = found;
        return found;
    }

    /// Between the headline and the first paragraph of some length.
    private boolean isInHead(Box box) {
        int from = headline.map(title -> title.order).orElse(0);
        return box.order > from
                && tree.boxes().subList(from, box.order).stream()
                        .noneMatch(each -> each.name.equals("p") && each.lineChars > LONG_LABEL);
    }

    /// Far from the headline, other articles have their times.
    private boolean isByHeadline(Box box) {
        return headline.isEmpty()
                || (box.order >= headline.get().order - NEAR_BEFORE && box.order <= headline.get().order + NEAR_AFTER);
    }

    private static Optional<String> time(Box box) {
        Element element = box.element;
        if (box.name.equals("time") && !element.hasAttr("datetime")) return Optional.of(element.text());
        if (element.attributesSize() == 0) return Optional.empty();
        if (box.name.equals("time")) return Optional.of(element.attr("datetime"));
        if (element.hasAttr("data-seconds")) return Optional.of(element.attr("data-seconds"));
        if (element.hasAttr("data-timestamp")) return Optional.of(element.attr("data-timestamp"));
        boolean named = box.name.equals("abbr") || box.name.equals("span");
        return named && (element.hasClass("published") || element.hasClass("updated")) && element.hasAttr("title")
                ? Optional.of(element.attr("title"))
                : Optional.empty();
    }

    /// Which of two numbers is the day is a guess: the feed knows better.
    private Optional<Found> inPath() {
        return dates.reversedInAddress(address.toString()).map(day -> new Found("address", address.getPath(), day));
    }

    /// A number in the path may begin with the day, or be any number.
    private Optional<Found> inNumber() {
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        return dates.stampedInPath(path).map(day -> new Found("address", path, day));
    }

    private Optional<Found> inAddress() {
        Optional<OffsetDateTime> day = dates.inAddress(address.toString());
        if (day.isEmpty()) return Optional.empty();
        // An address knows the day alone; a time element of the same day knows the hour.
        return times(false, _ -> true).stream()
                .map(dates::machine)
                .flatMap(Optional::stream)
                .filter(time -> time.toLocalDate().equals(day.get().toLocalDate()))
                .findFirst()
                .or(() -> day)
                .map(time -> new Found("address", address.toString(), time));
    }
}
