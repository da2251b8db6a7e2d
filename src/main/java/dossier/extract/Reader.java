package dossier.extract;

import dossier.model.Evidence;
import dossier.model.Learnt;
import dossier.site.SiteRules;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads one page, for itself: what its text is and what it says of itself.
final class Reader {
    /// All that a page tells.
    record Reading(
            String title,
            List<String> authors,
            Optional<OffsetDateTime> published,
            Optional<OffsetDateTime> visiblyPublished,
            Optional<OffsetDateTime> modified,
            Optional<Evidence> language,
            Optional<URI> canonical,
            Optional<URI> picture,
            List<String> categories,
            List<Block> blocks,
            Cleaner.Cleaned body,
            List<Evidence> evidence,
            List<String> flags,
            Permission permission,
            Set<Long> lines) {
        private Reading with(List<Evidence> all) {
            return with(blocks, body, List.copyOf(all), lines);
        }

        /// The same article with what further pages say.
        Reading with(List<Block> whole, Set<Long> allLines) {
            return with(List.copyOf(whole), Cleaner.of(whole), evidence, Set.copyOf(allLines));
        }

        private Reading with(
                List<Block> someBlocks, Cleaner.Cleaned someBody, List<Evidence> someEvidence, Set<Long> someLines) {
            return new Reading(
                    title,
                    authors,
                    published,
                    visiblyPublished,
                    modified,
                    language,
                    canonical,
                    picture,
                    categories,
                    someBlocks,
                    someBody,
                    someEvidence,
                    List.copyOf(flags),
                    permission,
                    someLines);
        }
    }

    static Reading read(String html, URI address, ZoneId zone, String outlet, List<SiteRules> rules) {
        return read(html, address, zone, outlet, rules, Learnt.NONE);
    }

    static Reading read(String html, URI address, ZoneId zone, String outlet, List<SiteRules> rules, Learnt learnt) {
        Reading reading = new Reader(html, address, zone, outlet, rules).reading(learnt);
        if (!Mojibake.isIn(reading.body().text())) return reading;
        String repaired = Mojibake.repaired(html);
        if (repaired.equals(html)) return reading;
        Reader again = new Reader(repaired, address, zone, outlet, rules);
        again.evidence.add(new Evidence("encoding", "mojibake", "UTF-8 that had been read as Latin-1 was repaired"));
        return again.reading(learnt);
    }

    private static final Vocabulary FEATURED = Vocabulary.of("post image,featured image");

    private final URI address;
    private final URI base;
    private final Document document;
    private final Selection selection;
    private final Marks marks;
    private final Dates dates;
    private final String outlet;
    private final List<SiteRules> rules;
    private final Permission permission;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();

    private Reader(String html, URI address, ZoneId zone, String outlet, List<SiteRules> rules) {
        this.address = address;
        this.document = Cleaner.parse(replaced(html, rules), address);
        this.selection = new Selection(document);
        this.marks = Marks.of(document);
        this.base = marks.base(address);
        this.dates = new Dates(zone);
        this.outlet = outlet;
        this.rules = rules;
        this.permission = Permission.ofPage(marks.metas());
    }

    private Reading reading(Learnt learnt) {
        removeRuled();
        Tree tree = Tree.of(document.body());
        Furniture.drop(tree);
        Metadata metadata = new Metadata(document, remaining(), tree, address, dates, outlet);
        String title = ruledText(SiteRules::title, "title").orElseGet(metadata::title);
        Trim trim = new Trim(metadata.titles(title), base);
        List<Element> ruled = ruledBody();
        List<Block> all = ruled.isEmpty()
                ? witnessed(trim.trim(Captions.found(body(tree, metadata))), metadata, title, trim)
                : trim.trim(Captions.found(ruledBlocks(tree, ruled)));
        Repeats repeats = new Repeats(all);
        List<Block> blocks = repeats.without(learnt, evidence);
        List<String> authors = ruledAuthors();
        Optional<OffsetDateTime> published = ruledDate().or(metadata::published);
        Optional<OffsetDateTime> shown = published.isPresent() ? Optional.empty() : metadata.visiblyPublished();
        Reading reading = new Reading(
                title,
                authors.isEmpty() ? metadata.authors(blocks) : authors,
                published,
                shown,
                metadata.modified(published.or(() -> shown)),
                metadata.language(),
                metadata.canonical(address),
                metadata.picture(base),
                metadata.categories(),
                blocks,
                Cleaner.of(blocks),
                List.of(),
                flags,
                permission,
                repeats.lines());
        evidence.addAll(metadata.evidence());
        return reading.with(evidence);
    }

