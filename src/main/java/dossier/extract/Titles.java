package dossier.extract;

import dossier.site.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/// Finds a page's headline, and what the site calls itself, which is no part of it.
final class Titles {
    private static final Pattern ENDS_IN_DATE = Pattern.compile("\\d{4}.{0,60}$");
    private static final Pattern QUOTES = Pattern.compile("[\"“”„«»‘’‚'`´]");
    /// All but the capital letters that words begin with.
    private static final Pattern INITIALS = Pattern.compile("(?<![\\p{L}\\p{N}])(?!\\p{Lu}).|(?<=[\\p{L}\\p{N}]).");
    static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    /// A first-level heading longer than this holds more than the headline.
    private static final int LONG_HEADLINE = 120;
    private static final int A_SENTENCE = 30;
    private static final int A_FEW_WORDS = 20;
    /// Fewer words, in an address or a title, bear nothing out.
    private static final int A_FEW_PARTS = 3;
    private static final int LONGEST_SITE = 50;
    private static final int SHORTEST_TITLE = 8;
    private static final Pattern SEPARATOR = Pattern.compile("\\s+[|\\-–—·•»:/~]+\\s+|\\s*[|ㅣ｜]\\s*|(?<=\\S): ");

    private static final String SEPARATING = "|-–—·•»:/~ㅣ｜";

    /// A headline and where it stood; both empty where the page has none.
    record Found(String source, String text) {
        static final Found NONE = new Found("", "");
    }

    private final Ld ld;
    private final Metas metas;
    private final String titled;
    private final Tree tree;
    private final URI address;
    private final Set<String> sites = new HashSet<>();
    private final Map<String, String> named = new HashMap<>();
    private final Optional<Box> headline;
    private final Optional<Box> place;

    Titles(Ld ld, Metas metas, String titled, Tree tree, URI address, String outlet) {
        this.ld = ld;
        this.metas = metas;
        this.titled = titled;
        this.tree = tree;
        this.address = address;
        sites(outlet);
        tree.boxes().stream()
                .filter(box -> box.name.equals("h1") && leadsHome(box))
                .forEach(box -> sites.add(Trim.folded(box.element.text())));
        // What was read without the site's name from a title may hold more of it now.
        named.clear();
        this.headline = heading(witnesses());
        this.place = headline.or(() -> headings("h1").stream()
                .filter(box -> box.chars > 0)
                .limit(1)
                .filter(box -> box.chars > A_SENTENCE)
                .findFirst());
    }

    /// What the site is called, folded.
    Set<String> sites() {
        return sites;
    }

    /// The heading that the headline was found in; else the first that readers see, where its length tells that it
    /// heads the article under a name of its own.
    Optional<Box> headline() {
        return place;
    }

    /// What the page is called for sharing and by machines, without the site.
    List<String> said() {
        return Stream.of(meta("og:title"), ld.text("headline"), meta("twitter:title"))
                .map(this::named)
                .filter(each -> each.length() > A_FEW_WORDS)
                .distinct()
                .toList();
    }

    private String meta(String name) {
        return metas.first(name);
    }

    private void sites(String outlet) {
        for (String name : List.of(meta("og:site_name"), meta("application-name"), outlet, ld.text("publisher"))) {
            if (name.isBlank() || name.length() > LONGEST_SITE) continue;
            sites.add(Trim.folded(name));
            String letters = INITIALS.matcher(name).replaceAll("");
            if (letters.length() >= A_FEW_PARTS) sites.add(Trim.folded(letters));
        }
        namedInTitle();
        String host = address.getHost() == null ? "" : address.getHost();
        for (String label : host.split("\\.", -1)) {
            if (label.length() > 3 && !label.equals("www")) sites.add(Trim.folded(label));
        }
        sites.add(Trim.folded(host));
        sites.add(Trim.folded(Links.bare(host)));
    }

    /// What the title element says beyond the title that the page gives for sharing is the site's name.
    private void namedInTitle() {
        String title = clean(titled);
        String shared = clean(meta("og:title"));
        if (shared.length() < 8 || !title.startsWith(shared)) return;
        Matcher separator = SEPARATOR.matcher(title.substring(shared.length()));
        if (separator.lookingAt()) sites.add(Trim.folded(title.substring(shared.length() + separator.end())));
    }

