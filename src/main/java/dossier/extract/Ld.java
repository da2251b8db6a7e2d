package dossier.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// What a page says of its article in JSON-LD.
final class Ld {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();
    /// What old pages put around a script for browsers that know none.
    private static final Pattern OPENING = Pattern.compile("^\\s*(?:<!--|//<!\\[CDATA\\[|/\\*.{0,200}?\\*/)\\s*");
    private static final int LONGEST = 1_000_000;
    private static final int DEEPEST = 6;
    private static final Set<String> ARTICLES = Set.of(
            "Article",
            "NewsArticle",
            "BlogPosting",
            "ReportageNewsArticle",
            "AnalysisNewsArticle",
            "OpinionNewsArticle",
            "BackgroundNewsArticle",
            "ReviewNewsArticle",
            "LiveBlogPosting",
            "TechArticle",
            "ScholarlyArticle",
            "Report",
            "SocialMediaPosting",
            "DiscussionForumPosting",
            "Recipe",
            "Review",
            "AdvertiserContentArticle",
            "SatiricalArticle");

    private final List<JsonNode> articles = new ArrayList<>();
    private final List<JsonNode> others = new ArrayList<>();

    static Ld of(List<Element> scripts) {
        Ld ld = new Ld();
        for (Element script : scripts) {
            String json = script.data().strip();
            if (json.length() < LONGEST) ld.read(json);
        }
        return ld;
    }

    private void read(String json) {
        try {
            String bare = OPENING.matcher(json).replaceFirst("");
            collect(JSON.readTree(bare), 0);
        } catch (JsonProcessingException broken) {
            // A page with broken JSON-LD simply says nothing in it.
            return;
        }
    }

    private void collect(JsonNode node, int depth) {
        if (depth > DEEPEST) return;
        if (node.isArray()) {
            node.forEach(each -> collect(each, depth + 1));
        } else if (node.isObject()) {
            if (isArticle(node.path("@type"))) articles.add(node);
            else others.add(node);
            collect(node.path("@graph"), depth + 1);
            collect(node.path("mainEntity"), depth + 1);
            collect(node.path("mainEntityOfPage"), depth + 1);
        }
    }

    private static boolean isArticle(JsonNode type) {
        if (type.isTextual()) return ARTICLES.contains(type.asText().replaceFirst("^https?://schema.org/", ""));
        for (JsonNode each : type) if (ARTICLES.contains(each.asText())) return true;
        return false;
    }

    /// A text of the article, empty where it is not said.
    String text(String key) {
        for (JsonNode article : articles) {
            String found = one(article.path(key));
            if (!found.isBlank()) return found.strip();
        }
        return "";
    }

    /// The same where only a `WebPage` says it.
    String pageText(String key) {
        for (JsonNode node : others) {
            if (!one(node.path("@type")).endsWith("WebPage")) continue;
            String found = one(node.path(key));
            if (!found.isBlank()) return found.strip();
        }
        return "";
    }

    private static String one(JsonNode value) {
        if (value.isValueNode() && !value.isNull()) return value.asText();
        if (value.isArray() && !value.isEmpty()) return one(value.get(0));
        if (value.isObject()) {
            if (value.has("url")) return one(value.path("url"));
            if (value.has("@id")) return one(value.path("@id"));
            return one(value.path("name"));
        }
        return "";
    }

    /// The names of those who wrote it.
    List<String> authors() {
        for (JsonNode article : articles) {
            List<String> names = new ArrayList<>();
            names(article.path("author"), names);
            if (names.isEmpty()) names(article.path("creator"), names);
            if (!names.isEmpty()) return names;
        }
        return List.of();
    }

    private void names(JsonNode value, List<String> names) {
        if (value.isTextual()) {
            names.add(value.asText());
        } else if (value.isArray()) {
            value.forEach(each -> names(each, names));
        } else if (value.isObject()) {
            if (one(value.path("@type")).endsWith("Organization")) return;
            String name = value.path("name").isArray() ? "" : value.path("name").asText("");
            if (value.path("name").isArray()) value.path("name").forEach(each -> names.add(each.asText("")));
            if (name.isBlank()) referred(value.path("@id").asText("")).ifPresent(names::add);
            else names.add(name);
        }
    }

    /// An author who is described elsewhere in the graph.
    private Optional<String> referred(String id) {
        if (id.isBlank()) return Optional.empty();
        return others.stream()
                .filter(node -> node.path("@id").asText("").equals(id)
                        && node.path("name").isTextual())
                .map(node -> node.path("name").asText())
                .findFirst();
    }

    /// All texts of a list such as `articleSection`.
    List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonNode article : articles) {
            JsonNode value = article.path(key);
            if (value.isTextual()) found.add(value.asText());
            else
                value.forEach(each -> {
                    if (each.isTextual()) found.add(each.asText());
                });
        }
        return found;
    }
}
