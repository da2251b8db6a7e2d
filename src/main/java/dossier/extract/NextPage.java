package dossier.extract;

import dossier.model.Evidence;
import dossier.site.Links;
import dossier.site.SiteRules;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Where an article goes on that stands on several pages: where a rule of the site says so, else where a link says
/// "next" or the next number, and its address is that of the article with that number. Neither is enough alone:
/// `rel=next` leads to other articles as well, and so do numbers.
///
/// @param address of the next page
/// @param why for `article trace`
record NextPage(URI address, String why) {
    /// Not `part`: the parts of a series are articles of their own.
    private static final String WORD = "(page|pagina|p%C3%A1gina|seite|sida|side|p)[-_/]?";
    private static final String NUMBER = "([1-9]\\d?)";

    /// `/story/2`, `/story/page/2/`, `/story/p-2`: the article's, the word, the number.
    private static final Pattern BEHIND =
            Pattern.compile("(.+?)/(?:" + WORD + ")?" + NUMBER + "/?", Pattern.CASE_INSENSITIVE);

    /// `/story-2.html`, `/story,page-2.html`, `/story_p2.shtml`: the article's, the word, the number, the suffix.
    private static final Pattern BEFORE_SUFFIX =
            Pattern.compile("(.+?)[-_,.](?:" + WORD + ")?" + NUMBER + "(\\.[a-z]{3,5})", Pattern.CASE_INSENSITIVE);

