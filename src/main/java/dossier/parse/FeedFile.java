package dossier.parse;

import dossier.model.Entry;
import dossier.model.Filed;
import dossier.model.Tagging;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// A feed as a file: its entries with the text that they carry.
final class FeedFile implements FileReader {
    private final Iterator<Entry> entries;
    private final long bytes;
    private int number;

    FeedFile(List<Entry> entries, long bytes) {
        this.entries = entries.iterator();
        this.bytes = bytes;
    }

    @Override
    public Optional<Filed> next() {
        if (!entries.hasNext()) return Optional.empty();
        Entry entry = entries.next();
        number++;
        return Optional.of(
                new Filed.Post("entry " + number, entry, Optional.empty(), List.of(), tags(entry.categories())));
    }

    /// Categories as the tags of whoever hands in the file.
    static List<Tagging> tags(List<String> categories) {
        return categories.stream()
                .map(name -> Tagging.decided(name, Filed.ACTOR))
                .toList();
    }

    @Override
    public long reached() {
        return bytes;
    }

    @Override
    public void close() {}
}
