package dossier.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dossier.model.Address;
import dossier.model.Hit;
import dossier.model.Item;
import dossier.model.Seen;
import dossier.model.Site;
import dossier.model.Story;
import dossier.model.Tagging;
import java.util.List;

/// JSON Feed 1.1. The records are the contract: what they name, and in this order, is what a consumer finds.
@JsonNaming(SnakeCaseStrategy.class)
record JsonFeed(
        String version,
        String title,
        String homePageUrl,
        String feedUrl,
        String description,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String nextUrl,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Hub> hubs,
        List<Entry> items,

        @JsonProperty("_dossier") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Gone> gone) {
    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            String id,
            String url,
            String externalUrl,
            String title,
            String contentHtml,
            String datePublished,
            String dateModified,
            List<Author> authors,
            List<String> tags,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String language,
            @JsonProperty("_dossier") Dossier dossier) {}

    record Author(String name) {}

    record Hub(String type, String url) {}

    /// What stood in the list and does not any more: JSON Feed itself has no word for it.
    record Gone(String id, String deleted) {}

    /// @param story left out where no other article of it is shown
    record Dossier(
            String outlet,
            List<Sighting> sightings,
            List<Match> matches,
            int revision,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long story,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Version> versions) {}

    /// Another outlet's version of the same text, an article of its own.
    record Version(String outlet, String url) {}

    /// @param entry its key within the feed; left out where the address tells it from others
    record Sighting(
            String outlet,
            String feed,
            String url,
            String title,
            String seen,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String entry) {}

    /// @param rule by which rule; left out where a curator set it
    /// @param version 0, and left out, where a curator set it
    /// @param by the curator; left out where a rule set it
    record Match(
            String tag,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String rule,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int version,
            List<String> words,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Place> places,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String by) {}

    /// Where words stand: `title`, `text`, `author`, `category`, `source`, `url`, and offsets from 0 in its plain text.
    record Place(String field, String words, int start, int end) {}

    /// What is wrong, in the form of RFC 9457.
    record Problem(String title, int status, String detail) {}

    static String of(Listing listing) {
        return write(new JsonFeed(
                "https://jsonfeed.org/version/1.1",
                Characters.legal(listing.title()),
                listing.home(),
                listing.self("json"),
                Characters.legal(listing.description()),
                listing.before("json").orElse(""),
                listing.hub()
                        .map(hub -> List.of(new Hub("WebSub", hub.toASCIIString())))
                        .orElse(List.of()),
                listing.channel().items().stream()
                        .map(item -> entry(listing, item))
                        .toList(),
                listing.gone().stream()
                        .map(gone -> new Gone(listing.site().at(gone.path()), Dates.iso(gone.at())))
                        .toList()));
    }

    static String problem(String title, int status, String detail) {
        return write(new Problem(title, status, Characters.legal(detail)));
    }

    private static Entry entry(Listing listing, Item item) {
        return new Entry(
                listing.address(item),
                listing.address(item),
                listing.original(item),
                Characters.legal(item.title()),
                Characters.legal(listing.content(item)),
                Dates.iso(item.date()),
                Dates.iso(item.changed()),
                authors(item),
                item.tags().stream().map(Characters::legal).toList(),
                item.lang(),
                dossier(listing.site(), item));
    }

    static List<Author> authors(Item item) {
        return item.authors().stream().map(Characters::legal).map(Author::new).toList();
    }

    static Dossier dossier(Site site, Item item) {
        return new Dossier(
                Characters.legal(item.outlet().name()),
                item.sightings().stream().map(JsonFeed::sighting).toList(),
                item.matches().stream().map(JsonFeed::match).toList(),
                item.revision(),
                item.story().map(Story::id).orElse(0L),
                item.versions().stream()
                        .map(version ->
                                new Version(Characters.legal(version.outlet().name()), site.at(version.path())))
                        .toList());
    }

    static Sighting sighting(Seen seen) {
        return new Sighting(
                Characters.legal(seen.outlet()),
                Address.ascii(seen.feed().toString()),
                Address.ascii(seen.url().toString()),
                Characters.legal(seen.title()),
                Dates.iso(seen.seen()),
                Characters.legal(seen.entry().orElse("")));
    }

    private static Match match(Tagging tagging) {
        List<String> words = tagging.hits().stream()
                .map(Hit::words)
                .map(Characters::legal)
                .distinct()
                .toList();
        return new Match(
                Characters.legal(tagging.tag()),
                Characters.legal(tagging.rule()),
                tagging.version(),
                words,
                tagging.hits().stream()
                        .map(hit -> new Place(hit.field(), Characters.legal(hit.words()), hit.start(), hit.end()))
                        .toList(),
                Characters.legal(tagging.by().orElse("")));
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException recordsOfStringsDoNotFail) {
            throw new IllegalStateException(recordsOfStringsDoNotFail);
        }
    }
}
