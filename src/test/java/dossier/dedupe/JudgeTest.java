package dossier.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.Samples;
import dossier.model.Again;
import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Candidates;
import dossier.model.Candidates.By;
import dossier.model.Candidates.Known;
import dossier.model.CaptureId;
import dossier.model.Content;
import dossier.model.Evidence;
import dossier.model.Part;
import dossier.model.Publish;
import dossier.model.Reread;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private final Judge judge = new Judge();

    private static final Content HELD =
            Samples.content("Harbour pilots strike", "<p>One.</p>", "One.", Content.From.PAGE);

    private Verdict verdict(Content now, Known... known) {
        return judge.judge(new Candidates(Samples.article(now), List.of(known)));
    }

    private static Known held(Content content) {
        return new Known(new ArticleId(7), By.ADDRESS, 1, content);
    }

    @Test
    void anArticleWithoutCandidatesIsNew() {
        assertThat(verdict(HELD)).isInstanceOf(Verdict.New.class);
    }

    @Test
    void theSameContentIsOneMoreSighting() {
        assertThat(verdict(HELD, held(HELD))).isEqualTo(new Verdict.Same(Samples.article(HELD), new ArticleId(7)));
    }

    @Test
    void whiteSpaceAndPictureParametersMakeNoRevision() {
        Content before = Samples.content(
                "A title", "<p>One.</p><img src=\"https://a.example/p.jpg?v=1\">", "One. Two.", Content.From.PAGE);
        Content after = Samples.content(
                "A  title", "<p>One.</p><img src=\"https://a.example/p.jpg?v=2\">", "One.\nTwo.", Content.From.PAGE);
        assertThat(verdict(after, held(before))).isInstanceOf(Verdict.Same.class);
    }

    @Test
    void aRevisionTellsWhatChanged() {
        Content after = Samples.content(
                "Harbour pilots end strike",
                "<p>One.</p><img src=\"https://a.example/p.jpg\">",
                "Two.",
                Content.From.PAGE);
        assertThat(verdict(after, held(HELD)))
                .isEqualTo(new Verdict.Revised(
                        Samples.article(after), new ArticleId(7), List.of("title", "text", "pictures")));
    }

    @Test
    void aPageThatIsMissingThisTimeTakesNothingAway() {
        Content whole = Samples.content("A title", "<p>One.</p><p>Two.</p>", "One.\nTwo.", Content.From.PAGE);
        Content longer = Samples.content(
                "A title", "<p>One.</p><p>More.</p>", "One, and so much more.\nMore.", Content.From.PAGE);
        assertThat(judge.judge(new Candidates(torn(longer), List.of(held(whole)))))
                .isInstanceOf(Verdict.Same.class);
        Content edited = Samples.content("A title", "<p>1.</p><p>Two.</p>", "1.\nTwo.", Content.From.PAGE);
        assertThat(judge.judge(new Candidates(torn(edited), List.of(held(whole)))))
                .isInstanceOf(Verdict.Revised.class);
        assertThat(changed(Samples.article(whole), torn(edited))).isEmpty();
        assertThat(changed(torn(whole), torn(edited))).hasSize(1);
        assertThat(changed(torn(whole), Samples.article(longer))).hasSize(1);
    }

    private List<Sourced> changed(Article held, Article now) {
        Sourced page = Sourced.wanted(held.sighting());
        return judge.changed(new Reread(new Again(page, page), held, now));
    }

    private static Article torn(Content content) {
        Article whole = Samples.article(content);
        return new Article(
                whole.sighting(),
                whole.capture(),
                content,
                whole.evidence(),
                List.of(Part.MISSING + ": page 3, https://daily.example/a/3: timed out"));
    }

    @Test
    void theTeaserOfAFeedIsNoRevisionOfAPage() {
        Content teaser = Samples.content("Harbour pilots strike", "<p>O…</p>", "O…", Content.From.FEED);
        assertThat(verdict(teaser, held(HELD))).isInstanceOf(Verdict.Same.class);
    }

    @Test
    void aPageIsARevisionOfTheTeaserThatStoodInForIt() {
        Content teaser = Samples.content("Harbour pilots strike", "<p>O…</p>", "O…", Content.From.FEED);
        assertThat(verdict(HELD, held(teaser))).isInstanceOf(Verdict.Revised.class);
    }

    @Test
    void anEmptyPageTakesNoTextAway() {
        Content empty = Samples.content("Harbour pilots strike", "", "", Content.From.PAGE);
        assertThat(verdict(empty, held(HELD))).isInstanceOf(Verdict.Same.class);
    }

    @Test
    void aLineThatIsLeftOutBecauseTheOutletSaysItOnEachPageIsNoChange() {
        Content before = Samples.content(
                "Harbour pilots strike", "<p>One.</p><p>Thanks to all.</p>", "One.\nThanks to all.", Content.From.PAGE);
        Evidence left = new Evidence(Evidence.FURNITURE, "seen on 10 of 12 pages of the outlet", "Thanks to all.");
        Article again =
                new Article(Samples.sighting("story"), Optional.of(new CaptureId(1)), HELD, List.of(left), List.of());
        assertThat(judge.judge(new Candidates(again, List.of(held(before))))).isInstanceOf(Verdict.Same.class);
        Article cut = new Article(Samples.sighting("story"), Optional.of(new CaptureId(1)), HELD, List.of(), List.of());
        assertThat(judge.judge(new Candidates(cut, List.of(held(before))))).isInstanceOf(Verdict.Revised.class);
    }

    @Test
    void whatAFileSaysIsARevisionOnlyWhereItSaysSo() {
        Content held = Samples.content("Harbour pilots strike", "<p>Two.</p>", "Two.", Content.From.FEED);
        Sighting polled = Samples.sighting("story");
        Sighting filed = new Sighting(polled.id(), polled.feed(), polled.entry(), polled.seen(), 0, true);
        Content old = Samples.content("Harbour pilots strike", "<p>One.</p>", "One.", Content.From.FEED);
        Article article = new Article(filed, Optional.empty(), old, List.of(), List.of());
        assertThat(judge.judge(new Candidates(article, List.of(held(held))))).isInstanceOf(Verdict.Same.class);
        Article same = new Article(polled, Optional.empty(), old, List.of(), List.of());
        assertThat(judge.judge(new Candidates(same, List.of(held(held))))).isInstanceOf(Verdict.Revised.class);
    }

    @Test
    void anAddressSaysMoreThanAnEntrysKey() {
        Known byEntry = new Known(new ArticleId(3), By.ENTRY, 1, HELD);
        Article article = Samples.article(HELD);
        assertThat(judge.judge(new Candidates(article, List.of(byEntry, held(HELD)))))
                .isEqualTo(new Verdict.Same(article, new ArticleId(7)));
    }

    @Test
    void whatThePageLetsOthersShowIsAChangeOfItsOwn() {
        Content less = HELD.atMost(Publish.EXCERPT);
        assertThat(verdict(less, held(HELD)))
                .isEqualTo(new Verdict.Revised(Samples.article(less), new ArticleId(7), List.of("permission")));
    }

    @Test
    void whoDidNotSeeThePageDoesNotLiftItsWish() {
        Content teaser = Samples.content("Harbour pilots strike", "<p>O…</p>", "O…", Content.From.FEED);
        Content longer = Samples.content("Harbour pilots strike", "<p>One…</p>", "One…", Content.From.FEED);
        Verdict verdict = verdict(longer, held(teaser.atMost(Publish.LINK)));
        assertThat(verdict).isInstanceOf(Verdict.Revised.class);
        assertThat(verdict.article().content().allowed()).isEqualTo(Publish.LINK);
    }

    @Test
    void whoSawThePageLiftsAWishThatItNoLongerHas() {
        Article seen =
                new Article(Samples.sighting("story"), Optional.of(new CaptureId(1)), HELD, List.of(), List.of());
        Verdict verdict = judge.judge(new Candidates(seen, List.of(held(HELD.atMost(Publish.EXCERPT)))));
        assertThat(verdict).isEqualTo(new Verdict.Revised(seen, new ArticleId(7), List.of("permission")));
    }
}
