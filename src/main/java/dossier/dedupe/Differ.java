package dossier.dedupe;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dossier.model.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Compares two texts: by lines, and where asked by words. A text that is too long for that is compared by its lines
/// alone, and one with too many lines as a whole.
public final class Differ {
    private static final int MOST_LINES = 20_000;
    private static final int MOST_WORDS = 4_000;

    /// A word with what follows it up to the next.
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

    private Differ() {}

    /// What became of each line, in the order of reading.
    public static List<Edit> lines(String before, String after) {
        return compare(before.lines().toList(), after.lines().toList(), MOST_LINES);
    }

    /// What became of the words of a line; those that share a fate come together.
    public static List<Edit> words(String before, String after) {
        List<Edit> edits = new ArrayList<>();
        for (Edit word : compare(split(before), split(after), MOST_WORDS)) {
            boolean joins = !edits.isEmpty() && edits.getLast().kind() == word.kind();
            if (joins) edits.add(new Edit(word.kind(), edits.removeLast().text() + word.text()));
            else edits.add(word);
        }
        return edits;
    }

    private static List<String> split(String line) {
        return line.isEmpty() ? List.of() : List.of(BETWEEN_WORDS.split(line));
    }

    private static List<Edit> compare(List<String> before, List<String> after, int most) {
        List<Edit> edits = new ArrayList<>();
        if (before.size() > most || after.size() > most) {
            add(edits, Edit.Kind.TAKEN, before);
            add(edits, Edit.Kind.ADDED, after);
            return edits;
        }
        int done = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            int at = delta.getSource().getPosition();
            add(edits, Edit.Kind.KEPT, before.subList(done, at));
            add(edits, Edit.Kind.TAKEN, delta.getSource().getLines());
            add(edits, Edit.Kind.ADDED, delta.getTarget().getLines());
            done = at + delta.getSource().size();
        }
        add(edits, Edit.Kind.KEPT, before.subList(done, before.size()));
        return edits;
    }

    private static void add(List<Edit> edits, Edit.Kind kind, List<String> texts) {
        texts.forEach(text -> edits.add(new Edit(kind, text)));
    }
}
