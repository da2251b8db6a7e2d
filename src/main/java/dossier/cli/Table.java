package dossier.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// Columns of text, each as wide as its widest cell.
final class Table {
    private static final String GAP = "  ";
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    Table row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) row.add(oneLine(String.valueOf(cell)));
        rows.add(List.copyOf(row));
        return this;
    }

    @Override
    public String toString() {
        return rows.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    /// The same, its first column coloured.
    ///
    /// @param paint the number of the row, 0 for the head, and the text, to the text as shown
    String painted(BiFunction<Integer, String, String> paint) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            String first = rows.get(i).getFirst();
            String line = line(rows.get(i));
            if (i > 0) text.append('\n');
            text.append(paint.apply(i, first)).append(line.substring(first.length()));
        }
        return text.toString();
    }

    /// `1 article`, `1,200 articles`.
    static String articles(long many) {
        return many == 1 ? "1 article" : String.format(Locale.ROOT, "%,d articles", many);
    }

    /// What comes from outside must not steer the terminal.
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(cell);
            if (i < row.size() - 1)
                line.append(" ".repeat(width(i) - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
