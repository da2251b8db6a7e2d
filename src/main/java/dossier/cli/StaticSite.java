package dossier.cli;

import dossier.model.Address;
import dossier.model.Aside;
import dossier.model.Bytes;
import dossier.model.Calendar;
import dossier.model.Channel;
import dossier.model.Found;
import dossier.model.Inquiry;
import dossier.model.Item;
import dossier.model.OutletCount;
import dossier.model.Past;
import dossier.model.Position;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Site;
import dossier.model.TagCount;
import dossier.model.Told;
import dossier.publish.Opml;
import dossier.publish.Publisher;
import dossier.publish.Sitemaps;
import dossier.store.Archive;
import dossier.store.Catalogue;
import dossier.store.Months;
import dossier.web.Pages;
import dossier.web.Statics;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// The public archive as files: the same pages and feeds at the same addresses, made by the same writers, so that no
/// more of an article is in them than on the site. What needs a query has an address of its own: the second page of a
/// list is `/tags/spying/page/2`, and the search runs in the browser, over titles and first words.
final class StaticSite {
    private static final int AT_ONCE = 100;
    private static final List<String> FORMATS = List.of("rss", "atom", "json");

    private final Archive archive;
    private final Catalogue catalogue;
    private final Months calendar;
    private final Publisher publisher;
    private final Pages pages;
    private final Site site;
    private final Folder folder;
    private final Bar bar;
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private final List<String> months = new ArrayList<>();
    private final List<Map<String, Object>> ofMonth = new ArrayList<>();

    StaticSite(
            Archive archive,
            Catalogue catalogue,
            Months calendar,
            Publisher publisher,
            Site site,
            Folder folder,
            Bar bar) {
        this.archive = archive;
        this.catalogue = catalogue;
        this.calendar = calendar;
        this.publisher = publisher;
        this.pages = Pages.asFiles(site);
        this.site = site;
        this.folder = folder;
        this.bar = bar;
    }

    /// Writes everything.
    Folder.Done write() {
        Aside aside = archive.aside();
        articles(aside);
        list("/", Map.of(), archive::newest, true);
        for (TagCount tag : aside.tags()) {
            list(Address.tag(tag.tag()), Map.of("tag", tag.tag()), archive::tag, true);
            calendar(tag.tag());
        }
        for (OutletCount outlet : aside.outlets())
            list(Address.outlet(outlet.outlet()), Map.of("slug", outlet.outlet().slug()), archive::outlet, true);
        for (LocalDate day : days) list("/days/" + day, Map.of("day", day.toString()), archive::day, false);
        page("/tags", pages.tags(aside));
        page("/blogroll", pages.blogroll(aside));
        page("/about", pages.about(aside));
        page("/search", pages.find(aside));
        file("/404.html", pages.notFound(request("/404.html", Map.of())));
        file("/opml", new Opml(site).write(archive.subscriptions()));
        for (String name : Statics.names())
            file("/static/" + name, new Statics().file(request("/static/" + name, Map.of())));
        sitemaps();
        index();
        return folder.close();
    }

    // articles

    private void articles(Aside aside) {
        long all = archive.newest(request("/", Map.of())).total();
        long done = 0;
        Optional<Position> behind = Optional.of(Position.START);
        while (behind.isPresent()) {
            Told told = catalogue.articles(inquiry(behind.get()));
            if (!(told instanceof Told.Articles list)) throw new IllegalStateException(told.toString());
            for (Item item : list.items()) article(item, aside);
            behind = list.next();
            done += list.items().size();
            bar.show(Math.min(done, all), all);
        }
    }

    private void article(Item item, Aside aside) {
        page(item.path(), pages.article(new Found.Here(item, aside)));
        LocalDate day = item.date().atZone(site.zone()).toLocalDate();
        days.add(day);
        String month = day.toString().substring(0, 7);
        if (months.isEmpty() || !months.getLast().equals(month)) {
            month();
            months.add(month);
        }
        ofMonth.add(found(item, day));
    }

