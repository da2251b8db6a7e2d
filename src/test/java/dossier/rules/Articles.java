package dossier.rules;

import dossier.model.ArticleId;
import dossier.model.Content;
import dossier.model.Kept;
import dossier.model.Outlet;
import dossier.model.Place;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.SafeHtml;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Articles and rules for tests.
public final class Articles {
    /// When all of them were published.
    public static final Instant PUBLISHED = Instant.parse("2019-05-14T10:15:00Z");

    /// The archive's date of those that do not say when they were published.
    public static final Instant SIGHTED = Instant.parse("2021-07-01T00:00:00Z");

    private Articles() {}

    /// An article of The BBC without a headline of its own.
    public static Kept saying(String language, String text) {
        return of(1, "Untitled", text, language);
    }

    /// An article of The BBC.
    public static Kept of(long id, String title, String text, String language) {
        return kept(id, "The BBC", title, text, language, PUBLISHED);
    }

    /// An article.
    public static Kept kept(long id, String outlet, String title, String text, String language, Instant published) {
        return kept(id, outlet, title, text, language, Optional.of(published), published);
    }

    /// An article that says it was published when it cannot have been: it was seen before.
    public static Kept ahead(long id, String outlet, String text, String language) {
        return kept(
                id, outlet, "Untitled", text, language, Optional.of(Instant.parse("2031-01-01T00:00:00Z")), SIGHTED);
    }

    /// An article that does not say when it was published.
    public static Kept undated(long id, String outlet, String text, String language) {
        return kept(id, outlet, "Untitled", text, language, Optional.empty(), SIGHTED);
    }

    private static Kept kept(
            long id,
            String outlet,
            String title,
            String text,
            String language,
            Optional<Instant> published,
            Instant date) {
        Content content = new Content(
                URI.create("https://www.bbc.example/news/world-asia-" + id),
                Set.of(),
                title,
                List.of("Zhaoyin Feng", "José Álvarez"),
                published,
                Optional.empty(),
                language,
                SafeHtml.paragraph(text),
                text,
                Optional.empty(),
                List.of("World news", "Asia"),
                Content.From.PAGE);
        return new Kept(
                new ArticleId(id),
                1,
                Outlet.of(outlet, URI.create("https://www.bbc.example/")),
                content,
                date,
                Optional.empty());
    }

    /// Version 1 of a rule that applies to these outlets, or to all.
    public static RuleVersion rule(String tag, String match, String... outlets) {
        return new RuleVersion(new Rule(tag, tag, match, List.of(outlets), false, new Place("rules.yaml", 2)), 1);
    }
}
