package dossier.store;

import static dossier.store.House.get;
import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Calendar;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.RuleVersion;
import dossier.model.Sighting;
import dossier.web.Pages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class MonthsTest {
    private final House house;
    private final RuleVersion spying;
    private final Months months;
    private final Pages pages = new Pages(House.site());

    MonthsTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        spying = house.configure(House.DAILY).getFirst();
        months = new Months(house.database, house.archive, House.site().zone());
        // The site's zone is Berlin's: the last hour of January in Greenwich is February there.
        keep("2026-01-31T23:30:00Z", "2026-02-03T10:00:00Z", "2026-02-03T12:00:00Z", "2025-11-05T10:00:00Z");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aMonthCountsItsDaysInTheSitesZoneAndNamesItsNeighbours() {
        Calendar february = month("2026-02");
        assertThat(february.counts())
                .isEqualTo(Map.of(LocalDate.parse("2026-02-01"), 1L, LocalDate.parse("2026-02-03"), 2L));
        assertThat(february.titles()).hasSize(3).isSortedAccordingTo((a, b) -> b.date()
                .compareTo(a.date()));
        assertThat(february.older()).contains(YearMonth.parse("2025-11"));
        assertThat(february.newer()).isEmpty();
        assertThat(month("2025-11").newer()).contains(YearMonth.parse("2026-02"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String asked : List.of("2026-01", "2026-13", "0000-01", "x", "", "9999-12"))
            assertThat(month(asked).known()).as(asked).isFalse();
        assertThat(pages.month(month("2026-01")).status()).isEqualTo(404);
        assertThat(months.month(get("/tags/none/months/2026-02", "tag", "none", "month", "2026-02"))
                        .known())
                .isFalse();
    }

    @Test
    void thePageShowsTheDaysAsATableThatLeadsToTheTitles() {
        Document page = Jsoup.parse(pages.month(month("2026-02")).body().text(StandardCharsets.UTF_8));
        assertThat(page.selectFirst("h1").text()).isEqualTo("Archive for ‘spying’: February 2026");
        assertThat(page.select("table.calendar tbody tr")).hasSize(5);
        for (var link : page.select("table.calendar a"))
            assertThat(page.select(link.attr("href"))).as(link.attr("href")).hasSize(1);
        assertThat(page.select("ul.titles a[href^=/articles/]")).hasSize(3);
        assertThat(page.select("nav a[rel=next]").attr("href")).isEqualTo("/tags/spying/months/2025-11");
    }

    private Calendar month(String asked) {
        return months.month(get("/tags/spying/months/" + asked, "tag", "spying", "month", asked));
    }

    private void keep(String... dates) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < dates.length; i++) entries.add(House.entry("e" + i));
        List<Sighting> sightings = house.poll(entries);
        for (int i = 0; i < dates.length; i++) {
            Content content = House.content(sightings.get(i), "about spies");
            house.work(
                    sightings.get(i),
                    new Content(
                            content.address(),
                            content.aliases(),
                            content.title(),
                            content.authors(),
                            Optional.of(Instant.parse(dates[i])),
                            content.modified(),
                            content.language(),
                            content.body(),
                            content.text(),
                            content.picture(),
                            content.categories(),
                            content.from()),
                    spying);
        }
    }
}
