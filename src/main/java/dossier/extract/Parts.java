package dossier.extract;

import dossier.model.Evidence;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Sourced;
import dossier.site.Links;
import dossier.site.SiteRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/// The pages of an article that stands on several: which is wanted next, and what they say together.
final class Parts {
    /// Further pages; an article of more is a book, or a site that counts for ever.
    static final int MOST = 20;

    /// All pages of one article together.
    static final long LARGEST = 16L << 20;

    /// A page that repeats more than this share of what was said is the article once more, with other comments below
    /// it, or from a server that knows of no pages.
    private static final double ONCE_MORE = 0.5;

    /// Unless each page is one picture under the same few words.
    private static final int A_PICTURE = 1_500;

    private final Sourced sourced;
    private final Function<Page.Fetched, List<SiteRules>> rules;
    private final Function<Page.Fetched, Reader.Reading> read;
    private final IdentityHashMap<Page.Fetched, Reader.Reading> readings = new IdentityHashMap<>();
    private final Optional<NextPage> whole;

    /// @param rules for a page
    /// @param read a page for itself
    Parts(Sourced sourced, Function<Page.Fetched, List<SiteRules>> rules, Function<Page.Fetched, Reader.Reading> read) {
        this.sourced = sourced;
        this.rules = rules;
        this.read = read;
        this.whole = named();
    }

    /// What the pages say together.
    ///
    /// @param permissions that the further pages ask for
    record Joined(Reader.Reading whole, List<Evidence> evidence, List<String> flags, List<Permission> permissions) {}

    // ---- which is wanted next

    /// The page that is wanted next; empty where the article ends, or is long enough.
    Optional<URI> wanted() {
        if (sourced.isTorn() || sourced.parts().size() >= MOST || size() > LARGEST) return Optional.empty();
        Optional<Page.Fetched> first = fetched(sourced.page()).filter(Parts::isReadable);
        if (first.isEmpty() || isWhole()) return Optional.empty();
        if (sourced.parts().isEmpty() && whole.isPresent()) return unknown(whole);
        return isJoined(first.get()) ? unknown(next(parts().size())) : Optional.empty();
    }

    private Optional<URI> unknown(Optional<NextPage> named) {
        return named.map(NextPage::address).filter(address -> !isKnown(address));
    }

    /// The page that has all of the article, where a rule names one, and nothing else was taken for a part before it
    /// did.
    private Optional<NextPage> named() {
        return fetched(sourced.page())
                .filter(Parts::isReadable)
                .filter(page -> rules.apply(page).stream()
                        .anyMatch(each -> !each.singlePage().isEmpty()))
                .flatMap(page -> NextPage.whole(document(page), page.address(), rules.apply(page)))
                .filter(named -> sourced.parts().isEmpty()
                        || NextPage.isSame(
                                named.address(), sourced.parts().getFirst().address()));
    }

    private static Document document(Page.Fetched page) {
        return Cleaner.parse(Decoder.text(page.body()), page.address());
    }

    /// True where the first part is that page, and has more than the first page.
    private boolean isWhole() {
        return !sourced.parts().isEmpty()
                && whole.isPresent()
                && againstWhole(sourced.parts().getFirst()).isEmpty();
    }

    private Optional<String> againstWhole(Part part) {
        return against(part).or(() -> {
            int first =
                    Render.length(reading(fetched(sourced.page()).orElseThrow()).blocks());
            int length =
                    Render.length(reading(fetched(part.page()).orElseThrow()).blocks());
            return length > first ? Optional.empty() : Optional.of("says no more than the first page");
        });
    }

    /// Without a page for the whole article that came to nothing.
    private List<Part> parts() {
        List<Part> all = sourced.parts();
        return !all.isEmpty() && whole.isPresent() && !isWhole() ? all.subList(1, all.size()) : all;
    }

    /// Whether the last page is a part: the others were asked about when they were the last.
    private boolean isJoined(Page.Fetched first) {
        if (parts().isEmpty()) return true;
        List<Block> said = new ArrayList<>(reading(first).blocks());
        int before = parts().size() - 2;
        if (before >= 0)
            fetched(parts().get(before).page())
                    .ifPresent(page -> said.addAll(reading(page).blocks()));
        Part last = parts().getLast();
        return against(last).isEmpty()
                && !fresh(said, reading(fetched(last.page()).orElseThrow()).blocks())
                        .isEmpty();
    }

    /// Why what came of asking for a part is none.
    private Optional<String> against(Part part) {
        return switch (part.page()) {
            case Page.Fetched page when page.status() >= 400 -> Optional.of("answered " + page.status());
            case Page.Fetched page
            when !NextPage.isSame(page.address(), part.address()) -> Optional.of("leads to " + page.address());
            case Page.Fetched page -> Gate.notHtml(page).or(() -> Gate.against(reading(page)));
            case Page.Missing missing -> Optional.of(missing.reason());
            case Page.Later later -> Optional.of(later.reason());
            case Page.Unasked unasked -> Optional.of(unasked.reason());
            case Page.Wanted _ -> Optional.of("was not asked for");
        };
    }

    private Reader.Reading reading(Page.Fetched page) {
        return readings.computeIfAbsent(page, read);
    }

    private long size() {
        return pages().mapToLong(page -> page.body().bytes().size()).sum();
    }

