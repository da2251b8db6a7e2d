package dossier.extract;

import dossier.model.Admission;
import dossier.model.Again;
import dossier.model.Article;
import dossier.model.Content;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Evidence;
import dossier.model.Markup;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Picture;
import dossier.model.Publish;
import dossier.model.Reread;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.TextFrom;
import dossier.site.Links;
import dossier.site.SiteRules;
import dossier.site.Sites;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Makes an article of a sighting and the page behind it. Pure: the same page gives the same article. Never throws on
/// a page: where the page is no use, the feed's own words are taken, and a flag says why.
public final class Extractor {
    private final Sites sites;
    private final Cleaner cleaner = new Cleaner();

    /// A page being cleaned takes memory and a processor; more at once would only wait for each other.
    private final Semaphore seats = new Semaphore(2 * Runtime.getRuntime().availableProcessors());

    /// An extractor that knows these sites' peculiarities.
    public Extractor(Sites sites) {
        this.sites = sites;
    }

    /// The article, from the page or from the feed, whichever holds it.
    public Article extract(Sourced sourced) {
        return seated(new Extraction(sourced)::article);
    }

    /// The sighting with the page that is wanted next, where its article goes on; to be asked while it is unfinished.
    public Sourced next(Sourced sourced) {
        return seated(new Extraction(sourced)::next);
    }

    /// The same for a page that was asked for again.
    public Again goOn(Again again) {
        return again.with(next(again.now()));
    }

    /// The same page at two times, both read as we read now: better cleaning is no change of the page.
    public Reread both(Again again) {
        return new Reread(again, extract(again.held()), extract(again.now()));
    }

    /// Whether what was read is an article: asked where a person named the address, and no feed vouches for it.
    public Admission weigh(Article article) {
        Content content = article.content();
        if (content.from() == Content.From.FEED) return new Admission.Unfit(article, missing(article.flags()));
        return Gate.doubt(content)
                .<Admission>map(why -> new Admission.Doubtful(article, why))
                .orElseGet(() -> new Admission.Fit(article));
    }

