package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Keep;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Page;
import dossier.model.Part;
import dossier.model.Publish;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.model.Sourced;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.Warcinfo;

/// What operators may have beyond what is shown.
@ParameterizedClass
@EnumSource
class VaultTest {
    private static final Vault.Choice ALL = new Vault.Choice(Optional.empty(), Optional.empty(), Instant.EPOCH);

    private final House house;
    private final Vault vault;
    private final RuleVersion spying;
    private final List<Kept> kept = new ArrayList<>();
    private Optional<Sourced> first = Optional.empty();

    VaultTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        Outlet excerpts = House.under(House.DAILY, Keep.TAGGED, false, Publish.EXCERPT);
        spying = house.configure(excerpts).getFirst();
        vault = new Vault(house.database, house.outlets, data, house.clock);
        int number = 0;
        for (Sighting sighting : house.poll(House.entries(0, 3))) fetched(sighting, number++);
    }

    /// The first is tagged, and so alone shown.
    private void fetched(Sighting sighting, int number) {
        Sourced sourced = house.captures.keep(house.fetched(sighting, "<p>page " + number + "</p>"));
        if (number == 0) first = Optional.of(sourced);
        var article = House.article(sighting, House.content(sighting, "words ".repeat(100) + "secret"));
        Kept one = house.articles.keep(House.judge(house.articles.near(
                new Article(sighting, sourced.capture(), article.content(), article.evidence(), article.flags()))));
        if (number == 0) house.taggings.keep(House.matched(one, spying));
        else house.taggings.keep(House.matched(one));
        kept.add(one);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void theArticlesAreWholeAndSayWhetherTheyAreShown() {
        List<Vault.Whole> all = vault.articles(ALL, new ArticleId(0), 100);
        assertThat(all).extracting(Vault.Whole::shown).containsExactly(true, false, false);
        assertThat(all).allMatch(each -> each.item().body().markup().contains("secret"));
        assertThat(vault.articles(ALL)).isEqualTo(3);
        assertThat(vault.articles(ALL, all.getFirst().item().id(), 1)).hasSize(1);
        Vault.Choice tagged = new Vault.Choice(Optional.of("spying"), Optional.of(House.DAILY), Instant.EPOCH);
        assertThat(vault.articles(tagged, new ArticleId(0), 100)).hasSize(1);
        assertThat(vault.articles(
                        new Vault.Choice(Optional.empty(), Optional.empty(), Instant.parse("9000-01-01T00:00:00Z"))))
                .isZero();
    }

    @Test
    void thePagesAreOneWarcFileWithoutWhatWasTakenDown() throws IOException {
        new Takedowns(house.database, house.outlets, house.clock, house.captures)
                .takeDown(kept.get(1).id(), "asked for", "carla");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(vault.pages(ALL, "pages.warc.gz", out, _ -> {})).isEqualTo(new Vault.Pages(2, 0));
        assertThat(vault.pages(ALL)).isEqualTo(2);
        List<String> bodies = new ArrayList<>();
        try (WarcReader reader = new WarcReader(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(reader.next()).get().isInstanceOf(Warcinfo.class);
            for (Optional<WarcRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                assertThat(next.get().version().toString()).isEqualTo("WARC/1.1");
                WarcResponse page = (WarcResponse) next.get();
                bodies.add(new String(page.http().body().stream().readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(bodies).containsExactly("<p>page 0</p>", "<p>page 2</p>");
        Vault.Choice tagged = new Vault.Choice(Optional.of("spying"), Optional.empty(), Instant.EPOCH);
        assertThat(vault.pages(tagged)).isEqualTo(1);
        Page.Fetched second = House.page("https://daily.example/e0/2", "<p>page 0, two</p>");
        house.captures.keep(
                first.orElseThrow().followedBy(Part.wanted(second.asked()).with(second)));
        assertThat(vault.pages(tagged)).as("with the page on which it goes on").isEqualTo(2);
    }
}
