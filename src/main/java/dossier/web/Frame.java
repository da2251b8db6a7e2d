package dossier.web;

import dossier.model.Address;
import dossier.model.Aside;
import dossier.model.Calendar;
import dossier.model.Facet;
import dossier.model.Hit;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.SafeHtml;
import dossier.model.Scope;
import dossier.model.Seen;
import dossier.model.Site;
import dossier.model.TagCount;
import dossier.model.Tagging;
import gg.jte.Content;
import java.net.URI;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What every page has, and the words and addresses that templates ask for.
///
/// @param site whose page it is
/// @param title of the window
/// @param description for search engines; may be empty
/// @param path of the page in the archive, so that its place in the navigation can be marked
/// @param indexed false: robots shall not list it
/// @param links for the head of the document
/// @param metas Open Graph properties
/// @param feeds of what is shown; empty where there are none
/// @param aside the lists beside it; a page of an error has none
/// @param about what it is about, for machines
public record Frame(
        Site site,
        String title,
        String description,
        String path,
        boolean indexed,
        List<Link> links,
        List<Meta> metas,
        List<Link> feeds,
        Optional<Aside> aside,
        Optional<Content> about) {
    private static final int BESIDE = 25;
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /// A `link` element.
    public record Link(String rel, String type, String title, String href) {}

    /// A `meta` element with a property.
    public record Meta(String property, String content) {}

    /// Copies the lists.
    public Frame {
        links = List.copyOf(links);
        metas = List.copyOf(metas);
        feeds = List.copyOf(feeds);
    }

    /// The address of a path as it stands in a page: the site may live below a path of its host.
    public String to(String path) {
        return below(site, path);
    }

    static String below(Site site, String path) {
        return Optional.ofNullable(site.url().getRawPath()).orElse("") + Address.ascii(path);
    }

    /// The stylesheet and the icon; the address changes with the content.
    public String file(String name) {
        return to(Statics.address(name));
    }

    /// The page of a tag.
    public String tag(String tag) {
        return to(Address.tag(tag));
    }

    /// The calendar of a tag, at the month of this article.
    public String month(String tag, Item item) {
        return to(Calendar.path(tag, YearMonth.from(at(item.date()))));
    }

    /// The page of an outlet.
    public String outlet(Outlet outlet) {
        return to(Address.outlet(outlet));
    }

    /// An address outside. What is not of the web leads nowhere: templates escape, but `javascript:` needs no quote.
    public String out(URI address) {
        return Address.isWeb(address) ? Address.ascii(address.toString()) : "#";
    }

    /// True on the page of this section and on those below it.
    public boolean isAt(String section) {
        return path.equals(section) || path.startsWith(section + "/");
    }

    /// The day, as the site writes it.
    public String day(Instant instant) {
        return at(instant).format(site.dateFormat());
    }

    /// The day for machines and addresses: `2019-11-21`.
    public String isoDay(Instant instant) {
        return at(instant).toLocalDate().toString();
    }

    /// The time of day.
    public String time(Instant instant) {
        return at(instant).format(TIME);
    }

    /// Day and time in words.
    public String moment(Instant instant) {
        return at(instant).format(LONG);
    }

    /// For `datetime`: `2019-11-21T08:00:00Z`.
    public String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// The address of a search.
    public String search(String query) {
        return to("/search?q=" + Address.segment(query));
    }

    /// What the values of a facet are.
    public String facet(Facet.Kind kind) {
        return switch (kind) {
            case TAG -> "Tags";
            case OUTLET -> "Outlets";
            case MONTH -> "Months";
            case YEAR -> "Years";
        };
    }

    /// A value of a facet as one reads it: `November 2026`.
    public String facet(Facet.Kind kind, String name) {
        return kind == Facet.Kind.MONTH ? YearMonth.parse(name).format(Pages.MONTH) : name;
    }

    /// `1 article`, `2 articles`.
    public String articles(long count) {
        return count == 1 ? "1 article" : count + " articles";
    }

    /// The outlets with the most articles; one that has none yet would only lead to an empty page.
    public List<OutletCount> busiest(Aside lists) {
        return lists.outlets().stream()
                .filter(outlet -> outlet.articles() > 0)
                .sorted(Comparator.comparing(OutletCount::articles).reversed())
                .limit(BESIDE)
                .toList();
    }

    /// The first tags of the list; all of them are on their own page.
    public List<TagCount> foremost(Aside lists) {
        return lists.tags().stream().limit(BESIDE).toList();
    }

    /// The other outlets that carried the article, each once.
    public List<Seen> others(Item item) {
        Set<String> named = new HashSet<>(Set.of(item.outlet().name()));
        return item.sightings().stream()
                .filter(seen -> named.add(seen.outlet()))
                .toList();
    }

    /// The rules of an outlet in words; the tags of its own rules follow.
    public String rules(Scope scope) {
        String all = scope.everywhere() == 1 ? "1 rule for all outlets" : scope.everywhere() + " rules for all outlets";
        return scope.tags().isEmpty() ? "Tagged by " + all : "Tagged by " + all + ", and by its own for";
    }

    /// The words that made a rule match, each once.
    public List<String> words(Tagging tagging) {
        return tagging.hits().stream().map(Hit::words).distinct().toList();
    }

    /// The text of an article, ready to print: its pictures wait until they are scrolled to, and what may be wider than
    /// the screen can be reached by the keyboard, which scrolls it.
    ///
    /// The attributes carry no quotes on purpose: where the words `<img ` stand in another attribute (an `alt`
    /// text), they cannot end it.
    public String text(SafeHtml body) {
        return body.markup()
                .replace("<img ", "<img loading=lazy decoding=async ")
                .replace("<table>", "<table tabindex=0>")
                .replace("<pre>", "<pre tabindex=0>");
    }

    /// The same of an article; on the page of a tag with the words marked that made a rule give that tag, and on the
    /// article's own page with those of all its tags.
    public String text(Item item) {
        List<Tagging> told = item.matches().stream()
                .filter(tagging ->
                        path.equals(item.path()) || tag(tagging.tag()).equals(to(path)))
                .toList();
        return Marks.of(told, "text").markup(text(item.body()));
    }

    private ZonedDateTime at(Instant instant) {
        return instant.atZone(site.zone());
    }
}