    /// What is left for machines after a rule has removed some of the page.
    private Marks remaining() {
        return rules.stream().allMatch(each -> each.remove().isEmpty()) ? marks : Marks.of(document);
    }

    private List<Block> ruledBlocks(Tree tree, List<Element> ruled) {
        evidence.add(new Evidence("body", "site rule", cut(String.join(", ", ruledNames()))));
        return Composer.blocks(ruledBoxes(tree, ruled), base);
    }

    private List<Block> body(Tree tree, Metadata metadata) {
        Bodies.Choice choice = new Bodies(tree, metadata.headline()).choose();
        evidence.add(new Evidence("body", "container", cut(choice.why())));
        return withLeadPicture(composed(choice), tree, metadata);
    }

    /// The same, unless what the page tells to programs is the article, and this is not.
    private List<Block> witnessed(List<Block> read, Metadata metadata, String title, Trim trim) {
        Optional<Scripted> told = Scripted.better(read, metadata.ld(), marks.scripts(), title, base);
        told.ifPresent(each -> evidence.add(new Evidence("body", each.source(), each.why())));
        return told.map(each -> trim.trim(Captions.found(each.blocks()))).orElse(read);
    }

    private List<Block> composed(Bodies.Choice choice) {
        Set<String> pictures = new HashSet<>();
        List<Block> blocks = new ArrayList<>();
        for (Box box : choice.before()) {
            blocks.addAll(
                    Bodies.isStandfirst(box)
                            ? Composer.blocks(List.of(box), base, pictures)
                            : Composer.pictures(box, base, pictures));
        }
        blocks.addAll(Composer.blocks(List.of(choice.container()), base, pictures));
        return blocks;
    }

    /// The picture that WordPress names as that of the whole post, where it stands above the headline.
    private Optional<URI> featured(Tree tree, Metadata metadata) {
        return metadata.headline().flatMap(title -> tree.pictures().stream()
                .filter(box -> box.name.equals("img") && box.words.any(FEATURED))
                .filter(box -> box.order < title.order && !isInDropped(box) && !isLinked(box))
                .findFirst()
                .flatMap(box -> box.image(base))
                .map(Block.Image::src));
    }

    private static boolean isLinked(Box box) {
        return box.isWithin(up -> up.name.equals("a"));
    }

    /// The picture that the page shows of itself elsewhere, where it stands on the page but outside the text.
    private List<Block> withLeadPicture(List<Block> blocks, Tree tree, Metadata metadata) {
        boolean pictured = blocks.stream().limit(4).anyMatch(Block.Figure.class::isInstance);
        boolean opened = blocks.stream().limit(1).anyMatch(Block.Figure.class::isInstance);
        Optional<URI> featured = opened ? Optional.empty() : featured(tree, metadata);
        Optional<URI> shown = featured.or(() -> pictured ? Optional.empty() : metadata.picture(base));
        if (shown.isEmpty()) return blocks;
        Set<String> standing = new HashSet<>();
        blocks.forEach(block -> {
            if (block instanceof Block.Figure figure)
                figure.images().forEach(image -> standing.add(Images.file(image.src())));
        });
        URI wanted = shown.get();
        if (standing.contains(Images.file(wanted))) return blocks;
        Optional<Box> picture = tree.pictures().stream()
                .filter(box -> !isInDropped(box))
                .filter(box -> box.image(base)
                        .filter(image -> Images.isSame(image.src(), wanted))
                        .filter(image -> !standing.contains(Images.file(image.src())))
                        .isPresent())
                .findFirst();
        if (picture.isEmpty()) return blocks;
        List<Block> all = new ArrayList<>(Composer.pictures(figureAround(picture.get()), base, new HashSet<>()).stream()
                .limit(1)
                .toList());
        if (!all.isEmpty())
            evidence.add(new Evidence(
                    "picture", "lead picture outside the text", cut(shown.get().toString())));
        all.addAll(blocks);
        return all;
    }

