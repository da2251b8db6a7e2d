package dossier.poll;

import dossier.model.Entry;
import dossier.model.Pulse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// Fingerprints of a body's entries: they tell which entries of the next body are new, and whether some were missed.
///
/// An entry is known again by its key, its address or its title: some feeds give new ids, or new addresses with a
/// session in them, at every visit.
final class Prints {
    /// The newest of the entries are enough: they are the last to leave.
    private static final int MOST = 200;

    /// A shorter title, such as "Photo of the day", may well be another entry's as well.
    private static final int TELLING_TITLE = 16;

    /// A body that holds one entry only never shows whether there was another in between.
    private static final int FEWEST = 2;

    /// What a body holds that the one before did not.
    ///
    /// @param fresh the new entries, in the feed's order
    /// @param missed true: entries came and went between the two
    record Compared(List<Entry> fresh, boolean missed) {}

    /// 0 where an entry has none, or shares it with another.
    private record Print(int key, int link, int title) {
        boolean isAmong(Set<Integer> keys, Set<Integer> links, Set<Integer> titles) {
            return keys.contains(key) || (link != 0 && links.contains(link)) || (title != 0 && titles.contains(title));
        }
    }

    private Prints() {}

    static Pulse.Window of(List<Entry> entries, Instant read) {
        List<Entry> newest = newestFirst(entries);
        List<Print> prints = prints(newest.subList(0, Math.min(MOST, newest.size())));
        ByteBuffer bytes = ByteBuffer.allocate(prints.size() * 12);
        prints.forEach(print -> bytes.putInt(print.key).putInt(print.link).putInt(print.title));
        return new Pulse.Window(
                Base64.getEncoder().withoutPadding().encodeToString(bytes.array()),
                entries.size(),
                newest(entries, read),
                Optional.of(read));
    }

    static Compared compare(Pulse.Window before, List<Entry> entries) {
        List<Print> old = read(before.prints());
        List<Print> now = prints(entries);
        List<Entry> fresh = new ArrayList<>();
        Known known = Known.of(old);
        for (int i = 0; i < now.size(); i++) if (!known.knows(now.get(i))) fresh.add(entries.get(i));
        boolean comparable = old.size() >= FEWEST && now.size() >= FEWEST;
        return new Compared(fresh, comparable && missed(old, Known.of(now), fresh, before.newest()));
    }

    /// What a feed shows is its newest entries, so whatever came, the newest of the old ones are the last to go. None
    /// left at all: entries were missed. Only old ones left, and all others newer: those left are pinned.
    private static boolean missed(List<Print> old, Known now, List<Entry> fresh, Optional<Instant> newest) {
        long left = old.stream().filter(now::knows).count();
        if (left == 0) return true;
        boolean newestLeft = old.subList(0, (old.size() + 1) / 2).stream().anyMatch(now::knows);
        return !newestLeft
                && left * 4 <= old.size()
                && newest.isPresent()
                && !fresh.isEmpty()
                && fresh.stream()
                        .allMatch(entry ->
                                entry.published().filter(newest.get()::isBefore).isPresent());
    }

    private record Known(Set<Integer> keys, Set<Integer> links, Set<Integer> titles) {
        static Known of(List<Print> prints) {
            Known known = new Known(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (Print print : prints) {
                known.keys.add(print.key);
                known.links.add(print.link);
                known.titles.add(print.title);
            }
            return known;
        }

        boolean knows(Print print) {
            return print.isAmong(keys, links, titles);
        }
    }

    /// By date where every entry has one; else as the feed has them.
    private static List<Entry> newestFirst(List<Entry> entries) {
        boolean dated = entries.stream().allMatch(entry -> entry.published().isPresent());
        if (!dated) return entries;
        return entries.stream()
                .sorted(Comparator.comparing((Entry entry) -> entry.published().orElseThrow())
                        .reversed())
                .toList();
    }

    private static Optional<Instant> newest(List<Entry> entries, Instant read) {
        return entries.stream()
                .flatMap(entry -> entry.published().stream())
                .filter(at -> !at.isAfter(read))
                .max(Comparator.naturalOrder());
    }

    private static List<Print> prints(List<Entry> entries) {
        Map<String, Integer> links = new HashMap<>();
        Map<String, Integer> titles = new HashMap<>();
        for (Entry entry : entries) {
            links.merge(link(entry), 1, Integer::sum);
            titles.merge(entry.title(), 1, Integer::sum);
        }
        return entries.stream()
                .map(entry -> new Print(
                        print(entry.key()),
                        links.getOrDefault(link(entry), 1) > 1 ? 0 : print(link(entry)),
                        isTelling(entry.title(), titles) ? print(entry.title()) : 0))
                .toList();
    }

    private static boolean isTelling(String title, Map<String, Integer> uses) {
        return title.length() >= TELLING_TITLE && uses.getOrDefault(title, 1) == 1;
    }

    private static String link(Entry entry) {
        return entry.link().map(URI::toString).orElse("");
    }

    private static int print(String text) {
        if (text.isEmpty()) return 0;
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }

    private static List<Print> read(String prints) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(prints));
        List<Print> read = new ArrayList<>();
        while (bytes.remaining() >= 12) read.add(new Print(bytes.getInt(), bytes.getInt(), bytes.getInt()));
        return read;
    }
}