    private <T> T seated(Supplier<T> work) {
        seats.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            seats.release();
        }
    }

    private static String missing(List<String> flags) {
        return flags.stream()
                .filter(flag -> flag.startsWith("page "))
                .findFirst()
                .orElse("page without text");
    }

    /// Reads a page with these rules and without any, and compares. A page that is no HTML has nothing to find.
    public SiteTrial trial(Page.Fetched page, SiteRules rules) {
        Selection selection = new Selection(Cleaner.parse(html(page), page.address()));
        Map<String, Integer> found = new TreeMap<>();
        rules.selectors().forEach(each -> found.put(each, selection.count(each)));
        Reader.Reading without = read(page, List.of());
        String with = text(page, rules);
        List<String> ruled = with.lines().toList();
        List<String> unruled = without.body().text().lines().toList();
        return new SiteTrial(
                found,
                without.title(),
                with.length(),
                without.body().text().length(),
                unruled.stream().filter(line -> !ruled.contains(line)).toList(),
                ruled.stream().filter(line -> !unruled.contains(line)).toList());
    }

    /// The text of a page, read with these rules.
    public String text(Page.Fetched page, SiteRules rules) {
        return read(page, List.of(rules)).body().text();
    }

    private static Reader.Reading read(Page.Fetched page, List<SiteRules> rules) {
        return Reader.read(html(page), page.address(), zone(rules).orElse(ZoneOffset.UTC), "", rules);
    }

    private static String html(Page.Fetched page) {
        return Gate.notHtml(page).isPresent() ? "" : Decoder.text(page.body());
    }

    private static Optional<ZoneId> zone(List<SiteRules> rules) {
        return rules.stream().flatMap(each -> each.zone().stream()).findFirst();
    }

    /// The work on one sighting.
    private final class Extraction {
        private final Sourced sourced;
        private final Sighting sighting;
        private final Entry entry;
        private final Outlet outlet;
        private final List<String> flags = new ArrayList<>();
        private final List<Evidence> evidence = new ArrayList<>();
        private Publish allowed = Publish.FULL;

        Extraction(Sourced sourced) {
            this.sourced = sourced;
            this.sighting = sourced.sighting();
            this.entry = sighting.entry();
            this.outlet = sighting.feed().outlet();
        }

        Article article() {
            URI base = pageAddress().or(entry::link).orElse(outlet.home());
            Cleaner.Cleaned fed = feedBody(base);
            Optional<Reader.Reading> page = page();
            boolean fromPage = page.isPresent() && isPageBetter(page.get(), fed);
            Content content = content(page, fromPage, fed, base);
            Set<Long> lines = fromPage ? page.get().lines() : Set.of();
            return new Article(sighting, sourced.capture(), content, evidence, flags, lines);
        }

        /// What cannot be read has no next page; why it cannot, the article will tell.
        Sourced next() {
            if (outlet.text() == TextFrom.FEED) return sourced;
            try {
                return parts().wanted()
                        .map(Part::wanted)
                        .map(sourced::followedBy)
                        .orElse(sourced);
            } catch (RuntimeException | StackOverflowError broken) {
                return sourced;
            }
        }

        private Parts parts() {
            return new Parts(sourced, this::rules, this::read);
        }

        // ---- the two sources

        private Optional<URI> pageAddress() {
            return sourced.page() instanceof Page.Fetched fetched ? Optional.of(fetched.address()) : Optional.empty();
        }

        private Cleaner.Cleaned feedBody(URI base) {
            Cleaner.Cleaned content = cleaned(entry.content(), base);
            Cleaner.Cleaned summary = entry.summary().isBlank() ? content : cleaned(entry.summary(), base);
            return content.text().length() >= summary.text().length() ? content : summary;
        }

        private Cleaner.Cleaned cleaned(Markup markup, URI base) {
            try {
                return cleaner.cleaned(markup, base, entry.title());
            } catch (RuntimeException | StackOverflowError broken) {
                flags.add("feed content unreadable: " + broken);
                return cleaner.cleaned(Markup.NONE, base, entry.title());
            }
        }

        private Optional<Reader.Reading> page() {
            if (outlet.text() == TextFrom.FEED) return Optional.empty();
            return switch (sourced.page()) {
                case Page.Fetched fetched -> fetched(fetched);
                case Page.Missing missing -> {
                    flags.add("page missing: " + missing.reason());
                    yield Optional.empty();
                }
                case Page.Wanted _ -> Optional.empty();
                case Page.Later later -> {
                    flags.add("page not asked for yet: " + later.reason());
                    yield Optional.empty();
                }
                case Page.Unasked unasked -> {
                    flags.add("page not asked for: " + unasked.reason());
                    yield Optional.empty();
                }
            };
        }

        private Optional<Reader.Reading> fetched(Page.Fetched page) {
            heed(Permission.ofHeaders(page.headers()));
            if (page.status() >= 400) {
                flags.add("page answered " + page.status());
                return Optional.empty();
            }
            Optional<String> noPage = Gate.notHtml(page);
            if (noPage.isPresent()) {
                flags.add(noPage.get());
                return Optional.empty();
            }
            try {
                Reader.Reading read = read(page);
                heed(read.permission());
                return Optional.of(sourced.parts().isEmpty() ? read : joined(read));
            } catch (RuntimeException | StackOverflowError broken) {
                flags.add("page unreadable: " + broken);
                return Optional.empty();
            }
        }

        private Reader.Reading joined(Reader.Reading first) {
            Parts.Joined joined = parts().joined(first);
            joined.permissions().forEach(this::heed);
            evidence.addAll(joined.evidence());
            flags.addAll(joined.flags());
            return joined.whole();
        }

        /// What the page wants holds wherever the text is taken from.
        private void heed(Permission permission) {
            allowed = allowed.atMost(permission.most());
            if (permission.most() != Publish.FULL)
                flags.add("the page says %s: shown at most as %s"
                        .formatted(permission.said(), permission.most().name().toLowerCase(Locale.ROOT)));
        }

        private Reader.Reading read(Page.Fetched page) {
            List<SiteRules> rules = rules(page);
            ZoneId zone = zone(rules).or(outlet::zone).orElse(ZoneOffset.UTC);
            return Reader.read(Decoder.text(page.body()), page.address(), zone, outlet.name(), rules, sourced.learnt());
        }

        private List<SiteRules> rules(Page.Fetched page) {
            LocalDate day = page.at().atZone(ZoneOffset.UTC).toLocalDate();
            return sites.of(page.address()).stream()
                    .filter(each -> each.holdOn(day))
                    .toList();
        }

        private boolean isPageBetter(Reader.Reading page, Cleaner.Cleaned fed) {
            Optional<String> refusal = Gate.refusal(page, fed, outlet);
            refusal.ifPresent(flags::add);
            flags.addAll(page.flags());
            return refusal.isEmpty();
        }

        // ---- the article

        private Content content(Optional<Reader.Reading> read, boolean fromPage, Cleaner.Cleaned fed, URI base) {
            // A page whose text was refused may be an error page: its metadata is trusted no more than its text.
            Optional<Reader.Reading> page = fromPage ? read : Optional.empty();
            page.ifPresent(each -> evidence.addAll(each.evidence()));
            Cleaner.Cleaned body = page.map(Reader.Reading::body).orElse(fed);
            if (page.isEmpty()) evidence.add(new Evidence("body", "feed", ""));
            if (body.text().isEmpty()) flags.add("no text");
            else if (body.text().length() < Gate.SHORT) flags.add("short");
            URI address = address(page, base);
            Optional<Instant> published = published(page);
            return new Content(
                    address,
                    aliases(address),
                    title(page, address),
                    authors(page),
                    published,
                    modified(page, published),
                    language(page, body.text()),
                    body.html(),
                    body.text(),
                    picture(page, body),
                    categories(page),
                    page.isPresent() ? Content.From.PAGE : Content.From.FEED,
                    allowed);
        }

        private URI address(Optional<Reader.Reading> page, URI base) {
            return page.flatMap(Reader.Reading::canonical).orElseGet(() -> Links.clean(base));
        }

        private Set<URI> aliases(URI address) {
            Set<URI> aliases = new LinkedHashSet<>();
            entry.link().map(Links::clean).ifPresent(aliases::add);
            if (sourced.page() instanceof Page.Fetched fetched) {
                aliases.add(Links.clean(fetched.asked()));
                if (fetched.status() < 400) aliases.add(Links.clean(fetched.address()));
            }
            aliases.remove(address);
            return aliases;
        }

        private String title(Optional<Reader.Reading> page, URI address) {
            String said = page.map(Reader.Reading::title).orElse("");
            if (!said.isBlank()) return said;
            if (!entry.title().isBlank()) {
                evidence.add(new Evidence("title", "feed", entry.title()));
                return entry.title().strip();
            }
            evidence.add(new Evidence("title", "address", address.toString()));
            return address.toString();
        }

        private List<String> authors(Optional<Reader.Reading> page) {
            List<String> said = page.map(Reader.Reading::authors).orElse(List.of());
            if (!said.isEmpty()) return said;
            List<String> fed = Names.of(entry.authors(), Set.of(Trim.folded(outlet.name())));
            if (!fed.isEmpty()) evidence.add(new Evidence("authors", "feed", String.join(", ", fed)));
            return fed;
        }

        private Optional<Instant> published(Optional<Reader.Reading> page) {
            Optional<OffsetDateTime> said = page.flatMap(Reader.Reading::published);
            if (said.isPresent() && !isDayOf(said.get(), entry.published())) return said.map(OffsetDateTime::toInstant);
            if (entry.published().isPresent()) {
                evidence.add(new Evidence(
                        "published", "feed", entry.published().get().toString()));
                return entry.published();
            }
            return page.flatMap(Reader.Reading::visiblyPublished).map(OffsetDateTime::toInstant);
        }

        /// Nothing is changed before it is published.
        private Optional<Instant> modified(Optional<Reader.Reading> page, Optional<Instant> published) {
            return page.flatMap(Reader.Reading::modified)
                    .map(OffsetDateTime::toInstant)
                    .filter(last -> published.filter(last::isBefore).isEmpty())
                    .or(entry::updated);
        }

        /// A page often knows the day alone, and the feed the hour.
        private static boolean isDayOf(OffsetDateTime day, Optional<Instant> fed) {
            return day.toLocalTime().equals(LocalTime.MIDNIGHT)
                    && fed.map(time -> time.atOffset(day.getOffset()).toLocalDate())
                            .equals(Optional.of(day.toLocalDate()));
        }

        /// What page, feed or outlet say, unless the text plainly says another; what the text says, where they say
        /// nothing.
        private String language(Optional<Reader.Reading> page, String text) {
            Optional<Evidence> said = page.flatMap(Reader.Reading::language)
                    .or(() -> entry.language().map(tag -> new Evidence("language", "feed", tag)))
                    .or(() -> outlet.language().map(tag -> new Evidence("language", "outlet", tag)));
            said.ifPresent(evidence::add);
            Optional<String> read = Languages.told(said.map(Evidence::value), text);
            read.ifPresent(tag -> evidence.add(new Evidence("language", "text", tag)));
            return read.or(() -> said.map(Evidence::value)).orElse("und");
        }

        private Optional<Picture> picture(Optional<Reader.Reading> page, Cleaner.Cleaned body) {
            return page.flatMap(Reader.Reading::picture)
                    .or(() -> Cleaner.first(body.pictures()))
                    .or(this::enclosed)
                    .map(url -> new Picture(url, ""));
        }

        private Optional<URI> enclosed() {
            return entry.enclosures().stream()
                    .filter(file -> file.type().startsWith("image/"))
                    .map(Enclosure::url)
                    .findFirst();
        }

        private List<String> categories(Optional<Reader.Reading> page) {
            Set<String> all = new LinkedHashSet<>(entry.categories());
            page.ifPresent(each -> all.addAll(each.categories()));
            return List.copyOf(all);
        }
    }
}
