package dossier.publish;

import dossier.model.Nearest;
import dossier.publish.Parameter.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One address of the API: the one description from which questions to it are checked and its part of the document is
/// written. `routes/web.yaml` has a route for each, and a test sees to it that it is so.
///
/// @param path with its parts in braces
/// @param name of the operation in the document
/// @param answer the record whose components are the fields of the answer
/// @param refusals statuses beside 200, each answered with a [ApiText.Problem]
record Endpoint(
        String path,
        String name,
        String summary,
        String says,
        List<Parameter> parameters,
        Class<? extends Record> answer,
        List<Integer> refusals) {
    static final String ROOT = "/api/v1";
    static final String DOCUMENT = ROOT + "/openapi.json";
    static final int MOST = 200;
    static final int MOST_CHANGES = 1_000;

    private static final int LONGEST_TEXT = 1_000;
    private static final List<Integer> OF_ARTICLE = List.of(301, 400, 404, 410);
    private static final Parameter ARTICLE =
            Parameter.part("id", new Form.Whole(1, 999_999_999_999_999_999L, Optional.empty()), "The article's number");
    private static final Parameter LIMIT = Parameter.query(
            "limit",
            new Form.Whole(1, MOST, Optional.of(50L)),
            "At most so many; an answer with long texts may hold fewer");
    private static final Parameter CURSOR = Parameter.query(
            "cursor",
            new Form.Cursor(),
            "Where the list goes on, as `next` of the answer before says. What arrives meanwhile moves nothing");

    Endpoint {
        parameters = List.copyOf(parameters);
        refusals = List.copyOf(refusals);
    }

    /// Every address there is, but for the document itself.
    static final List<Endpoint> ALL = List.of(
            new Endpoint(
                    ROOT + "/articles",
                    "articles",
                    "Articles, newest first",
                    "All that is shown, or what is left of it by the filters. Filters narrow each other.",
                    List.of(
                            Parameter.query(
                                    "q",
                                    new Form.Text(LONGEST_TEXT),
                                    "Only what matches a query, in the language of the search"),
                            Parameter.query("tag", new Form.Text(LONGEST_TEXT), "Only articles under this tag"),
                            Parameter.query("outlet", new Form.Text(200), "Only articles of this outlet, by its slug"),
                            Parameter.query("day", new Form.Day(), "Only articles of this day, in the site's zone"),
                            Parameter.query("after", new Form.Day(), "Only articles of this day and later ones"),
                            Parameter.query("before", new Form.Day(), "Only articles of days before this one"),
                            CURSOR,
                            LIMIT),
                    ApiText.Articles.class,
                    List.of(400, 404)),
            new Endpoint(
                    ROOT + "/articles/{id}",
                    "article",
                    "One article",
                    "An article that was taken down is answered with 410 and the reason, one that was merged into"
                            + " another with 301.",
                    List.of(ARTICLE),
                    ApiText.Article.class,
                    OF_ARTICLE),
            new Endpoint(
                    ROOT + "/articles/{id}/sightings",
                    "sightings",
                    "Who carried an article",
                    "Each feed that carried it, with the headline and the address it gave; oldest first.",
                    List.of(ARTICLE),
                    ApiText.Sightings.class,
                    OF_ARTICLE),
            new Endpoint(
                    ROOT + "/articles/{id}/matches",
                    "matches",
                    "Why an article stands under its tags",
                    "Which wording of which rule matched, and which words; or which curator set the tag.",
                    List.of(ARTICLE),
                    ApiText.Matches.class,
                    OF_ARTICLE),
            new Endpoint(
                    ROOT + "/articles/{id}/revisions",
                    "revisions",
                    "What an article said, newest first",
                    "Each change that the archive noticed, with as much text as the outlet lets out.",
                    List.of(ARTICLE, CURSOR, LIMIT),
                    ApiText.Revisions.class,
                    OF_ARTICLE),
            new Endpoint(
                    ROOT + "/tags",
                    "tags",
                    "Tags, by name",
                    "Each tag that has articles.",
                    List.of(CURSOR, LIMIT),
                    ApiText.Tags.class,
                    List.of(400)),
            new Endpoint(
                    ROOT + "/outlets",
                    "outlets",
                    "Outlets, by slug",
                    "Each outlet that is followed or has articles.",
                    List.of(CURSOR, LIMIT),
                    ApiText.Outlets.class,
                    List.of(400)),
            new Endpoint(
                    ROOT + "/changes",
                    "changes",
                    "The diary: what changed since a number, in order and without a gap",
                    "To mirror the archive, keep `last_seq` in the same transaction as what the lines tell, and ask"
                            + " again with it. A line tells how its article stands now, which may be newer than the"
                            + " line; then a later line tells of that again. Do what a line's `state` says: `shown`:"
                            + " put the article in place of what you have under its number; `hidden`: drop it;"
                            + " `removed`: drop it and keep the reason, it was taken down; `later`: nothing, a later"
                            + " line of this answer tells. Numbers are 1, 2, 3 and so on: one that is missing was lost"
                            + " on the way. 409 means that the archive was set back, and a mirror has to begin anew.",
                    List.of(
                            Parameter.query(
                                    "since",
                                    new Form.Whole(0, 999_999_999_999_999_999L, Optional.of(0L)),
                                    "Number of the last change that is known already"),
                            Parameter.query(
                                    "limit",
                                    new Form.Whole(1, MOST_CHANGES, Optional.of(200L)),
                                    "At most so many lines; an answer with long texts may hold fewer")),
                    ApiText.Changes.class,
                    List.of(400, 409)));

    /// The one whose path a request has.
    static Optional<Endpoint> of(String path) {
        return ALL.stream().filter(endpoint -> endpoint.parts(path).isPresent()).findFirst();
    }

    /// The values of the path's parts, where this is its path.
    private Optional<List<String>> parts(String asked) {
        String[] names = path.split("/", -1);
        String[] values = asked.split("/", -1);
        if (names.length != values.length) return Optional.empty();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (names[i].startsWith("{")) parts.add(values[i]);
            else if (!names[i].equals(values[i])) return Optional.empty();
        }
        return Optional.of(parts);
    }

    /// What is wrong with these parameters: one that is not known, lest a filter that is written wrongly lets
    /// everything through, or one whose value is not of its form.
    Optional<String> objection(Map<String, String> given) {
        Set<String> names = parameters.stream().map(Parameter::name).collect(Collectors.toSet());
        Optional<String> unknown = given.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .findFirst()
                .map(name -> "‘" + shown(name) + "’ is no parameter of " + path + Nearest.hint(name, names));
        return unknown.or(() -> parameters.stream()
                .filter(parameter -> given.containsKey(parameter.name()))
                .flatMap(parameter -> parameter.objection(given.getOrDefault(parameter.name(), "")).stream())
                .findFirst());
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }

    /// What holds where nothing is said.
    long standard(String parameter) {
        return parameters.stream()
                .filter(known -> known.name().equals(parameter))
                .map(Parameter::form)
                .mapToLong(form ->
                        form instanceof Form.Whole whole ? whole.standard().orElse(0L) : 0)
                .findFirst()
                .orElse(0);
    }
}
