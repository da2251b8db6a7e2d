package dossier.publish;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dossier.publish.Schema.Form;
import dossier.publish.Schema.Says;
import java.util.List;
import java.util.Optional;

/// What the API writes. The records are the contract: the document is made of them, and so is every answer. Names are
/// written `in_snake_case`; what is an `Optional` is left out where it is empty.
final class ApiText {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    private ApiText() {}

    @Says("A page of a list of articles")
    record Articles(
            List<Article> articles,

            @Says("Where the list goes on; left out on the last page") @Form("uri")
            Optional<String> next) {}

    @Says("An article as far as its outlet lets it out")
    record Article(
            @Says("Its number, for ever") long id,

            @Says("Its address in this archive, for ever") @Form("uri")
            String url,

            @Says("The original") @Form("uri") String link,
            String title,
            @Says("BCP 47; left out where it is not known") Optional<String> language,
            List<String> authors,
            OutletName outlet,

            @Says("When it was published; where that is unknown, last changed or first seen") @Form("date-time")
            String published,

            @Says("When the archive last changed it") @Form("date-time")
            String changed,

            @Says("Counts what the original said, from 1") int revision,
            @Says("The licence line") Optional<String> rights,

            @Says("Plain text, at most 280 characters; empty for outlets that are only linked")
            String excerpt,

            @Says("All of the text, the excerpt, or nothing, as the outlet lets it out")
            String contentHtml,

            Optional<Picture> picture,
            List<String> tags,
            @Says("Each feed that carried it, oldest first") List<Sighting> sightings,

            @Says("The story of which other articles here are versions: the number of the first of them that is"
                    + " shown. It changes when that one leaves it, or another comes before it. Left out where no"
                    + " other is shown")
            Optional<Long> story,

            @Says("The other articles of the story, by number; at most 50")
            List<Version> versions) {}

    @Says("Another outlet's version of the same text; an article of its own")
    record Version(
            long article,
            @Form("uri") String url,
            @Says("Slug of the outlet") String outlet) {}

    record OutletName(String slug, String name) {}

    @Says("The lead picture, where it stands with the outlet")
    record Picture(@Form("uri") String url, String alt) {}

    @Says("A feed that carried an article, with the headline it gave")
    record Sighting(
            @Says("Name of the outlet") String outlet,

            @Says("Address of the feed. What came by no feed has an address of these forms in its place:"
                    + " `dossier:added`, a curator or reader gave its address; `import:` and a word, it came out"
                    + " of a file of that kind: `import:jsonl`, `import:wxr`, `import:feed`")
            @Form("uri")
            String feed,

            @Says("Where the feed said that it stands; the same as `feed`, where it did not say") @Form("uri")
            String url,

            String title,
            @Form("date-time") String seen,

            @Says("Its key within the feed; left out where `url` tells it from the feed's other entries")
            Optional<String> entry) {}

    record Sightings(long article, List<Sighting> sightings) {}

    record Matches(long article, List<Match> matches) {}

    @Says("What put an article under a tag")
    record Match(
            String tag,
            @Says("Left out where a curator set it") Optional<String> rule,

            @Says("Wording of the rule; left out where a curator set it")
            Optional<Integer> version,

            List<String> words,

            @Says("The curator; left out where a rule set it")
            Optional<String> by) {}

    record Revisions(
            long article,
            List<Revision> revisions,

            @Says("Where the list goes on; left out on the last page") @Form("uri")
            Optional<String> next) {}

    record Revision(
            int number,

            @Says("When the archive noticed it") @Form("date-time")
            String at,

            String title,

            @Says("Which parts differ from the revision before")
            List<String> changed,

            String contentHtml) {}

    record Tags(
            List<Tag> tags,

            @Says("Where the list goes on; left out on the last page") @Form("uri")
            Optional<String> next) {}

    record Tag(
            String tag,
            long articles,
            @Says("Its page") @Form("uri") String url) {}

    record Outlets(
            List<Outlet> outlets,

            @Says("Where the list goes on; left out on the last page") @Form("uri")
            Optional<String> next) {}

    record Outlet(
            String slug,
            String name,
            @Says("`news` or `blog`") String kind,
            String tagline,
            @Form("uri") String home,

            @Says("How much of its text is shown: `full`, `excerpt` or `link`")
            String publish,

            @Says("The licence line") Optional<String> rights,
            long articles,
            @Says("Its page") @Form("uri") String url) {}

    record Changes(
            List<Change> changes,

            @Says("Number of the last of these lines, or what was asked with: ask with it the next time")
            long lastSeq,

            @Says("Number of the newest change there is") long newestSeq,

            @Says("The next to ask, be it at once or later") @Form("uri")
            String next) {}

    @Says("One line of the diary")
    record Change(
            @Says("1, 2, 3 and so on, without a gap") long seq,
            @Form("date-time") String at,
            long article,

            @Says("What happened: `new`, `revised`, `tagged`, `rights`, `story`, `sighted` or `removed`")
            String what,

            @Says("How the article stands now: `shown`, `hidden`, `removed` or `later`")
            String state,

            @Says("The article, where it is shown") Optional<Article> shown,

            @Says("Why and when it was taken down, where it was")
            Optional<Removal> removed,

            @Says("The line of this answer that tells, where the state is `later`")
            Optional<Long> laterSeq) {}

    record Removal(@Form("date-time") String at, String reason) {}

    @Says("What is wrong, as RFC 9457 has it")
    record Problem(
            @Says("Always about:blank: the status says it") String type,
            String title,
            int status,
            String detail,

            @Says("Since when and why it is gone, where it was taken down")
            Optional<Removal> removed) {}

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException recordsOfStringsDoNotFail) {
            throw new IllegalStateException(recordsOfStringsDoNotFail);
        }
    }

    /// The name that a component has in the answer.
    static String name(String component) {
        return ((PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE).translate(component);
    }
}
