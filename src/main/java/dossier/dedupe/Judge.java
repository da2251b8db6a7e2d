package dossier.dedupe;

import dossier.model.Article;
import dossier.model.Candidates;
import dossier.model.Candidates.By;
import dossier.model.Candidates.Known;
import dossier.model.Content;
import dossier.model.Evidence;
import dossier.model.Reread;
import dossier.model.Sourced;
import dossier.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Decides whether an article is one that we hold. Neither reads nor writes.
public final class Judge {
    private static final Pattern SIZE = Pattern.compile("[-_/]?\\d{2,4}x\\d{2,4}(?=[-_./])|@[23]x(?=\\.)");
    private static final Pattern PICTURE = Pattern.compile("<img[^>]*?\\ssrc=\"([^\"]*)\"");

    /// The verdict on an article, given those that it might be.
    public Verdict judge(Candidates candidates) {
        Article article = candidates.article();
        return nearest(candidates)
                .<Verdict>map(known -> compare(article, known))
                .or(() -> copied(candidates).map(known -> new Verdict.Copy(article, known.id())))
                .orElseGet(() -> new Verdict.New(article));
    }

    /// An address says more than an entry's key: feeds reuse keys, but a page is a page.
    private static Optional<Known> nearest(Candidates candidates) {
        return candidates.known().stream()
                .filter(known -> known.by() == By.ADDRESS || known.by() == By.ENTRY)
                .min(Comparator.comparing((Known known) -> known.by() == By.ADDRESS ? 0 : 1)
                        .thenComparing(known -> known.id().value()));
    }

    /// What was found to be a copy stays one, whatever its outlet makes of it later.
    private static Optional<Known> copied(Candidates candidates) {
        String text = candidates.article().content().text();
        return candidates.known().stream()
                .filter(known -> known.by() == By.COPY
                        || (known.by() == By.TEXT
                                && Likeness.isCopy(text, known.content().text())))
                .min(Comparator.comparing((Known known) -> known.by() == By.COPY ? 0 : 1)
                        .thenComparing(known -> known.id().value()));
    }

    private static Verdict compare(Article found, Known known) {
        Article article = withWishOf(known.content(), found);
        if (isLess(article, known.content())
                || isPoorer(article.content(), known.content())
                || isOlder(article, known.content())) return new Verdict.Same(article, known.id());
        List<String> why = differences(known.content(), article.content(), furniture(article));
        return why.isEmpty() ? new Verdict.Same(article, known.id()) : new Verdict.Revised(article, known.id(), why);
    }

    /// Who did not see the page does not know whether its wish still holds: so it does.
    private static Article withWishOf(Content held, Article found) {
        if (found.capture().isPresent()) return found;
        return new Article(
                found.sighting(),
                found.capture(),
                found.content().atMost(held.allowed()),
                found.evidence(),
                found.flags());
    }

    /// The teaser of a feed is no revision of a page that we hold, and an empty page none of a text.
    private static boolean isPoorer(Content now, Content held) {
        boolean feedAfterPage = now.from() == Content.From.FEED && held.from() == Content.From.PAGE;
        boolean lost = now.text().isBlank() && !held.text().isBlank();
        return feedAfterPage || lost;
    }

    /// Where a further page could not be had this time, what it said is not gone: how the text ended is not there.
    private static boolean isLess(Article now, Content held) {
        String end = held.text().substring(held.text().lastIndexOf('\n') + 1);
        return now.isTorn() && !now.content().text().contains(end);
    }

    /// What a file says of an article that we hold may be years old: it is a revision only where it says so.
    private static boolean isOlder(Article found, Content held) {
        if (!found.sighting().filed()) return false;
        Optional<Instant> holds = held.modified().or(held::published);
        return found.content()
                .modified()
                .filter(at -> holds.filter(at::isAfter).isPresent())
                .isEmpty();
    }

    /// Lines that the page says, and that were left out because its outlet says them on each.
    private static Set<String> furniture(Article article) {
        return article.evidence().stream()
                .filter(each -> each.field().equals(Evidence.FURNITURE))
                .map(Evidence::value)
                .collect(Collectors.toSet());
    }

    /// Of a page at two times, the one that is now, where the outlet changed something that matters.
    public List<Sourced> changed(Reread reread) {
        Content before = reread.held().content();
        Content after = reread.now().content();
        boolean lost = reread.now().isTorn() && !reread.held().isTorn();
        boolean other = !lost
                && !isPoorer(after, before)
                && !isLess(reread.now(), before)
                && !differences(before, after, Set.of()).isEmpty();
        return other ? List.of(reread.again().now()) : List.of();
    }

    /// @param furniture what the outlet was not yet known to say everywhere when the text before was read
    private static List<String> differences(Content before, Content after, Set<String> furniture) {
        String said = before.text()
                .lines()
                .filter(line -> !furniture.contains(Evidence.cut(line)))
                .collect(Collectors.joining("\n"));
        List<String> parts = new ArrayList<>();
        if (!folded(before.title()).equals(folded(after.title()))) parts.add("title");
        if (!Noise.without(said).equals(Noise.without(after.text()))) parts.add("text");
        if (before.allowed() != after.allowed()) parts.add("permission");
        if (!pictures(before).equals(pictures(after))) parts.add("pictures");
        return List.copyOf(parts);
    }

    private static String folded(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static List<String> pictures(Content content) {
        List<String> pictures = new ArrayList<>();
        Matcher matcher = PICTURE.matcher(content.body().markup());
        while (matcher.find()) pictures.add(sizeless(matcher.group(1)));
        return pictures;
    }

    /// Where servers cut pictures to size, the size stands in the address, and says nothing about the picture.
    private static String sizeless(String address) {
        return SIZE.matcher(address.replaceAll("[?#].*", "")).replaceAll("");
    }
}
