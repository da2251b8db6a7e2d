package dossier.model;

import java.util.Map;
import java.util.Optional;

/// A GET request, reduced to what an answer may depend on. All else is dropped at the door.
///
/// @param path without query
/// @param params parts of the path named by the route, and query parameters; a part of the path wins
/// @param ifNoneMatch as sent
/// @param ifModifiedSince as sent
public record Request(
        String path, Map<String, String> params, Optional<String> ifNoneMatch, Optional<String> ifModifiedSince) {
    public Request {
        params = Map.copyOf(params);
    }

    /// A parameter, empty where there is none.
    public String param(String name) {
        return params.getOrDefault(name, "");
    }

    /// `page`, from 1; 1 where it is missing or no number.
    public int page() {
        String page = param("page");
        return page.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(page) : 1;
    }
}