    private static boolean isInDropped(Box box) {
        return box.up().anyMatch(Box::isDropped);
    }

    /// The figure, or the smallest box that holds the picture and a line beside it.
    private static Box figureAround(Box picture) {
        Optional<Box> up = picture.parent();
        Box captioned = picture;
        for (int i = 0; i < 8 && up.isPresent() && up.get().chars < 600 && up.get().pictures == 1; i++) {
            Box box = up.get();
            if (box.name.equals("figure")) captioned = box;
            else if (captioned == picture && i < 6 && box.chars > 15 && box.linkShare() < 0.3) captioned = box;
            up = box.parent();
        }
        return captioned;
    }

    // ---- site rules

    private List<String> ruledNames() {
        return rules.stream().map(each -> each.origin().toString()).distinct().toList();
    }

    /// What a rule names is the article, whatever else it looks like.
    private static List<Box> ruledBoxes(Tree tree, List<Element> ruled) {
        Set<Element> named = Collections.newSetFromMap(new IdentityHashMap<>());
        named.addAll(ruled);
        List<Box> boxes = new ArrayList<>();
        for (Box box : tree.boxes()) {
            if (!named.contains(box.element) || boxes.stream().anyMatch(box::isInside)) continue;
            box.keep();
            boxes.add(box);
        }
        return boxes;
    }

    private static String replaced(String html, List<SiteRules> rules) {
        String text = html;
        for (SiteRules each : rules) {
            for (SiteRules.Replacement one : each.replacements()) text = text.replace(one.text(), one.by());
        }
        return text;
    }

    /// The first selector that finds something; what stands in it twice is found once.
    private List<Element> ruledBody() {
        return rules.stream()
                .flatMap(each -> each.body().stream())
                .map(selection::elements)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private void removeRuled() {
        for (SiteRules each : rules) {
            for (String selector : each.remove()) selection.elements(selector).forEach(Element::remove);
        }
    }

    private Stream<String> ruledTexts(Function<SiteRules, List<String>> part) {
        return rules.stream()
                .flatMap(each -> part.apply(each).stream())
                .flatMap(selector -> selection.texts(selector).stream());
    }

    private Optional<String> ruledText(Function<SiteRules, List<String>> part, String field) {
        Optional<String> text = ruledTexts(part).findFirst();
        text.ifPresent(each -> evidence.add(new Evidence(field, "site rule", cut(each))));
        return text;
    }

    private List<String> ruledAuthors() {
        List<String> names = Names.of(ruledTexts(SiteRules::byline).toList(), Set.of());
        if (!names.isEmpty()) evidence.add(new Evidence("authors", "site rule", cut(String.join(", ", names))));
        return names;
    }

    private Optional<OffsetDateTime> ruledDate() {
        for (String written : ruledTexts(SiteRules::date).toList()) {
            Optional<OffsetDateTime> date = dates.machine(written);
            if (date.isPresent()) {
                evidence.add(new Evidence("published", "site rule", cut(written)));
                return date;
            }
        }
        return Optional.empty();
    }

    private static String cut(String text) {
        return text.length() > 200 ? text.substring(0, 200) : text;
    }
}
