package dossier.publish;

import dossier.model.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The description of the API as OpenAPI 3.1, made of the same [Endpoint]s by which questions are checked, and of the
/// same records that are written.
final class OpenApi {
    private static final Map<Integer, String> REFUSALS = Map.of(
            301, "It is one with another article now, whose number is in `Location`",
            400, "The question cannot be answered as it was put",
            404, "It is not there",
            409, "The archive was set back since",
            410, "It was taken down");

    private final Schema schema = new Schema();

    private OpenApi() {}

    /// The document.
    static String of(Site site) {
        return ApiText.json(new OpenApi().document(site));
    }

    private Map<String, Object> document(Site site) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Endpoint endpoint : Endpoint.ALL) paths.put(endpoint.path(), Map.of("get", operation(endpoint)));
        schema.of(ApiText.Problem.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                ordered(
                        "title",
                        site.title(),
                        "version",
                        "1",
                        "description",
                        "The archive for programs. Everything can be read and nothing changed. Answers have an"
                                + " ETag: ask with If-None-Match, and what did not change costs nothing. HEAD"
                                + " is answered like GET, without the body."));
        document.put("servers", List.of(Map.of("url", site.at(""))));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schema.records()));
        return document;
    }

    private Map<String, Object> operation(Endpoint endpoint) {
        Map<String, Object> answers = new LinkedHashMap<>();
        answers.put("200", answer(endpoint.summary(), "application/json", schema.of(endpoint.answer())));
        answers.put("304", Map.of("description", "What you have, by its ETag, is still so"));
        for (int status : endpoint.refusals())
            answers.put(
                    String.valueOf(status),
                    answer(
                            REFUSALS.getOrDefault(status, "It cannot be answered"),
                            "application/problem+json",
                            schema.of(ApiText.Problem.class)));
        return ordered(
                "operationId", endpoint.name(),
                "summary", endpoint.summary(),
                "description", endpoint.says(),
                "parameters",
                        endpoint.parameters().stream().map(OpenApi::parameter).toList(),
                "responses", answers);
    }

    private static Map<String, Object> parameter(Parameter parameter) {
        return ordered(
                "name", parameter.name(),
                "in", parameter.inPath() ? "path" : "query",
                "required", parameter.inPath(),
                "description", parameter.says(),
                "schema", parameter.schema());
    }

    private static Map<String, Object> answer(String says, String type, Map<String, Object> schema) {
        return ordered("description", says, "content", Map.of(type, Map.of("schema", schema)));
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        return map;
    }
}
