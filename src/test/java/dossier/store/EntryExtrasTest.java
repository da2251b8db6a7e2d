package dossier.store;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Enclosure;
import dossier.model.Entry;
import dossier.model.Extras;
import dossier.model.Feed;
import dossier.model.Fetch;
import dossier.model.Reading;
import dossier.model.Sighting;
import dossier.model.Validators;
import dossier.model.Visit;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What the modules of a feed tell of an entry is kept with it: from the feed's bytes into the database and back.
@ParameterizedClass
@EnumSource
class EntryExtrasTest {
    private static final String FEED = """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
            xmlns:media="http://search.yahoo.com/mrss/" xmlns:georss="http://www.georss.org/georss"
            xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"
            xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>Harbour radio</title><link>https://daily.example/</link><description/>
        <item><title>The lighthouse</title><guid isPermaLink="false">1</guid><link>https://daily.example/1</link>
        <enclosure url="https://daily.example/1.mp3" length="12345" type="audio/mpeg"/>
        <itunes:duration>1:02:03</itunes:duration><itunes:explicit>false</itunes:explicit>
        <media:content url="https://daily.example/1.jpg" type="image/jpeg"><media:description>The lamp</media:description>
        <media:credit>A. Keeper</media:credit></media:content>
        <georss:point>54.32 10.14</georss:point><dc:contributor>B. Sailor</dc:contributor>
        <dc:rights>CC BY</dc:rights><comments>https://daily.example/1#talk</comments>
        <slash:comments>7</slash:comments><wfw:commentRss>https://daily.example/1/talk.rss</wfw:commentRss>
        </item></channel></rss>\
        """;

    private final House house;

    EntryExtrasTest(Engine engine, @TempDir Path data) {
        house = House.open(engine, data);
        house.outlets.sync(List.of(House.DAILY));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatModulesAddIsKeptAndReadBack() {
        Feed feed = house.firstDue();
        Visit empty = house.visit(feed, List.of());
        Body body = new Body(Bytes.utf8(FEED), "application/rss+xml");
        Reading read = new Parser(ParseSettings.DEFAULTS)
                .parse(new Fetch.Fresh(feed, empty.trip(), body, Validators.NONE))
                .reading();
        Visit visit = house.visit(feed, 200, read);
        house.feeds.remember(visit);

        List<Sighting> kept = house.feeds.remember(visit); // The same again: read from the database.
        Entry entry = kept.getFirst().entry();
        assertThat(List.of(entry)).isEqualTo(((Reading.Entries) read).entries());
        assertThat(entry.enclosures())
                .contains(
                        new Enclosure(URI.create("https://daily.example/1.mp3"), "audio/mpeg", 12345),
                        new Enclosure(
                                URI.create("https://daily.example/1.jpg"), "image/jpeg", 0, "The lamp", "A. Keeper"));
        Extras extras = entry.extras().orElseThrow();
        assertThat(extras.length()).contains(Duration.ofSeconds(3723));
        assertThat(extras.explicit()).contains(false);
        assertThat(extras.point()).contains(new Extras.Point(54.32, 10.14));
        assertThat(extras.contributors()).containsExactly("B. Sailor");
        assertThat(extras.rights()).isEqualTo("CC BY");
        assertThat(extras.comments()).contains(URI.create("https://daily.example/1#talk"));
        assertThat(extras.commentCount()).isEqualTo(Optional.of(7));
        assertThat(extras.commentFeed()).contains(URI.create("https://daily.example/1/talk.rss"));
    }
}