    private static final Pattern PARAMETER = Pattern.compile(
            "(?:^|&)(?:page|pg|p|pagina|seite|sida|side|paged|page_?no|page_?num(?:ber)?)=" + NUMBER + "(?=&|$)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENTED = Pattern.compile("comment|repl(?:y|ies)|cpage", Pattern.CASE_INSENSITIVE);

    /// A place among the comments.
    private static final Pattern COMMENT = Pattern.compile("#.*(?:comment|repl(?:y|ies))", Pattern.CASE_INSENSITIVE);

    /// Without spaces and signs, see [Trim#folded].
    private static final Set<String> ONWARD = Set.of(
            "next",
            "continue",
            "continued",
            "continuereading",
            "keepreading",
            "readon",
            "weiter",
            "weiterlesen",
            "nächsteseite",
            "suivant",
            "suivante",
            "pagesuivante",
            "siguiente",
            "páginasiguiente",
            "próxima",
            "próximapágina",
            "successiva",
            "paginasuccessiva",
            "avanti",
            "volgende",
            "volgendepagina",
            "nästa",
            "nästasida",
            "næsteside",
            "nesteside",
            "następna",
            "následující",
            "далее",
            "следующая",
            "下一页",
            "下一頁",
            "次へ",
            "次のページ",
            "다음");

    private static final Pattern NUMBERED = Pattern.compile(
            "(?:page|pg|p|pagina|página|seite|sida|side|الصفحة|стр|страница|第)?([1-9]\\d?)(?:页|頁|ページ|페이지)?");

    private static final Vocabulary COMMENTS =
            Vocabulary.of("comment,comments,disqus,replies,respond,discussion,reactions");
    private static final int HIGH = 12;

    /// What these are named tells of the page, not of what stands in them.
    private static final Set<String> WHOLE = Set.of("html", "body", "main", "article");

    /// The page that follows this one.
    ///
    /// @param document of the page
    /// @param address where redirects led to
    /// @param first address of the article's first page
    /// @param number of this page; the first has 1
    static Optional<NextPage> of(Document document, URI address, URI first, int number, List<SiteRules> rules) {
        Marks marks = Marks.of(document);
        URI base = marks.base(address);
        List<String> selectors = selectors(rules, SiteRules::nextPage);
        return selectors.isEmpty()
                ? linked(document, own(marks, base, Links.clean(first)), base, number + 1)
                // A rule that finds nothing says that this is the last page.
                : ruled(document, base, Links.clean(first), selectors).map(to -> new NextPage(to, "site rule"));
    }

    /// The page that has all of the article, where a rule names one on the first page.
    static Optional<NextPage> whole(Document document, URI address, List<SiteRules> rules) {
        URI base = Marks.of(document).base(address);
        return ruled(document, base, Links.clean(address), selectors(rules, SiteRules::singlePage))
                .map(to -> new NextPage(to, "site rule, the whole article"));
    }

    private static List<String> selectors(List<SiteRules> rules, Function<SiteRules, List<String>> part) {
        return rules.stream().flatMap(each -> part.apply(each).stream()).toList();
    }

    private static Optional<URI> ruled(Document document, URI base, URI first, List<String> selectors) {
        Selection selection = new Selection(document);
        return selectors.stream()
                .flatMap(selector -> selection.addresses(selector).stream())
                .flatMap(written -> Links.read(base, written).map(Links::clean).stream())
                .filter(to -> isOfHost(to, first) && !to.equals(first))
                .findFirst();
    }

    private static Optional<NextPage> linked(Document document, List<URI> own, URI base, int wanted) {
        for (Element link : document.select("link[rel][href], a[href]")) {
            String href = link.attr("href");
            if (!href.contains(String.valueOf(wanted)) || COMMENT.matcher(href).find()) continue;
            String said = said(link, wanted);
            if (said.isEmpty()) continue;
            Optional<URI> to = Links.read(base, href).map(Links::clean).filter(each -> own.stream()
                    .anyMatch(article -> isPage(each, article, wanted, said)));
            if (to.isPresent() && !isAmongComments(link))
                return Optional.of(new NextPage(to.get(), "link ‘%s’".formatted(said)));
        }
        return Optional.empty();
    }

    /// The article's addresses: the one it was had at, and the one it says itself, which has less behind its path.
    private static List<URI> own(Marks marks, URI base, URI first) {
        return Stream.concat(
                        Stream.of(first),
                        marks.canonical().stream()
                                .flatMap(link -> Links.read(base, link.attr("href")).stream())
                                .map(Links::clean)
                                .filter(each ->
                                        isOfHost(each, first) && path(each).equals(path(first))))
                .toList();
    }

    /// How a link says that it leads to the page wanted; empty where it does not.
    private static String said(Element link, int wanted) {
        boolean next = Arrays.asList(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+", -1))
                .contains("next");
        if (link.normalName().equals("link")) return next ? "rel=next" : "";
        String text = link.text();
        for (String each : List.of(text, link.attr("aria-label"), link.attr("title"))) {
            if (numbered(each) == wanted) return each.strip();
        }
        if (next) return "rel=next";
        for (String each : List.of(text, link.attr("aria-label"), link.attr("title"))) {
            String folded = folded(each);
            if (ONWARD.contains(folded) || folded.startsWith("nextpage")) return Evidence.cut(each.strip());
        }
        return "";
    }

    private static String folded(String text) {
        return Trim.folded(Evidence.cut(text));
    }

    /// The number that a link says, with or without a word for page; -1 where it says anything else.
    private static int numbered(String text) {
        Matcher number = NUMBERED.matcher(folded(text));
        return number.matches() ? number(number.group(1)) : -1;
    }

    private static boolean isAmongComments(Element link) {
        Element up = link;
        for (int i = 0; i < HIGH && up != null && !WHOLE.contains(up.normalName()); i++, up = up.parent()) {
            if (Words.of(up.className() + " " + up.id()).any(COMMENTS)) return true;
        }
        return false;
    }

    // ---- addresses

    /// True where two addresses differ in nothing but http or https, `www.` and a slash at the end.
    static boolean isSame(URI one, URI other) {
        URI left = Links.clean(one);
        URI right = Links.clean(other);
        return isOfHost(left, right)
                && plain(path(left)).equals(plain(path(right)))
                && query(left).equals(query(right));
    }

    private static boolean isPage(URI to, URI first, int wanted, String said) {
        String own = plain(path(first));
        if (!isOfHost(to, first) || (own.isEmpty() && query(first).isEmpty())) return false;
        String path = path(to);
        if (COMMENTED
                        .matcher(path.startsWith(own) ? path.substring(own.length()) : "")
                        .find()
                || COMMENTED.matcher(query(to)).find()) return false;
        boolean numbered = numbered(said) == wanted;
        // `/p/1` may be the first page, or an article with that number, and `/p/2` the next article.
        if (!own.equals(bare(path(first))) && !numbered) return false;
        if (plain(path).equals(own)) return isParameter(query(to), query(first), wanted);
        if (!query(to).equals(query(first))) return false;
        Matcher behind = BEHIND.matcher(path);
        if (behind.matches() && behind.group(1).equals(own) && number(behind.group(3)) == wanted) return true;
        Matcher before = BEFORE_SUFFIX.matcher(path);
        // A second article of the same title often has such an address, and may well be the next.
        return before.matches()
                && (before.group(1) + before.group(4)).equals(own)
                && number(before.group(3)) == wanted
                && (before.group(2) != null || numbered);
    }

    private static boolean isParameter(String to, String first, int wanted) {
        Matcher page = PARAMETER.matcher(to);
        while (page.find()) {
            String others = to.substring(0, page.start()) + to.substring(page.end());
            if (number(page.group(1)) == wanted && joined(others).equals(joined(withoutFirst(first)))) return true;
        }
        return false;
    }

    private static String withoutFirst(String query) {
        Matcher page = PARAMETER.matcher(query);
        return page.find() && number(page.group(1)) == 1
                ? query.substring(0, page.start()) + query.substring(page.end())
                : query;
    }

    private static String joined(String query) {
        return query.startsWith("&") ? query.substring(1) : query;
    }

    /// The article's own path: without a slash at its end, and without the number of its first page where a word says
    /// that this is what the number is.
    private static String plain(String path) {
        for (Pattern pattern : List.of(BEHIND, BEFORE_SUFFIX)) {
            Matcher one = pattern.matcher(path);
            if (one.matches() && one.group(2) != null && number(one.group(3)) == 1)
                return one.group(1) + (one.groupCount() > 3 ? one.group(4) : "");
        }
        return bare(path);
    }

    private static String bare(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String path(URI address) {
        return Optional.ofNullable(address.getRawPath()).orElse("");
    }

    private static String query(URI address) {
        return Optional.ofNullable(address.getRawQuery()).orElse("");
    }

    private static boolean isOfHost(URI to, URI first) {
        return bareHost(to).equals(bareHost(first)) && !bareHost(to).isEmpty();
    }

    private static String bareHost(URI address) {
        return Links.bare(Optional.ofNullable(address.getHost()).orElse(""));
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : -1;
    }
}
