package dossier.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dossier.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;

/// Files with articles that another system wrote: tells what they are, and opens them.
public final class ArticleFiles {
    private static final int HEAD = 64 << 10;

    /// A feed is read whole, so that its size has a limit; far larger ones than servers send.
    private static final int LARGEST_FEED = 64 << 20;

    private static final int MOST_ENTRIES = 50_000;
    private static final JsonFactory JSON = new JsonFactory();

    private ArticleFiles() {}

    /// A file that is of none of the kinds. The message goes on after its name.
    public static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /// What a file is, by what stands in it.
    public static FileKind kind(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = Decoder.decode(in.readNBytes(HEAD), "").stripLeading();
            if (head.startsWith("{")) return isFeed(head) ? FileKind.FEED : FileKind.JSONL;
            if (!head.startsWith("<")) throw new Unreadable("is no WordPress export, no JSON lines and no feed");
            return head.contains("wordpress.org/export/") || head.contains("<wp:wxr_version")
                    ? FileKind.WXR
                    : FileKind.FEED;
        }
    }

    /// A JSON Feed is one object with items, and names its version first; a line has an end, and other names.
    private static boolean isFeed(String head) {
        try (JsonParser json = JSON.createParser(head)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("items")) return true;
                if (name.equals("version") && json.getValueAsString("").contains("jsonfeed.org")) return true;
                json.skipChildren();
            }
            return false;
        } catch (IOException cutOff) {
            return false;
        }
    }

    /// Opens a file.
    ///
    /// @param home front page of the outlet, the base of addresses that are written without one
    /// @param zone of dates that name none
    /// @param now no date lies far behind it
    public static FileReader open(Path file, FileKind kind, URI home, ZoneId zone, Instant now) throws IOException {
        ParseSettings settings = ParseSettings.DEFAULTS;
        return switch (kind) {
            case WXR -> Wxr.open(file, home.toString(), zone, now, settings);
            case JSONL -> new JsonLines(Files.newInputStream(file), home.toString(), zone, now, settings);
            case FEED -> feed(file, zone, now);
        };
    }

    private static FileReader feed(Path file, ZoneId zone, Instant now) throws IOException {
        if (Files.size(file) > LARGEST_FEED)
            throw new Unreadable("has more than " + LARGEST_FEED + " bytes, too many for a feed");
        ParseSettings settings =
                ParseSettings.DEFAULTS.withEntries(MOST_ENTRIES).withBytes(LARGEST_FEED);
        Bytes bytes = Bytes.of(Files.readAllBytes(file));
        return switch (new FeedReader(settings).read(bytes.toArray(), "", "", zone)) {
            case FeedReader.Outcome.Feed(FeedDocument document) ->
                new FeedFile(new Entries(settings, now).of(document), bytes.size());
            case FeedReader.Outcome.Page _ -> throw new Unreadable("is a web page, not a feed");
            case FeedReader.Outcome.Index _ -> throw new Unreadable("is an index of sitemaps, not a feed");
            case FeedReader.Outcome.Refused(String reason, boolean _) -> throw new Unreadable(reason);
        };
    }
}
