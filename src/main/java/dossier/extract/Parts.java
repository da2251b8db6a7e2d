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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The pages of an article that stands on several: which is wanted next, and what they say together.
final class Parts {
    /// Further pages; an article of more is a book, or a site that counts for ever.
    static final int MOST = 20;

    /// All pages of one article together.
    static final long LARGEST = 16L << 20;

    /// A page that says less than this share of itself for the first time is no further part: it is the article once
    /// more, with other comments below it, or a server that knows of no pages.
    private static final double NEW = 0.3;

    private final Sourced sourced;
    private final Function<Page.Fetched, List<SiteRules>> rules;
    private final Function<Page.Fetched, Reader.Reading> read;

    /// @param rules for a page
    /// @param read a page for itself
    Parts(Sourced sourced, Function<Page.Fetched, List<SiteRules>> rules, Function<Page.Fetched, Reader.Reading> read) {
        this.sourced = sourced;
        this.rules = rules;
        this.read = read;
    }

    /// What the pages say together.
    ///
    /// @param parts how many further pages are in it
    /// @param permissions that those ask for
    record Joined(
            Reader.Reading whole,
            int parts,
            List<Evidence> evidence,
            List<String> flags,
            List<Permission> permissions) {}

    // ---- which is wanted next

    /// The page that is wanted next; empty where the article ends, or is long enough.
    Optional<URI> wanted() {
        if (sourced.isTorn() || sourced.parts().size() >= MOST || size() > LARGEST) return Optional.empty();
        Optional<Page.Fetched> first = fetched(sourced.page()).filter(Parts::isReadable);
        if (first.isEmpty() || !isJoined(first.get())) return Optional.empty();
        return next(sourced.parts().size()).map(NextPage::address).filter(address -> !isKnown(address));
    }

    private boolean isJoined(Page.Fetched first) {
        return sourced.parts().isEmpty()
                || joined(read.apply(first)).parts() == sourced.parts().size();
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
        Page last = parts == 0 ? sourced.page() : sourced.parts().get(parts - 1).page();
        URI first = fetched(sourced.page()).orElseThrow().address();
        return fetched(last)
                .filter(Parts::isReadable)
                .flatMap(page -> NextPage.of(
                        Cleaner.parse(Decoder.text(page.body()), page.address()),
                        page.address(),
                        first,
                        parts + 1,
                        rules.apply(page)));
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
        List<Block> blocks = new ArrayList<>(first.blocks());
        Set<Long> lines = new HashSet<>(first.lines());
        List<Evidence> evidence = new ArrayList<>();
        List<Permission> permissions = new ArrayList<>();
        int parts = 0;
        for (Part part : sourced.parts()) {
            Optional<NextPage> named = next(parts).filter(next -> next.address().equals(part.address()));
            if (named.isEmpty()) break;
            Optional<Page.Fetched> page = fetched(part.page()).filter(Parts::isReadable);
            if (page.isEmpty())
                return joined(first, blocks, lines, parts, evidence, permissions, List.of(missing(parts + 2, part)));
            Reader.Reading further = read.apply(page.get());
            List<Block> fresh = fresh(blocks, further.blocks());
            if (!goOn(fresh, further.blocks())) break;
            evidence.add(new Evidence(
                    "part", named.get().why(), Evidence.cut(part.address().toString())));
            permissions.add(further.permission());
            blocks.addAll(fresh);
            lines.addAll(further.lines());
            parts++;
        }
        return joined(first, blocks, lines, parts, evidence, permissions, List.of());
    }

    private static Joined joined(
            Reader.Reading first,
            List<Block> blocks,
            Set<Long> lines,
            int parts,
            List<Evidence> evidence,
            List<Permission> permissions,
            List<String> flags) {
        Reader.Reading whole = parts == 0 ? first : first.with(blocks, lines);
        return new Joined(whole, parts, evidence, flags, permissions);
    }

    private static String missing(int number, Part part) {
        String why =
                switch (part.page()) {
                    case Page.Fetched page when page.status() >= 400 -> "answered " + page.status();
                    case Page.Fetched page -> Gate.notHtml(page).orElse("cannot be read");
                    case Page.Missing missing -> missing.reason();
                    case Page.Later later -> later.reason();
                    case Page.Unasked unasked -> unasked.reason();
                    case Page.Wanted _ -> "was not asked for";
                };
        return "%s: page %d, %s: %s".formatted(Part.MISSING, number, part.address(), why);
    }

    /// What a further page says that those before it did not: each has headline, teaser and author once more.
    static List<Block> fresh(List<Block> said, List<Block> page) {
        Set<String> known = new HashSet<>();
        said.forEach(block -> known.add(print(block)));
        known.remove("");
        return page.stream().filter(block -> !known.contains(print(block))).toList();
    }

    /// True where what is new makes the page a part of the article.
    private static boolean goOn(List<Block> fresh, List<Block> page) {
        int length = Render.text(fresh).length();
        return (length > 0 && length >= NEW * Render.text(page).length())
                || fresh.stream().anyMatch(Block.Figure.class::isInstance);
    }

    private static String print(Block block) {
        return switch (block) {
            case Block.Figure figure ->
                "figure "
                        + figure.images().stream()
                                .map(image -> Images.file(image.src()))
                                .toList() + Trim.folded(figure.caption().text());
            case Block.Embed embed -> "embed " + embed.target();
            default -> Trim.folded(block.text());
        };
    }
}
