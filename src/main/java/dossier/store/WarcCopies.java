package dossier.store;

import dossier.model.Body;
import dossier.model.Bytes;
import dossier.model.Page;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.ParsingException;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

/// What servers once answered, from a WARC file (ISO 28500, packed or not) that somebody else made. Records of other
/// kinds, of other addresses, and answers without a document are passed over.
public final class WarcCopies implements AutoCloseable {
    private final WarcReader reader;
    private final Predicate<URI> wanted;
    private final int largest;

    /// @param in the file, closed with this
    /// @param wanted addresses
    /// @param largest bytes of a document, any content coding undone; a larger one is an error
    public WarcCopies(InputStream in, Predicate<URI> wanted, int largest) throws IOException {
        this.reader = new WarcReader(Channels.newChannel(in));
        this.wanted = wanted;
        this.largest = largest;
    }

    /// The next answer; empty at the end. An error says how far the file could be read.
    public Optional<Page.Fetched> next() throws IOException {
        try {
            for (Optional<WarcRecord> record = reader.next(); record.isPresent(); record = reader.next())
                if (record.get() instanceof WarcResponse response && isWanted(response))
                    return Optional.of(page(response));
            return Optional.empty();
        } catch (IOException | RuntimeException damaged) {
            throw new IOException("is damaged at byte " + reader.position() + ": " + damaged.getMessage(), damaged);
        }
    }

    private boolean isWanted(WarcResponse response) throws IOException {
        boolean http = response.contentType().base().equals(MediaType.HTTP_RESPONSE.base());
        return http
                && address(response).filter(wanted).isPresent()
                && response.http().status() / 100 == 2;
    }

    /// What a stranger wrote down as an address may be none.
    private static Optional<URI> address(WarcResponse response) {
        try {
            return Optional.of(response.targetURI()).filter(URI::isAbsolute);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Page.Fetched page(WarcResponse response) throws IOException {
        URI address = address(response).orElseThrow();
        byte[] body = response.http().bodyDecoded().stream().readNBytes(largest + 1);
        if (body.length > largest) throw new ParsingException(address + " has more than " + largest + " bytes");
        String type = response.http().headers().first("Content-Type").orElse("");
        return new Page.Fetched(
                address, address, response.http().status(), Map.of(), new Body(Bytes.of(body), type), response.date());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
