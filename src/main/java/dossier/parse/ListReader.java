package dossier.parse;

import dossier.model.Bytes;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Fetch;
import dossier.model.Listed;
import dossier.model.Outlet;
import dossier.model.OutletList;
import dossier.model.Subscription;
import dossier.model.Validators;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks for lists of outlets and reads them.
public final class ListReader {
    private final Function<Feed, Fetch> ask;
    private final ParseSettings settings;
    private final Opml opml;

    /// @param ask the door to the web
    public ListReader(Function<Feed, Fetch> ask, ParseSettings settings) {
        this.ask = ask;
        this.settings = settings;
        this.opml = new Opml(settings);
    }

    /// What the list names now. A list that names nobody counts as unreadable: it is more likely broken than empty.
    public Listed read(OutletList list) {
        return list.isFile() ? file(list) : web(list);
    }

    private Listed file(OutletList list) {
        Path file = Path.of(list.opml());
        try (InputStream in = Files.newInputStream(file)) {
            return read(list, Bytes.of(in.readNBytes(settings.bytes() + 1)), "", file.toString());
        } catch (NoSuchFileException gone) {
            return new Listed.Unreadable(list, file + " is not there any more");
        } catch (AccessDeniedException closed) {
            return new Listed.Unreadable(list, file + " may not be read: permission denied");
        } catch (IOException unreadable) {
            return new Listed.Unreadable(list, file + " cannot be read: " + unreadable.getMessage());
        }
    }

    private Listed web(OutletList list) {
        URI url = list.opml();
        Feed asked = new Feed(
                new FeedId(0),
                Outlet.of(String.valueOf(url.getHost()), url),
                url,
                Feed.Role.FEED,
                Validators.NONE,
                Optional.empty(),
                0,
                Optional.empty());
        return switch (ask.apply(asked)) {
            case Fetch.Fresh fresh ->
                read(list, fresh.body().bytes(), fresh.body().contentType(), url.toString());
            case Fetch.Unchanged _ -> new Listed.Unreadable(list, url + " says that it is unchanged, unasked");
            case Fetch.Busy busy -> new Listed.Unreadable(list, url + " asks for a pause of " + busy.pause());
            case Fetch.Gone _ -> new Listed.Unreadable(list, url + " is gone for good (410)");
            case Fetch.Failed failed -> new Listed.Unreadable(list, url + " " + failed.reason());
        };
    }

    private Listed read(OutletList list, Bytes document, String contentType, String name) {
        try {
            List<Subscription> named = opml.read(document, contentType);
            return named.isEmpty()
                    ? new Listed.Unreadable(list, name + " names no feed")
                    : new Listed.Named(list, named);
        } catch (Opml.Unreadable unreadable) {
            return new Listed.Unreadable(list, name + " " + unreadable.getMessage());
        }
    }
}
