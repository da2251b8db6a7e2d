package dossier.cli;

import dossier.fetch.Fetcher;
import dossier.fetch.Pauses;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.Outlet;
import dossier.model.Reading;
import dossier.model.Validators;
import dossier.parse.ParseSettings;
import dossier.parse.Parser;
import dossier.parse.Scout;
import dossier.settings.Configuration;
import dossier.settings.Form;
import dossier.settings.Mistake;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// Asks feeds and pages for a person who waits, and stores nothing.
final class Inquiry implements AutoCloseable {
    /// Requests at most for one address that a person names, and feeds that are enough.
    private static final int MOST = 24;

    private static final int ENOUGH = 10;

    private final Fetcher fetcher;
    private final Scout scout;

    Inquiry(Dossier dossier, Configuration configuration) {
        this.fetcher = House.fetcher(dossier, configuration, Pauses.FORGOTTEN);
        this.scout = new Scout(fetcher::fetch, new Parser(ParseSettings.DEFAULTS));
    }

    /// What a person typed, as an address: `daily.example` means its front page.
    static URI address(String written) {
        String plain =
                written.strip().replaceFirst("(?i)^feed:(?=https?:)", "").replaceFirst("(?i)^feed:(?=//)", "http:");
        String full = plain.contains("://") ? plain : "https://" + plain;
        try {
            return Form.address().read(full);
        } catch (Mistake mistake) {
            throw new Refused("‘%s’ %s; expected something like https://daily.example/"
                    .formatted(Table.oneLine(written), mistake.rest()));
        }
    }

    /// What stands at an address, and all that it leads to.
    Scout.Survey survey(Outlet outlet, URI address) {
        return scout.survey(outlet, address, MOST, ENOUGH);
    }

    /// The same, up to the first feed.
    Scout.Survey first(Outlet outlet, URI address) {
        return scout.survey(outlet, address, MOST, 1);
    }

    /// The address alone.
    Scout.Tried only(Outlet outlet, URI address) {
        return scout.survey(outlet, address, 0, 0).page();
    }

    /// Whether a feed answers "not modified" where it may: asked once more with the validators it gave.
    Optional<Boolean> isConditional(Scout.Tried tried, Instant now) {
        if (!(tried.visit().reading() instanceof Reading.Entries read)) return Optional.empty();
        if (read.validators().equals(Validators.NONE)) return Optional.empty();
        Feed feed = tried.visit().feed();
        Fetch again = fetcher.fetch(new Feed(
                new FeedId(0),
                feed.outlet(),
                feed.url(),
                Feed.Role.FEED,
                read.validators(),
                Optional.empty(),
                0,
                Optional.of(now)));
        return Optional.of(
                again instanceof Fetch.Unchanged unchanged && unchanged.trip().status() == 304);
    }

    /// Why there is no feed, as the rest of a sentence that began with the address.
    static String why(Scout.Tried tried) {
        return switch (tried.visit().reading()) {
            case Reading.Entries _ -> "is a feed";
            case Reading.Announced _ -> "is a page";
            case Reading.Failed failed ->
                Table.oneLine(failed.reason()).replace(tried.visit().trip().address() + " ", "");
            case Reading.Busy busy -> "asks for a pause of " + FeedLine.about(busy.pause());
            case Reading.Gone _ -> "is gone for good (410)";
            case Reading.Nothing _ -> "gave nothing";
        };
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