    /// Articles come newest first, so a month is done when another begins.
    private void month() {
        if (!ofMonth.isEmpty())
            folder.put("/search/" + months.getLast() + ".json", false, Bytes.utf8(Json.of(ofMonth)));
        ofMonth.clear();
    }

    private static Inquiry inquiry(Position behind) {
        return new Inquiry(
                request("/api/v1/articles", Map.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Inquiry.EVER,
                Position.START.dated(),
                behind,
                "",
                0,
                AT_ONCE,
                Optional.empty());
    }

    // lists

    private void list(String path, Map<String, String> params, Function<Request, Channel> read, boolean feeds) {
        Channel first = read.apply(request(path, params));
        if (!first.known()) return;
        page(path, pages.list(first));
        for (int number = 2; number <= first.pages(); number++) {
            Map<String, String> numbered = new LinkedHashMap<>(params);
            numbered.put("page", String.valueOf(number));
            Channel next = read.apply(request(path, numbered));
            if (next.known()) page(Pages.leaf(path, number), pages.list(next));
        }
        if (feeds) feeds(path, params, read);
    }

    /// From the newest month on, each names the one before.
    private void calendar(String tag) {
        Optional<YearMonth> month = archive.tag(request(Address.tag(tag), Map.of("tag", tag))).items().stream()
                .findFirst()
                .map(item -> YearMonth.from(item.date().atZone(site.zone())));
        while (month.isPresent()) {
            String path = Calendar.path(tag, month.get());
            Calendar read = calendar.month(
                    request(path, Map.of("tag", tag, "month", month.get().toString())));
            page(path, pages.month(read));
            month = read.older();
        }
    }

    private void feeds(String path, Map<String, String> params, Function<Request, Channel> read) {
        for (String format : FORMATS) {
            String current = Address.feed(path, format);
            Channel feed = read.apply(request(current, params));
            file(current, written(feed, format));
            int full = feed.past().map(Past::pages).orElse(0);
            for (int page = 1; page <= full; page++) {
                String past = Address.feed(Past.path(path, page), format);
                file(past, written(read.apply(request(past, params)), format));
            }
        }
    }

    private Reply written(Channel channel, String format) {
        return switch (format) {
            case "rss" -> publisher.rss(channel);
            case "atom" -> publisher.atom(channel);
            default -> publisher.json(channel);
        };
    }

    // for machines

    private void sitemaps() {
        Sitemaps sitemaps = new Sitemaps(site);
        int many = archive.sitemapPages();
        for (int number = 1; number <= many; number++)
            file(
                    number == 1 ? "/sitemap.xml" : "/sitemap-" + number + ".xml",
                    sitemaps.sitemap(archive.sitemap(request("/sitemap.xml", Map.of("page", String.valueOf(number))))));
        String robots = sitemaps.robots(many).body().text(StandardCharsets.UTF_8);
        folder.put(
                "/robots.txt", false, Bytes.utf8(robots.replaceAll("sitemap\\.xml\\?page=([0-9]+)", "sitemap-$1.xml")));
    }

    /// What the script searches: the months, newest first, and a list for each.
    private void index() {
        month();
        folder.put("/search/months.json", false, Bytes.utf8(Json.of(months)));
    }

    private Map<String, Object> found(Item item, LocalDate day) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("path", site.at(item.path()).replaceFirst("^https?://[^/]*", ""));
        found.put("title", item.title());
        found.put("excerpt", item.excerpt());
        found.put("outlet", item.outlet().name());
        found.put("day", day.format(site.dateFormat()));
        found.put("language", item.lang());
        found.put("tags", item.tags());
        return found;
    }

    private static Request request(String path, Map<String, String> params) {
        return new Request(path, params, Optional.empty(), Optional.empty());
    }

    private void page(String address, Reply reply) {
        if (reply.status() == 200) folder.put(address, true, reply.body());
    }

    private void file(String address, Reply reply) {
        if (reply.status() == 200 || address.equals("/404.html")) folder.put(address, false, reply.body());
    }
}
