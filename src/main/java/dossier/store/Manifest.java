package dossier.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a backup holds, so that it can be compared with an archive.
///
/// @param format of the backup's files
/// @param made when
/// @param seq the last change of the archive then
/// @param tables by name
/// @param captures files of pages by name; empty where they were left out
/// @param withCaptures false: they were left out on purpose
public record Manifest(
        int format,
        Instant made,
        long seq,
        Map<String, Table> tables,
        Map<String, Captured> captures,
        boolean withCaptures) {
    /// What this program writes, and the newest that it reads.
    static final int FORMAT = 1;

    public Manifest {
        tables = new TreeMap<>(tables);
        captures = new TreeMap<>(captures);
    }

    /// A table.
    ///
    /// @param sha256 the sum of the digests of its rows, whatever their order: two databases sort text differently
    /// @param last the highest number that the database gave out for a row; 0 where it gives none
    public record Table(long rows, String sha256, long last) {
        static final Table NONE = new Table(0, "", 0);
    }

    /// A file of pages.
    public record Captured(long bytes, String sha256) {}

    /// All rows.
    public long rows() {
        return tables.values().stream().mapToLong(Table::rows).sum();
    }

    /// Articles, those taken down among them.
    public long articles() {
        return tables.getOrDefault("article", Table.NONE).rows();
    }

    /// Where another archive differs from this, a sentence each. A table that is empty in one and unknown to the other
    /// makes no difference.
    public List<String> differences(Manifest other) {
        List<String> differences = new ArrayList<>();
        tables.forEach((name, table) -> {
            Table there = other.tables.getOrDefault(name, Table.NONE);
            if (there.rows() != table.rows())
                differences.add("table %s: %,d rows here, %,d there".formatted(name, table.rows(), there.rows()));
            else if (table.rows() > 0 && !there.sha256().equals(table.sha256()))
                differences.add("table %s: the same number of rows, but they say something else".formatted(name));
        });
        captures.forEach((name, captured) -> {
            if (!captured.equals(other.captures.get(name))) differences.add("captures: " + name + " differs");
        });
        return differences;
    }
}
