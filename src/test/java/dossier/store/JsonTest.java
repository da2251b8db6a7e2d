package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.DateFlag;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Hit;
import dossier.model.Markup;
import dossier.model.Outlet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void recordsComeBackEqual() {
        assertThat(Json.read(Json.of(House.DAILY), Outlet.class)).isEqualTo(House.DAILY);
        assertThat(Json.read(Json.of(House.BLOG), Outlet.class)).isEqualTo(House.BLOG);
        Entry entry = House.entry("a");
        assertThat(Json.read(Json.of(entry), Entry.class)).isEqualTo(entry);
        assertThat(Json.list(Json.of(List.of(new Hit("text", "spying", 0, 6))), Hit.class))
                .containsExactly(new Hit("text", "spying", 0, 6));
    }

    @Test
    void theFormIsPlainEnoughToBeReadInTenYears() {
        Entry entry = House.entry("a");
        assertThat(Json.of(entry))
                .isEqualTo(
                        "{\"key\":\"a\",\"guid\":\"a\",\"title\":\"Title of a\",\"link\":\"https://daily.example/a\","
                                + "\"authors\":[\"Ann Author\"],\"published\":\"2026-02-28T10:00:00Z\","
                                + "\"summary\":{\"html\":\"<p>summary</p>\"},\"content\":{},\"language\":\"en\"}");
    }

    @Test
    void whatANewerVersionWroteIsRead() {
        assertThat(Json.read("{\"html\":\"x\",\"colour\":{\"red\":1}}", Markup.class))
                .isEqualTo(new Markup("x"));
    }

    @Property(tries = 200)
    void anyEntryComesBackEqual(@ForAll String text, @ForAll List<String> texts, @ForAll Set<DateFlag> flags) {
        String clean = Database.clean(text);
        Entry entry = new Entry(
                "key",
                Optional.of(clean),
                clean,
                Optional.empty(),
                texts.stream().map(Database::clean).toList(),
                Optional.of(Instant.EPOCH),
                Optional.empty(),
                flags,
                Markup.NONE,
                new Markup(clean),
                List.of(),
                List.of(new Enclosure(URI.create("https://d.example/a"), clean, 0)),
                Optional.empty());
        assertThat(Json.read(Database.clean(Json.of(entry)), Entry.class)).isEqualTo(entry);
    }
}
