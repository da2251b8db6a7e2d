package dossier.extract;

import dossier.model.SafeHtml;
import java.util.ArrayList;
import java.util.List;

/// One line of text with its inline markup: what a paragraph, a heading or a list item holds.
///
/// @param html safe inline markup
/// @param text the same, plain
/// @param links how many characters of the text are links
record Line(String html, String text, int links) {
    static final Line EMPTY = new Line("", "", 0);

    static Line of(String text) {
        return new Line(SafeHtml.escape(text), text, 0);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean isLink() {
        return !text.isEmpty() && links * 10 >= text.length() * 8;
    }

    /// Writes a line. Every element it opens, it closes; an element without text is not written at all.
    static final class Writer {
        private static final int SOME_WORDS = 128;

        private final StringBuilder html = new StringBuilder(SOME_WORDS);
        private final StringBuilder text = new StringBuilder(SOME_WORDS);
        private final List<Open> open = new ArrayList<>();
        private int links;
        private boolean space;
        /// How many of the open elements are links, and how many are not written yet.
        private int openLinks;
        private int unwritten;

        private static final class Open {
            final String name;
            final String tag;
            boolean written;

            Open(String name, String tag) {
                this.name = name;
                this.tag = tag;
            }
        }

        void open(String name, String tag) {
            open.add(new Open(name, tag));
            unwritten++;
            if (name.equals("a")) openLinks++;
        }

        void close() {
            Open last = open.removeLast();
            if (!last.written) unwritten--;
            if (last.name.equals("a")) openLinks--;
            if (last.written) html.append("</").append(last.name).append('>');
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        void text(String raw) {
            int from = 0;
            for (int i = 0; i < raw.length(); i++) {
                char c = raw.charAt(i);
                if (isPlain(c)) continue;
                if (i > from) run(raw, from, i);
                from = i + 1;
                if (c <= ' ' || c == '\u00a0' || c == '\u2028' || c == '\u2029' || c == '\u3000') space = true;
                else if (c != '\u00ad' && c != '\u200b' && c != '\ufeff' && c != '\u2060') letter(c);
            }
            if (raw.length() > from) run(raw, from, raw.length());
        }

        /// Neither space nor sign of markup, whatever the script.
        private static boolean isPlain(char c) {
            return c > ' '
                    && (c < 0x7f
                            ? c != '&' && c != '<' && c != '>'
                            : c != '\u00a0'
                                    && c != '\u00ad'
                                    && (c < 0x2000 || (c > 0x206f && c != '\u3000' && c != '\ufeff')));
        }

        private void run(String raw, int from, int to) {
            begin();
            text.append(raw, from, to);
            html.append(raw, from, to);
            if (inLink()) links += to - from;
        }

        /// The space that is due, and the marks that open here.
        private void begin() {
            if (space && !text.isEmpty()) {
                html.append(' ');
                text.append(' ');
                if (inLink()) links++;
            }
            space = false;
            if (unwritten > 0) writeOpen();
        }

        private void letter(char c) {
            begin();
            text.append(c);
            if (inLink()) links++;
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                default -> html.append(c);
            }
        }

        private void writeOpen() {
            for (Open each : open) {
                if (!each.written) html.append(each.tag);
                each.written = true;
            }
            unwritten = 0;
        }

        private boolean inLink() {
            return openLinks > 0;
        }

        void space() {
            space = true;
        }

        /// A break within the line, where there is something to break.
        void lineBreak() {
            if (text.isEmpty()) return;
            if (unwritten > 0) return;
            html.append("<br>");
            space = false;
            text.append(' ');
        }

        /// The line so far; what was open stays open for the next one.
        Line take() {
            if (text.isEmpty()) {
                space = false;
                return EMPTY;
            }
            for (int i = open.size() - 1; i >= 0; i--) {
                if (open.get(i).written)
                    html.append("</").append(open.get(i).name).append('>');
                open.get(i).written = false;
            }
            unwritten = open.size();
            String markup = html.toString();
            while (markup.endsWith("<br>"))
                markup = markup.substring(0, markup.length() - 4).stripTrailing();
            Line line = new Line(markup, text.toString().strip(), links);
            html.setLength(0);
            text.setLength(0);
            links = 0;
            space = false;
            return line;
        }
    }
}
