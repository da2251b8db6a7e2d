package dossier.parse;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/// Cuts the items out of an RSS document without reading it as a whole: what is ill-formed in one of them does no harm
/// to the others. Elements within CDATA and comments are none.
final class ItemScanner {
    private static final int TAIL = 16;

    private final Reader in;
    private final int longest;
    private final char[] buffer = new char[1 << 16];
    private final char[] tail = new char[TAIL];
    private final StringBuilder kept = new StringBuilder();
    private int at;
    private int end;
    private long read;
    private long line = 1;
    private long begun;
    private boolean tooLong;
    private boolean opened;
    private int items;

    private enum Place {
        OUTSIDE,
        ITEM,
        CDATA,
        COMMENT
    }

    /// An item as it stands in the document.
    ///
    /// @param number from 1
    /// @param line where it begins
    /// @param markup with its tags; the beginning alone where it is too long
    /// @param tooLong whether it is longer than allowed
    /// @param ended false: the document ends within it
    record Item(int number, long line, String markup, boolean tooLong, boolean ended) {
        String where() {
            return "item " + number + ", line " + line;
        }
    }

    /// @param longest characters of an item, and of what stands before the first
    ItemScanner(Reader in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /// What stands before the first item, to be asked for first; as much of it as is allowed.
    String head() throws IOException {
        opened = scanToItem(true);
        String head = kept.toString();
        return opened ? head.substring(0, Math.max(0, head.length() - "<item>".length())) : head;
    }

    /// The next item; nothing at the end.
    Optional<Item> next() throws IOException {
        if (!opened && !scanToItem(false)) return Optional.empty();
        opened = false;
        items++;
        begun = line;
        kept.setLength(0);
        kept.append("<item>");
        tooLong = false;
        boolean ended = scanItem();
        return Optional.of(new Item(items, begun, kept.toString(), tooLong, ended));
    }

    private boolean scanToItem(boolean keep) throws IOException {
        kept.setLength(0);
        Place place = Place.OUTSIDE;
        for (int c = step(); c >= 0; c = step()) {
            if (keep) keep((char) c);
            place = inside(place, Place.OUTSIDE, (char) c);
            if (place == Place.OUTSIDE && isItemTag((char) c)) return true;
        }
        return false;
    }

    /// An item ends with its end tag, or where its end tag is missing, with the begin of the next.
    private boolean scanItem() throws IOException {
        Place place = Place.ITEM;
        for (int c = step(); c >= 0; c = step()) {
            keep((char) c);
            place = inside(place, Place.ITEM, (char) c);
            if (place != Place.ITEM || c != '>') continue;
            if (endsWith("</item>")) return true;
            if (endsWith("<item>")) {
                if (!tooLong) kept.setLength(kept.length() - "<item>".length());
                opened = true;
                return true;
            }
        }
        return false;
    }

    private Place inside(Place place, Place around, char c) {
        return switch (place) {
            case OUTSIDE, ITEM -> {
                if (c == '[' && endsWith("<![CDATA[")) yield Place.CDATA;
                yield c == '-' && endsWith("<!--") ? Place.COMMENT : place;
            }
            case CDATA -> c == '>' && endsWith("]]>") ? around : place;
            case COMMENT -> c == '>' && endsWith("-->") ? around : place;
        };
    }

    private boolean isItemTag(char c) {
        return c == '>' && endsWith("<item>");
    }

    private void keep(char c) {
        if (kept.length() < longest) kept.append(c);
        else tooLong = true;
    }

    private boolean endsWith(String word) {
        if (read < word.length()) return false;
        for (int i = 0; i < word.length(); i++) {
            if (tail[(int) ((read - word.length() + i) % TAIL)] != word.charAt(i)) return false;
        }
        return true;
    }

    private int step() throws IOException {
        if (at == end) {
            end = in.read(buffer, 0, buffer.length);
            at = 0;
            if (end <= 0) {
                end = 0;
                return -1;
            }
        }
        char c = buffer[at++];
        tail[(int) (read++ % TAIL)] = c;
        if (c == '\n') line++;
        return c;
    }
}