    private Stream<Page.Fetched> pages() {
        return Stream.concat(Stream.of(sourced.page()), sourced.parts().stream().map(Part::page))
                .flatMap(page -> fetched(page).stream());
    }

    private boolean isKnown(URI next) {
        return pages().flatMap(page -> Stream.of(page.asked(), page.address()))
                .map(Links::clean)
                .anyMatch(next::equals);
    }

    /// Where the article goes on behind so many further pages.
    private Optional<NextPage> next(int parts) {
        Page last = parts == 0 ? sourced.page() : parts().get(parts - 1).page();
        URI first = fetched(sourced.page()).orElseThrow().address();
        return fetched(last)
                .filter(Parts::isReadable)
                .flatMap(page -> NextPage.of(document(page), page.address(), first, parts + 1, rules.apply(page)));
    }

    private static Optional<Page.Fetched> fetched(Page page) {
        return page instanceof Page.Fetched fetched ? Optional.of(fetched) : Optional.empty();
    }

    private static boolean isReadable(Page.Fetched page) {
        return page.status() < 400 && Gate.notHtml(page).isEmpty();
    }

    // ---- what they say together

    /// The first page's reading with what the further pages say, as far as each is named by the one before: so that
    /// what was taken for a part by mistake is none any more when the pages are cleaned anew.
    Joined joined(Reader.Reading first) {
        fetched(sourced.page()).ifPresent(page -> readings.put(page, first));
        if (sourced.parts().isEmpty() || whole.isEmpty()) return joined(first, parts(), new ArrayList<>());
        Part part = sourced.parts().getFirst();
        Optional<String> against = againstWhole(part);
        if (against.isPresent() && part.isHere()) return joined(first, parts(), evidence(against.get(), part));
        if (against.isPresent())
            return new Joined(first, List.of(), List.of(missing("the whole", part, against.get())), List.of());
        Page.Fetched page = fetched(part.page()).orElseThrow();
        Reader.Reading all = reading(page);
        return new Joined(
                first.with(all.blocks(), all.lines()),
                evidence(whole.orElseThrow().why(), part),
                List.of(),
                List.of(Permission.ofHeaders(page.headers()), all.permission()));
    }

    private static List<Evidence> evidence(String why, Part part) {
        return new ArrayList<>(
                List.of(new Evidence("part", why, Evidence.cut(part.address().toString()))));
    }

    private static String missing(String which, Part part, String why) {
        return "%s: %s, %s: %s".formatted(Part.MISSING, which, part.address(), why);
    }

    private Joined joined(Reader.Reading first, List<Part> following, List<Evidence> evidence) {
        List<Block> blocks = new ArrayList<>(first.blocks());
        Set<Long> lines = new HashSet<>(first.lines());
        List<String> flags = new ArrayList<>();
        List<Permission> permissions = new ArrayList<>();
        int parts = 0;
        for (Part part : following) {
            Optional<NextPage> named = next(parts).filter(next -> NextPage.isSame(next.address(), part.address()));
            if (named.isEmpty()) break;
            Optional<String> against = against(part);
            if (against.isPresent()) {
                flags.add(missing("page " + (parts + 2), part, against.get()));
                break;
            }
            Page.Fetched page = fetched(part.page()).orElseThrow();
            Reader.Reading further = reading(page);
            List<Block> fresh = fresh(blocks, further.blocks());
            evidence.add(new Evidence(
                    "part",
                    fresh.isEmpty() ? "says the same once more" : named.get().why(),
                    Evidence.cut(part.address().toString())));
            if (fresh.isEmpty()) break;
            further.evidence().stream()
                    .filter(each -> each.field().equals(Evidence.FURNITURE))
                    .forEach(evidence::add);
            permissions.add(Permission.ofHeaders(page.headers()));
            permissions.add(further.permission());
            blocks.addAll(fresh);
            lines.addAll(further.lines());
            parts++;
        }
        return new Joined(parts == 0 ? first : first.with(blocks, lines), evidence, flags, permissions);
    }

    /// What a further page says that those before it did not: without what it repeats at its head (headline, teaser,
    /// author) and at its foot. Empty where it is no part of the article.
    static List<Block> fresh(List<Block> said, List<Block> page) {
        Set<String> known = new HashSet<>();
        said.forEach(block -> known.add(print(block)));
        int from = 0;
        int to = page.size();
        while (from < to && known.contains(print(page.get(from)))) from++;
        while (to > from && known.contains(print(page.get(to - 1)))) to--;
        // A heading goes with what stands under it.
        while (from > 0 && from < to && page.get(from - 1) instanceof Block.Text text && text.isHeading()) from--;
        List<Block> fresh = page.subList(from, to);
        boolean onceMore = Render.length(page) - Render.length(fresh) > ONCE_MORE * Render.length(said);
        boolean pictured = Render.length(page) < A_PICTURE && fresh.stream().anyMatch(Block.Figure.class::isInstance);
        return pictured || (Render.length(fresh) > 0 && !onceMore) ? fresh : List.of();
    }

    private static String print(Block block) {
        return switch (block) {
            case Block.Figure figure ->
                "figure "
                        + figure.images().stream()
                                .map(image -> Images.file(image.src()))
                                .toList()
                        + Trim.folded(figure.caption().text());
            case Block.Embed embed -> "embed " + embed.target();
            default -> Trim.folded(block.text());
        };
    }
}
