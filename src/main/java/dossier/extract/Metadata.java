package dossier.extract;

import dossier.model.Evidence;
import dossier.site.Links;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
    private static final Pattern ID_IN_PATH = Pattern.compile("\\d{5,}");
    private static final Pattern NUMERIC = Pattern.compile("[\\d.]+");
    private static final Set<String> SECOND_LEVEL =
            Set.of("co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "nom");

    private final Document document;
    private final Marks marks;
    private final Tree tree;
    private final Ld ld;
    private final Metas metas;
    private final Titles titles;
    private final Dating dating;
    private final List<Evidence> evidence = new ArrayList<>();

    Metadata(Document document, Marks marks, Tree tree, URI address, Dates dates, String outlet) {
        this.document = document;
        this.tree = tree;
        this.marks = marks;
        this.ld = Ld.of(marks.linked());
        this.metas = new Metas(marks.metas());
        this.titles = new Titles(ld, metas, marks.title(), tree, address, outlet);
        this.dating = new Dating(marks, metas, ld, tree, address, dates, titles.headline());
    }

    Optional<Box> headline() {
        return titles.headline();
    }

    Ld ld() {
        return ld;
    }

    List<Evidence> evidence() {
        return evidence;
    }

    private void found(String field, String source, String value) {
        evidence.add(new Evidence(field, source, value.length() > 200 ? value.substring(0, 200) : value));
    }

    String title() {
        Titles.Found title = titles.title();
        if (!title.text().isEmpty()) found("title", title.source(), title.text());
        return title.text();
    }

    /// This headline, and what the page calls itself elsewhere.
    List<String> titles(String title) {
        List<String> titles = new ArrayList<>(List.of(title));
        titles.addAll(this.titles.said());
        return titles;
    }

    List<String> authors(List<Block> blocks) {
        Authors.Found authors = new Authors(
                        ld, metas, tree, titles.headline(), titles.sites(), () -> Authors.signatures(blocks))
                .find();
        if (!authors.isEmpty()) found("authors", authors.source(), String.join(", ", authors.names()));
        return authors.names();
    }

    Optional<OffsetDateTime> published() {
        return told("published", dating.published());
    }

    /// What a reader can see; less sure than the feed.
    Optional<OffsetDateTime> visiblyPublished() {
        return told("published", dating.visiblyPublished());
    }

    /// When it was last changed: after it was published.
    Optional<OffsetDateTime> modified(Optional<OffsetDateTime> published) {
        return told("modified", dating.modified().or(() -> dating.visiblyModified(published)));
    }

    private Optional<OffsetDateTime> told(String field, Optional<Dating.Found> date) {
        date.ifPresent(found -> found(field, found.source(), found.written()));
        return date.map(Dating.Found::time);
    }

    /// What the page says it is written in. It tells its source when it is known whether the text agrees.
    Optional<Evidence> language() {
        Element html = document.firstElementChild();
        return Stream.of(
                        new Evidence("language", "html lang", html == null ? "" : html.attr("lang")),
                        new Evidence("language", "json-ld inLanguage", ld.text("inLanguage")),
                        new Evidence("language", "content-language", metas.first("content-language")),
                        new Evidence("language", "og:locale", metas.first("og:locale")))
                .map(said -> new Evidence(said.field(), said.source(), tag(said.value())))
                .filter(said -> !said.value().equals("und"))
                .findFirst();
    }

    /// A BCP 47 tag; `und` where it is none.
    private static String tag(String written) {
        return Locale.forLanguageTag(written.strip().replace('_', '-')).toLanguageTag();
    }

    /// The page's own word for its address, where it can be true: of the same site, not the front page, not another
    /// article.
    Optional<URI> canonical(URI base) {
        List<String> said =
                List.of(marks.canonical().map(link -> link.attr("href")).orElse(""), metas.first("og:url"));
        for (String written : said) {
            if (written.isBlank()) continue;
            Optional<URI> read = Links.read(base, written).map(Links::clean).filter(uri -> isPlausible(uri, base));
            if (read.isPresent()) {
                found("address", written.equals(metas.first("og:url")) ? "og:url" : "rel=canonical", written);
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
        if (NUMERIC.matcher(host).matches() || host.startsWith("[")) return host;
        String[] labels = host.split("\\.", -1);
        int n = labels.length;
        if (n <= 2) return host;
        boolean second = labels[n - 1].length() == 2 && SECOND_LEVEL.contains(labels[n - 2]);
        return String.join(".", List.of(labels).subList(second ? n - 3 : n - 2, n));
    }

    Optional<URI> picture(URI base) {
        for (String written : List.of(
                metas.first("og:image"),
                metas.first("og:image:url"),
                metas.first("twitter:image"),
                metas.first("twitter:image:src"),
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
        Set<String> categories = new LinkedHashSet<>(metas.all("article:section"));
        categories.addAll(metas.all("og:article:section"));
        categories.addAll(ld.texts("articleSection"));
        categories.addAll(metas.all("article:tag"));
        return categories.stream()
                .map(Titles::clean)
                .filter(text -> !text.isEmpty() && text.length() < 80)
                .distinct()
                .limit(30)
                .toList();
    }
}
