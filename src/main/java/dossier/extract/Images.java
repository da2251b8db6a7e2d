package dossier.extract;

import dossier.site.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/// Finds the best address of a picture, behind whatever a page puts off its loading with, and tells pictures from
/// spacers, trackers and icons.
final class Images {
    /// Wider ones are for printing.
    private static final int WIDEST = 2_000;
    /// The width put into addresses that leave it open.
    private static final int OPEN_WIDTH = 976;
    /// A picture not larger than this either way is an icon.
    private static final int ICON = 48;

    private static final Vocabulary DECORATION = Vocabulary.of("""
        icon,icons,emoji,smiley,avatar,gravatar,logo,spacer,tracker,tracking,pixel,badge,favicon,loader,spinner,sprite,
        body line,author image,author photo,byline image,bio image\
        """);
    /// What a file is called that only fills a place, the last word of its name.
    private static final Set<String> FILLERS = Set.of(
            "spacer",
            "blank",
            "pixel",
            "transparent",
            "clear",
            "dot",
            "1x1",
            "placeholder",
            "loading",
            "lazyload",
            "trans",
            "tracker",
            "beacon",
            "b");
    private static final Pattern RULE = Pattern.compile("line\\d*");
    private static final Pattern ICON_FILE =
            Pattern.compile("(?:icon|logo|favicon|sprite|avatar)s?[_-]?[a-z0-9x_-]{0,20}\\.(?:gif|png|svg)$");
    /// How the hosts of trackers begin.
    private static final Set<String> TRACKER_LABELS = Set.of(
            "pixel", "stats", "b", "sb", "ping", "track", "tracking", "analytics", "counter", "ad", "ads", "adserver");
    private static final List<String> TRACKERS = List.of(
            "doubleclick.net",
            "feedburner.com",
            "gravatar.com",
            "scorecardresearch.com",
            "googletagmanager.com",
            "google-analytics.com",
            "facebook.com",
            "chartbeat.net",
            "imrworldwide.com",
            "vgwort.de");
    private static final Pattern WIDTH_TEMPLATE =
            Pattern.compile("(?:\\{|%7B)(?:width|w|size)(?:\\}|%7D)|\\[width\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPLATE = Pattern.compile("\\{|%7B|\\[\\[", Pattern.CASE_INSENSITIVE);
    private static final Pattern TINY_WIDTH = Pattern.compile("([?&])w(?:idth)?=(\\d{1,2})(?=&|$)");
    private static final Pattern SRCSET =
            Pattern.compile("(\\S*[^\\s,])(?:\\s+([\\d.]+)([wx]))?(?:\\s+[\\d.]+h)?\\s*(?:,|$)");
    private static final Pattern FILE =
            Pattern.compile("\\.(?:jpe?g|png|webp|gif|avif)(?:$|[?&/#,])", Pattern.CASE_INSENSITIVE);
    private static final Pattern STYLE_URL =
            Pattern.compile("background(?:-image)?\\s*:[^;]*?url\\(\\s*['\"]?([^'\")]+)", Pattern.CASE_INSENSITIVE);
    /// `…?url=https%3A%2F%2F…` of a server that scales pictures.
    private static final Pattern INNER = Pattern.compile("[?&]url=([^&]{20,})");
    /// A number so long that it can only be the picture's own; dates are shorter or begin with their century.
    private static final Pattern NUMBER = Pattern.compile(
            "(?<!\\d)(?!(?:19|20)\\d{6}(?!\\d))\\d{8,}(?!\\d)|\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");
    private static final Pattern SIZES = Pattern.compile(
            "\\.(?:jpe?g|png|webp|gif|avif)$|[-_]?[wmcxy]?\\d{2,4}x\\d{2,4}.*$|[-_]w?\\d{3,4}c?.*$|-scaled|[-_](?:large|small|medium|original|thumb)");
    private static final List<String> LAZY = List.of(
            "data-src",
            "data-original",
            "data-lazy-src",
            "data-lazy",
            "data-hi-res-src",
            "data-large-file",
            "data-full-src",
            "data-orig-file",
            "data-image",
            "data-url",
            "data-img",
            "data-image-src",
            "data-echo",
            "data-delayed-url");

    private Images() {}

    /// An address as the page writes it, and how wide a picture it promises.
    private record Candidate(String written, double width) {
        /// Wider ones than the widest come after all others.
        double rank() {
            return width > WIDEST ? 1 + WIDEST / width : width;
        }
    }

    /// The widest picture that is not for printing; of equals the first. What cannot be it is not even read.
    private static final class Best {
        private final URI base;
        private Optional<URI> src = Optional.empty();
        private double rank;
        private boolean any;

        Best(URI base) {
            this.base = base;
        }

        void offer(Candidate candidate) {
            if (src.isPresent() && candidate.rank() <= rank) return;
            Optional<URI> read = Links.read(base, candidate.written());
            if (read.isEmpty()) return;
            any = true;
            if (isDecoration(read.get())) return;
            src = read;
            rank = candidate.rank();
        }

        /// True as long as nothing offered could be read as an address.
        boolean isEmpty() {
            return !any;
        }
    }

    /// The picture of an `img`, or of an element that becomes one by script; empty for decoration.
    static Optional<Block.Image> of(Element element, URI base) {
        if (isDecoration(element)) return Optional.empty();
        Best best = new Best(base);
        sources(element, best);
        return best.src.map(src -> image(element, src));
    }

    private static Block.Image image(Element element, URI src) {
        String alt = element.attributes().getIgnoreCase("alt");
        if (alt.isEmpty()) alt = element.attributes().getIgnoreCase("data-alt");
        if (alt.isEmpty()) alt = element.attributes().getIgnoreCase("aria-label");
        if (alt.isEmpty()) alt = element.attributes().getIgnoreCase("title");
        return new Block.Image(src, alt.strip(), size(element, "width"), size(element, "height"));
    }

    private static void sources(Element element, Best into) {
        Element parent = element.parent();
        if (parent != null && parent.normalName().equals("picture")) {
            for (Element source : parent.children()) {
                if (source.normalName().equals("source")) sets(source, into);
            }
        }
        sets(element, into);
        if (hasData(element)) {
            for (String key : LAZY) single(element.attributes().getIgnoreCase(key), element, into, 1);
            if (into.isEmpty()) otherData(element, into);
        }
        if (element.normalName().equals("img") || element.normalName().indexOf('-') > 0) {
            single(element.attr("src"), element, into, into.isEmpty() ? 1 : 0.5);
        }
        if (into.isEmpty()) style(element, into);
    }

    private static void sets(Element element, Best into) {
        for (Attribute attribute : element.attributes()) {
            String set = attribute.getValue();
            if (isSet(attribute.getKey()) && !set.isEmpty() && set.length() < 20_000) set(set, element, into);
        }
    }

    private static boolean hasData(Element element) {
        for (Attribute attribute : element.attributes())
            if (attribute.getKey().regionMatches(true, 0, "data-", 0, 5)) return true;
        return false;
    }

    private static boolean isSet(String key) {
        if (!key.regionMatches(true, key.length() - 3, "set", 0, 3)) return false;
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.equals("srcset")
                || (lower.startsWith("data-") && (lower.endsWith("srcset") || lower.equals("data-original-set")));
    }

    /// The widest first, so that the others need not be read.
    private static void set(String set, Element element, Best into) {
        List<Candidate> candidates = new ArrayList<>();
        Matcher entries = SRCSET.matcher(set.strip());
        while (entries.find()) {
            double size = entries.group(2) == null ? 1 : number(entries.group(2));
            double width = "x".equals(entries.group(3)) ? size * 400 : Math.max(size, 1);
            candidate(entries.group(1), element, width).ifPresent(candidates::add);
        }
        candidates.sort(Comparator.comparingDouble(Candidate::rank).reversed());
        candidates.forEach(into::offer);
    }

    private static double number(String digits) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException manyDots) {
            return 1;
        }
    }

    /// Any other `data-` attribute that holds the address of a picture.
    private static void otherData(Element element, Best into) {
        for (Attribute attribute : element.attributes()) {
            String value = attribute.getValue();
            if (attribute.getKey().startsWith("data-")
                    && value.length() < Links.LONGEST
                    && FILE.matcher(value).find()
                    && (value.startsWith("http") || value.startsWith("/"))
                    && value.indexOf(' ') < 0) {
                single(value, element, into, 1);
            }
        }
    }

    private static void style(Element element, Best into) {
        Matcher url = STYLE_URL.matcher(element.attr("style"));
        if (url.find()) single(url.group(1), element, into, 1);
    }

    private static void single(String written, Element element, Best into, double width) {
        candidate(written, element, width).ifPresent(into::offer);
    }

    private static Optional<Candidate> candidate(String written, Element element, double width) {
        if (written.isBlank() || written.startsWith("data:") || written.startsWith("{")) return Optional.empty();
        String filled = isOpen(written)
                ? WIDTH_TEMPLATE.matcher(written).replaceAll(Integer.toString(width(element)))
                : written;
        if (isOpen(filled) && TEMPLATE.matcher(filled).find()) return Optional.empty();
        if (!saysWidth(filled)) return Optional.of(new Candidate(filled, width));
        Matcher tiny = TINY_WIDTH.matcher(filled);
        if (!tiny.find()) return Optional.of(new Candidate(filled, width));
        String full = tiny.replaceAll("$1")
                .replaceAll("[?&]+$", "")
                .replace("?&", "?")
                .replace("&&", "&");
        return Optional.of(new Candidate(full, 0.1));
    }

    /// Every width in a query is said so; most addresses say none.
    private static boolean saysWidth(String written) {
        return written.contains("w=") || written.contains("width=");
    }

    /// Templates begin with one of these.
    private static boolean isOpen(String written) {
        return written.indexOf('{') >= 0 || written.indexOf('[') >= 0 || written.indexOf('%') >= 0;
    }

    private static int width(Element element) {
        String width = element.attributes().getIgnoreCase("data-width");
        return isNumber(width) && width.length() > 1 && width.length() < 5 ? Integer.parseInt(width) : OPEN_WIDTH;
    }

    static boolean isDecoration(URI src) {
        String host = src.getHost() == null ? "" : src.getHost();
        String path = src.getRawPath() == null ? "" : src.getRawPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        return isTracker(host.toLowerCase(Locale.ROOT)) || isFiller(file.toLowerCase(Locale.ROOT));
    }

    private static boolean isTracker(String host) {
        int dot = host.indexOf('.');
        if (dot > 0 && TRACKER_LABELS.contains(host.substring(0, dot))) return true;
        if (host.startsWith("feeds.wordpress.")) return true;
        for (String tracker : TRACKERS) if (host.endsWith(tracker)) return true;
        return false;
    }

    private static boolean isFiller(String file) {
        int dot = file.length() - 4;
        if (dot < 0) return false;
        boolean photo = file.endsWith(".jpg");
        if (!photo && !file.endsWith(".gif") && !file.endsWith(".png") && !file.endsWith(".svg")) return false;
        int from = dot;
        while (from > 0 && "/_.=-".indexOf(file.charAt(from - 1)) < 0) from--;
        String word = file.substring(from, dot);
        return FILLERS.contains(word)
                || (word.startsWith("line") && RULE.matcher(word).matches())
                || (!photo && ICON_FILE.matcher(file).find());
    }

    static boolean isDecoration(Element element) {
        if (Words.of(element.className()).any(DECORATION)) return true;
        int width = pixels(element, "width");
        int height = pixels(element, "height");
        return (width >= 0 && width <= 3)
                || (height >= 0 && height <= 3)
                || (width >= 0 && height >= 0 && width <= ICON && height <= ICON);
    }

    private static int pixels(Element element, String key) {
        return size(element, key).map(Integer::parseInt).orElse(-1);
    }

    private static Optional<String> size(Element element, String key) {
        if (!element.hasAttr(key)) return Optional.empty();
        String size = element.attr(key).strip().toLowerCase(Locale.ROOT);
        if (size.endsWith("px")) size = size.substring(0, size.length() - 2);
        return isNumber(size) ? Optional.of(size) : Optional.empty();
    }

    private static boolean isNumber(String size) {
        if (size.isEmpty() || size.length() > 5) return false;
        for (int i = 0; i < size.length(); i++) if (size.charAt(i) < '0' || size.charAt(i) > '9') return false;
        return true;
    }

    /// True where a page says that a picture is large, or has it in several sizes.
    static boolean isLarge(Element element) {
        if (isDecoration(element)) return false;
        if (pixels(element, "width") >= 300) return true;
        Element parent = element.parent();
        boolean many = element.attributes().asList().stream()
                .anyMatch(attribute ->
                        isSet(attribute.getKey()) && attribute.getValue().length() > 20);
        return many || (parent != null && parent.normalName().equals("picture"));
    }

    /// True where two addresses seem to be the same picture in other sizes.
    static boolean isSame(URI one, URI other) {
        if (file(one).equals(file(other))) return true;
        String stem = stem(one);
        if (stem.length() > 7 && stem.equals(stem(other))) return true;
        Matcher number = NUMBER.matcher(one.toString());
        return number.find() && other.toString().contains(number.group());
    }

    private static String stem(URI src) {
        String whole = src.toString();
        Matcher inner = INNER.matcher(whole);
        String name = inner.find() ? inner.group(1) : file(src);
        return SIZES.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /// What stays the same when a picture's address is rewritten for another width.
    static String file(URI src) {
        String path = src.getRawPath() == null ? "" : src.getRawPath();
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.length() > 8 ? file : src.toString();
    }
}
