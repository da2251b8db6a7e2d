package dossier.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dossier.model.Address;
import dossier.model.Filed;
import dossier.model.Item;
import dossier.model.Limit;
import dossier.model.Site;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Articles as lines of a file, for other systems: JSON, with the names of JSON Feed 1.1 and of our feeds; or CSV (RFC
/// 4180) for spreadsheets. No more of an article is in it than the [Item] lets out.
public final class Dump {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "\r\n";

    private final Site site;

    /// A dump of this site.
    public Dump(Site site) {
        this.site = site;
    }

    /// An item of JSON Feed on a line of its own. What is empty is left out, but for title and text.
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Line(
            String id,
            String url,
            String externalUrl,
            @JsonInclude(JsonInclude.Include.ALWAYS) String title,
            @JsonInclude(JsonInclude.Include.ALWAYS) String contentHtml,
            String image,
            String language,
            String datePublished,
            String dateModified,
            List<JsonFeed.Author> authors,
            List<String> tags,
            @JsonProperty("_dossier") Archived dossier) {}

    /// What our feeds say under this name, and the rights.
    ///
    /// @param hidden true: it is not for the public
    /// @param publish how much of it may be shown, where that was decided for this one
    /// @param publishBy the curator who decided it; left out where its page asks for it
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Archived(
            String outlet,
            String rights,
            List<JsonFeed.Sighting> sightings,
            List<JsonFeed.Match> matches,
            int revision,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean hidden,
            String publish,
            String publishBy) {}

    /// What is left of an article that was taken down.
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Tombstone(String id, @JsonProperty("_dossier") Removed dossier) {}

    /// How it is known again.
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Removed(
            String outlet,
            String removed,
            String reason,
            String removedBy,
            List<String> addresses,
            List<JsonFeed.Sighting> sightings) {}

    /// The article as one line of JSON, with its end.
    public String json(Item item) {
        return json(item, false, Optional.empty());
    }

    /// The same for operators, who may have what is not shown.
    ///
    /// @param hidden whether it is not for the public
    /// @param limit how much of it may be shown, where its outlet does not say it alone
    public String json(Item item, boolean hidden, Optional<Limit> limit) {
        JsonFeed.Dossier known = JsonFeed.dossier(site, item);
        Line line = new Line(
                address(item),
                address(item),
                original(item),
                Characters.legal(item.title()),
                Characters.legal(item.body().markup()),
                image(item),
                item.lang(),
                Dates.iso(item.date()),
                Dates.iso(item.changed()),
                JsonFeed.authors(item),
                tags(item),
                new Archived(
                        known.outlet(),
                        Characters.legal(item.outlet().rights().orElse("")),
                        known.sightings(),
                        known.matches(),
                        known.revision(),
                        hidden,
                        limit.map(one -> one.publish().name().toLowerCase(Locale.ROOT))
                                .orElse(""),
                        limit.map(Limit::by).map(Characters::legal).orElse("")));
        return line(line);
    }

    /// A line that tells another archive of an article that was taken down, without a word of what it said: for
    /// operators.
    public String removed(Filed.Removed removed) {
        return line(new Tombstone(
                site.at(removed.where()),
                new Removed(
                        Characters.legal(removed.outlet().orElse("")),
                        Dates.iso(removed.at()),
                        Characters.legal(removed.reason()),
                        Characters.legal(removed.by()),
                        removed.addresses().stream()
                                .map(URI::toString)
                                .map(Address::ascii)
                                .toList(),
                        removed.carried().stream().map(JsonFeed::sighting).toList())));
    }

    private static String line(Object line) {
        try {
            return JSON.writeValueAsString(line) + "\n";
        } catch (JsonProcessingException recordsOfStringsDoNotFail) {
            throw new IllegalStateException(recordsOfStringsDoNotFail);
        }
    }

    /// The first line of a CSV file.
    public static String csvHead() {
        return "id,url,external_url,title,date_published,date_modified,outlet,authors,tags,language,excerpt,content_html"
                + END;
    }

    /// The article as a line of CSV. Lists are joined by `; `.
    public String csv(Item item) {
        return Stream.of(
                                item.id().toString(),
                                address(item),
                                Listing.original(site, item),
                                item.title(),
                                Dates.iso(item.date()),
                                Dates.iso(item.changed()),
                                item.outlet().name(),
                                String.join("; ", item.authors()),
                                String.join("; ", item.tags()),
                                item.lang(),
                                item.excerpt(),
                                item.body().markup())
                        .map(Dump::cell)
                        .collect(Collectors.joining(","))
                + END;
    }

    /// Spreadsheets take a cell that begins so for a formula, and run it: an apostrophe in front makes it text.
    private static String cell(String value) {
        String legal = Characters.legal(value);
        boolean formula = !legal.isEmpty() && "=+-@\t\r\n".indexOf(legal.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + legal.replace("\"", "\"\"") + "\"";
    }

    /// Left out where no feed gave one: the front page of its outlet stands in for it, and in for others.
    private String original(Item item) {
        boolean told = item.sightings().isEmpty()
                || item.sightings().stream().anyMatch(seen -> seen.entry().isEmpty());
        return told ? Listing.original(site, item) : "";
    }

    private String address(Item item) {
        return Listing.address(site, item);
    }

    private static List<String> tags(Item item) {
        return item.tags().stream().map(Characters::legal).toList();
    }

    private static String image(Item item) {
        return item.picture()
                .filter(picture -> Address.isWeb(picture.url()))
                .map(picture -> Address.ascii(picture.url().toString()))
                .orElse("");
    }
}