    /// The headline: the first-level heading that the page's own title bears out, else what the page is titled.
    Found title() {
        Optional<Box> heading = headline;
        if (heading.isPresent() && !holdsMore(heading.get()) && !isContradicted(heading.get())) {
            String text = joined(
                    heading.get(), withoutKicker(clean(heading.get().element.text())));
            return new Found("h1", withoutLabel(text));
        }
        String agreed = named(ld.text("headline"));
        if (agreed.length() > A_FEW_WORDS && agreed.equals(named(titled)))
            return new Found("json-ld headline, title element", agreed);
        for (String source : List.of("headline", "og:title", "twitter:title")) {
            String text = named(meta(source));
            if (!text.isEmpty() && !isSite(text)) {
                return new Found(source, text);
            }
        }
        String said = clean(ld.text("headline"));
        if (!said.isEmpty()) {
            return new Found("json-ld headline", said);
        }
        String title = named(titled);
        return title.isEmpty() ? Found.NONE : new Found("title element", title);
    }

    /// `Headline | Opinion` without the few words behind the bar.
    private static String withoutLabel(String heading) {
        int bar = heading.lastIndexOf(" | ");
        boolean label = bar >= SHORTEST_TITLE && heading.substring(bar + 3).split(" ", -1).length <= A_FEW_PARTS;
        return label ? heading.substring(0, bar).strip() : heading;
    }

    /// A standfirst within the heading, where the page twice says a headline of less than half the length.
    private boolean holdsMore(Box heading) {
        int length = heading.element.text().length();
        String shared = Trim.folded(named(meta("og:title")));
        return length > LONG_HEADLINE
                && shared.length() * 2 < length
                && shared.length() > A_FEW_WORDS
                && Trim.folded(titled).contains(shared);
    }

    /// A page with another headline in its address, whole, and in what it is titled: the heading is one of its parts.
    private boolean isContradicted(Box heading) {
        Set<String> slug = slug(address);
        if (slug.size() < A_FEW_PARTS) return false;
        String title = meta("og:title").isEmpty() ? titled : meta("og:title");
        return share(named(title), slug) > 0.8 && share(heading.element.text(), slug) < 0.35;
    }

    /// The words of the longest part of an address.
    private static Set<String> slug(URI address) {
        String longest = "";
        for (String part : (address.getPath() == null ? "" : address.getPath()).split("/", -1)) {
            if (part.length() > longest.length()) longest = part;
        }
        return Set.of(words(longest));
    }

    private static double share(String text, Set<String> slug) {
        String[] words = words(text);
        if (words.length < A_FEW_PARTS) return 0;
        return (double) Stream.of(words).filter(slug::contains).count() / words.length;
    }

