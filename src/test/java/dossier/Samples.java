package dossier;

import dossier.model.Article;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Markup;
import dossier.model.Outlet;
import dossier.model.SafeHtml;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.Validators;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Records for tests, with nothing said but what a test is about.
public final class Samples {
    /// The instant at which tests begin.
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    /// An outlet at `https://daily.example/`.
    public static Outlet outlet() {
        return Outlet.of("The Daily Example", URI.create("https://daily.example/"));
    }

    /// A feed that was never asked.
    public static Feed feed(Outlet outlet) {
        return new Feed(
                new FeedId(1),
                outlet,
                URI.create("https://daily.example/rss.xml"),
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty());
    }

    /// A feed that was never asked.
    public static Feed feed(URI url) {
        return new Feed(
                new FeedId(1), outlet(), url, Feed.Role.FEED, Validators.NONE, Optional.empty(), 0, Optional.empty());
    }

    /// An entry with key and link.
    public static Entry entry(String key, Optional<Instant> published) {
        return new Entry(
                key,
                Optional.of(key),
                "Entry " + key,
                Optional.of(URI.create("https://daily.example/" + key)),
                List.of(),
                published,
                Optional.empty(),
                Set.of(),
                Markup.NONE,
                Markup.NONE,
                List.of(),
                List.of(),
                Optional.empty());
    }

    /// A sighting of that entry.
    public static Sighting sighting(String key) {
        return new Sighting(new SightingId(1), feed(outlet()), entry(key, Optional.of(NOON)), NOON, 0);
    }

    /// What an article says, at `https://daily.example/story`.
    public static Content content(String title, String body, String text, Content.From from) {
        return new Content(
                URI.create("https://daily.example/story"),
                Set.of(),
                title,
                List.of(),
                Optional.of(NOON),
                Optional.empty(),
                "en",
                SafeHtml.vouchedFor(body),
                text,
                Optional.empty(),
                List.of(),
                from);
    }

    /// An article that says this.
    public static Article article(Content content) {
        return new Article(sighting("story"), Optional.empty(), content, List.of(), List.of());
    }
}
