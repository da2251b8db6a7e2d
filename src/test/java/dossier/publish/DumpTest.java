package dossier.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dossier.model.Item;
import dossier.web.Samples;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Articles as lines of a file.
class DumpTest {
    private final Dump dump = new Dump(Samples.SITE);

    @Test
    void aLineIsAnItemOfJsonFeedAndWhatTheArchiveKnows() throws IOException {
        String line = dump.json(Samples.SPY);
        assertThat(line).endsWith("}\n").hasLineCount(1);
        JsonNode read = new ObjectMapper().readTree(line);
        assertThat(read.get("id").asText()).isEqualTo(Samples.SITE.at(Samples.SPY.path()));
        assertThat(read.get("external_url").asText())
                .isEqualTo(Samples.SPY.link().toString());
        assertThat(read.get("title").asText()).isEqualTo(Samples.SPY.title());
        assertThat(read.at("/_dossier/outlet").asText())
                .isEqualTo(Samples.SPY.outlet().name());
        assertThat(read.at("/_dossier").has("hidden")).isFalse();
        assertThat(dump.json(Samples.SPY, true, Optional.empty())).contains("\"hidden\":true");
    }

    @Test
    void aCellIsTextWhateverItBeginsWith() {
        for (String title : new String[] {"=1+1", "+1", "-1", "@a", "\tx"})
            assertThat(dump.csv(titled(title))).contains(",\"'" + title + "\",");
        assertThat(dump.csv(titled("a \"b\", c\nd")))
                .contains(",\"a \"\"b\"\", c\nd\",")
                .endsWith("\"\r\n");
    }

    @Test
    void theFirstLineNamesAsManyCellsAsTheOthersHave() {
        String line = dump.csv(titled("plain"));
        assertThat(line.split("\",\"", -1)).hasSameSizeAs(Dump.csvHead().split(",", -1));
    }

    private static Item titled(String title) {
        Item item = Samples.SPY;
        return new Item(
                item.id(),
                item.slug(),
                item.revision(),
                item.outlet(),
                item.link(),
                title,
                item.authors(),
                item.date(),
                item.changed(),
                item.language(),
                item.body(),
                item.excerpt(),
                item.picture(),
                item.tags(),
                item.sightings(),
                item.matches());
    }
}