    /// The words of a text, in lower case, each once.
    static String[] words(String text) {
        return Stream.of(NO_WORD.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }

    /// A heading that ends, or begins, with what the page calls itself elsewhere has a kicker, or a date behind it.
    private String withoutKicker(String heading) {
        String folded = Trim.folded(heading);
        if (isSaidWhole(folded)) return heading;
        for (String said : List.of(meta("og:title"), ld.text("headline"), meta("twitter:title"), titled)) {
            String title = named(said);
            String bare = Trim.folded(title);
            boolean part = bare.length() > 12 && bare.length() < folded.length() && bare.length() * 3 > folded.length();
            if (part && (hasKicker(folded, bare) || (folded.startsWith(bare) && isDatedBehind(heading, title))))
                return title;
        }
        return heading;
    }

    /// A number alone before a headline is its own.
    private static boolean hasKicker(String folded, String bare) {
        int before = folded.length() - bare.length();
        return folded.endsWith(bare) && folded.codePoints().limit(before).anyMatch(Character::isLetter);
    }

    /// A date behind a headline, or more that is set apart from a year at its end.
    private static boolean isDatedBehind(String heading, String title) {
        String rest =
                heading.substring(Math.min(title.length(), heading.length())).strip();
        boolean apart = !rest.isEmpty() && !Character.isLetter(rest.charAt(0));
        return endsInDate(apart ? heading : rest);
    }

    private boolean isSaidWhole(String folded) {
        return Stream.of(meta("og:title"), ld.text("headline"))
                .anyMatch(said -> Trim.folded(named(said)).equals(folded));
    }

    /// A headline that was put together of several elements, or stands in capitals, is taken as the page writes it
    /// elsewhere; one that the page twice says at more length, at that length.
    private String joined(Box heading, String text) {
        String folded = Trim.folded(text);
        boolean pieces = heading.element.childrenSize() > 0;
        boolean capitals = text.length() > 12 && text.equals(text.toUpperCase(Locale.ROOT));
        for (String said : List.of(meta("og:title"), ld.text("headline"), titled)) {
            String title = named(said);
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
        String title = named(meta("og:title"));
        if (!title.regionMatches(true, 0, text, 0, text.length())
                || text.length() < 8
                || title.length() > 2 * text.length() + 30) return text;
        boolean twice = Trim.folded(named(titled)).equals(Trim.folded(title));
        String more = title.substring(text.length());
        return twice && more.matches("[:,]? \\p{L}?[\\p{L}\\d][^|–—-]*") ? title : text;
    }

    private static boolean endsInDate(String heading) {
        return ENDS_IN_DATE.matcher(heading).find();
    }

    private List<String> witnesses() {
        List<String> said = new ArrayList<>();
        for (String text : List.of(ld.text("headline"), meta("og:title"), meta("twitter:title"), titled)) {
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
        return borneOut(seen.stream().filter(box -> !isInList(box)).toList(), witnesses)
                .or(() -> headings("h2").stream()
                        .filter(box -> box.chars > A_FEW_WORDS && isSaidWhole(Trim.folded(box.element.text())))
                        .findFirst())
                .or(() -> borneOut(first, witnesses))
                .or(() -> only(seen.isEmpty() ? first : seen, witnesses.isEmpty() ? 0 : A_FEW_WORDS))
                .or(() -> headings("h2").stream()
                        .filter(box -> box.chars > A_FEW_WORDS && isSaid(box, witnesses))
                        .findFirst());
    }

    private List<Box> headings(String name) {
        return tree.headings().stream()
                .filter(box -> box.name.equals(name) && !box.why().startsWith("hidden"))
                .filter(box -> isTitle(Trim.folded(box.element.text())))
                .toList();
    }

    /// A heading that is a link to the front page says what the site is called.
    private boolean leadsHome(Box heading) {
        boolean titled = isSaidWhole(Trim.folded(heading.element.text()));
        if (heading.links < heading.chars || titled || isFrontPage(address)) return false;
        Element link = heading.element.selectFirst("a[href]");
        return link != null
                && Links.read(address, link.attr("href"))
                        .filter(to -> Metadata.domain(to).equals(Metadata.domain(address)) && isFrontPage(to))
                        .isPresent();
    }

    private static boolean isFrontPage(URI uri) {
        return uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
    }

    /// The last of the breadcrumbs is no headline where another stands over the text.
    private static boolean isInList(Box heading) {
        return heading.parent().filter(up -> up.name.equals("li")).isPresent();
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

    /// The only heading, where it is more than a word such as `Blog` or `Details`, or made of words of the title.
    private Optional<Box> only(List<Box> headings, int shortest) {
        Set<String> texts = new HashSet<>();
        headings.forEach(box -> texts.add(Trim.folded(box.element.text())));
        if (texts.size() != 1) return Optional.empty();
        String text = headings.getFirst().element.text();
        return text.length() > shortest || isOfTitle(text) ? Optional.of(headings.getFirst()) : Optional.empty();
    }

    private boolean isOfTitle(String heading) {
        List<String> words = List.of(words(heading));
        return words.size() > 1 && List.of(words(titled)).containsAll(words);
    }

    private static double likeness(String heading, List<String> witnesses) {
        double most = 0;
        for (String said : witnesses) {
            if (isPartOf(heading, said))
                most = Math.max(most, Math.max(0.5, (double) heading.length() / said.length()));
            else if (heading.contains(said) && said.length() > 10)
                most = Math.max(most, (double) said.length() / heading.length());
            else most = Math.max(most, 0.9 * shared(heading, said));
        }
        return most;
    }

    /// A word in the midst of a title is no headline, as its first or last part may be.
    private static boolean isPartOf(String heading, String said) {
        return heading.length() * 5 > said.length()
                ? said.contains(heading)
                : said.startsWith(heading) || said.endsWith(heading);
    }

    /// Share of the letters that two texts begin with in common.
    private static double shared(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) same++;
        return (double) same / Math.max(one.length(), other.length());
    }

    /// A text as it stands in one line, without entities that were written twice.
    static String clean(String text) {
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
        if (!hasSeparator(title)) return title;
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

    /// Every separator holds one of these.
    private static boolean hasSeparator(String title) {
        for (int i = 0; i < title.length(); i++) if (SEPARATING.indexOf(title.charAt(i)) >= 0) return true;
        return false;
    }

    /// A title without the site; the same few are asked for again and again.
    private String named(String title) {
        return named.computeIfAbsent(title, said -> withoutSite(withoutHost(clean(said))));
    }

    /// `daily.example Headline` without the host.
    private String withoutHost(String title) {
        String host = address.getHost() == null ? "" : Links.bare(address.getHost()) + " ";
        if (host.isEmpty() || !title.regionMatches(true, 0, host, 0, host.length())) return title;
        String rest = title.substring(host.length());
        return rest.length() >= SHORTEST_TITLE && Character.isLetterOrDigit(rest.charAt(0)) ? rest : title;
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
}
