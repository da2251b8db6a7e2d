package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Article;
import dossier.model.Keep;
import dossier.model.Learnt;
import dossier.model.Publish;
import dossier.model.Sighting;
import dossier.model.Sourced;
import dossier.model.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class LinesTest {
    private static final long ALWAYS = 1;
    private static final long AT_FIRST = -2;
    private final House house;
    private final Lines lines;

    LinesTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        lines = new Lines(house.database, house.outlets);
        house.configure(House.under(House.DAILY, Keep.ALL, false, Publish.FULL));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatStandsOnAThirdOfTenPagesIsFurniture() {
        List<Sighting> seen = house.poll(House.entries(0, 11));
        for (int i = 0; i < 9; i++) keep(seen.get(i), i < 3 ? Set.of(ALWAYS, AT_FIRST) : Set.of(ALWAYS, 100L + i));
        assertThat(known(seen.getLast())).isEqualTo(Learnt.NONE);
        keep(seen.get(9), Set.of(ALWAYS));
        Learnt learnt = known(seen.getLast());
        assertThat(learnt.pages()).isEqualTo(10);
        assertThat(learnt.furniture(ALWAYS)).isEqualTo(Optional.of(10));
        assertThat(learnt.furniture(AT_FIRST)).as("three of ten").isEmpty();
        assertThat(learnt.furniture(103)).isEmpty();
    }

    @Test
    void anArticleThatIsKeptOnceMoreIsCountedOnce() {
        List<Sighting> seen = house.poll(House.entries(0, 10));
        for (Sighting each : seen) {
            keep(each, Set.of(ALWAYS));
            keep(each, Set.of(ALWAYS));
        }
        assertThat(known(seen.getFirst()).furniture(ALWAYS)).isEqualTo(Optional.of(10));
    }

    @Test
    void countsAreHalvedWhenThereAreManyAndWhatStoodOnOnePageIsForgotten() {
        List<Sighting> seen = house.poll(House.entries(0, Lines.MANY));
        for (int i = 0; i < seen.size(); i++) keep(seen.get(i), Set.of(ALWAYS, 1000L + i));
        Learnt learnt = known(seen.getFirst());
        assertThat(learnt.pages()).isEqualTo(Lines.MANY / 2);
        assertThat(learnt.furniture(ALWAYS)).isEqualTo(Optional.of(Lines.MANY / 2));
        long rows = house.database.read(handle -> handle.createQuery("select count(*) from outlet_line")
                .mapTo(Long.class)
                .one());
        assertThat(rows).isEqualTo(1);
    }

    private void keep(Sighting sighting, Set<Long> said) {
        Article bare = House.article(
                sighting, House.content(sighting, "text of " + sighting.entry().title()));
        Article article = new Article(sighting, bare.capture(), bare.content(), bare.evidence(), bare.flags(), said);
        house.articles.keep(new Verdict.New(article));
    }

    private Learnt known(Sighting sighting) {
        return lines.known(Sourced.wanted(sighting)).learnt();
    }
}
