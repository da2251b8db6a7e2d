package dossier.store;

import dossier.model.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The rows of a table as lines of JSON, an array each: written, added up, and read back. The first line names the
/// columns.
final class Rows {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final int AT_ONCE = 500;
    private static final int CHARACTERS_AT_ONCE = 4_000_000;

    private Rows() {}

    /// Adds up digests of rows.
    static final class Sum {
        private BigInteger sum = BigInteger.ZERO;
        private long rows;
        private long last;

        void add(String line, long id) {
            last = Math.max(last, id);
            sum = sum.add(new BigInteger(Bytes.utf8(line).sha256(), 16)).mod(MODULUS);
            rows++;
        }

        Manifest.Table table() {
            return new Manifest.Table(rows, "%064x".formatted(sum), last);
        }
    }

    /// The names of its columns, as a line.
    static String head(Schema.Table table) {
        return Json.of(List.copyOf(table.columns().keySet()));
    }

    /// Writes the rows, and adds them up.
    static Manifest.Table write(Handle handle, Schema.Table table, Writer out, LongConsumer written)
            throws IOException {
        Sum sum = new Sum();
        out.write(head(table));
        out.write('\n');
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.setFetchSize(AT_ONCE);
            try (ResultSet rows = statement.executeQuery(select(table))) {
                while (rows.next()) {
                    String line = line(rows, table);
                    sum.add(line, table.counted() ? rows.getLong("id") : 0);
                    out.write(line);
                    out.write('\n');
                    if (sum.rows % AT_ONCE == 0) written.accept(AT_ONCE);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read the table " + table.name(), e);
        }
        written.accept(sum.rows % AT_ONCE);
        return sum.table();
    }

    private static String select(Schema.Table table) {
        String columns = table.columns().keySet().stream().map(Rows::quoted).collect(Collectors.joining(", "));
        String order = table.key().stream().map(Rows::quoted).collect(Collectors.joining(", "));
        return "select " + columns + " from " + quoted(table.name()) + (order.isEmpty() ? "" : " order by " + order);
    }

    private static String line(ResultSet row, Schema.Table table) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (var column : table.columns().entrySet()) values.add(value(row, column.getKey(), column.getValue()));
        return Json.of(values);
    }

    private static @Nullable Object value(ResultSet row, String column, Schema.Type type) throws SQLException {
        Object value =
                switch (type) {
                    case TEXT -> row.getString(column);
                    case NUMBER -> row.getLong(column);
                    case REAL -> row.getDouble(column);
                    case TRUTH -> row.getBoolean(column);
                    case TIME ->
                        Row.maybeInstant(row, column).map(Instant::toString).orElse(null);
                    case BYTES ->
                        Optional.ofNullable(row.getBytes(column))
                                .map(Base64.getEncoder()::encodeToString)
                                .orElse(null);
                };
        return row.wasNull() ? null : value;
    }

    /// Fills a table that is empty.
    ///
    /// @throws IllegalStateException where the lines are none of this table
    static void read(Handle handle, Schema.Table table, BufferedReader in, LongConsumer read) throws IOException {
        String head = in.readLine();
        if (head == null)
            throw new IllegalStateException("The backup's file of the table " + table.name() + " is empty");
        List<String> columns = Json.list(head, String.class);
        columns.stream()
                .filter(column -> !table.columns().containsKey(column))
                .findFirst()
                .ifPresent(stranger -> {
                    throw new IllegalStateException(
                            "The backup is of a later version: it has a column %s.%s that is unknown here"
                                    .formatted(table.name(), stranger));
                });
        String sql = "insert into %s (%s) values (%s)"
                .formatted(
                        quoted(table.name()),
                        columns.stream().map(Rows::quoted).collect(Collectors.joining(", ")),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
        try (PreparedStatement insert = handle.getConnection().prepareStatement(sql)) {
            int waiting = 0;
            long characters = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                bind(insert, table, columns, line);
                characters += line.length();
                if (++waiting == AT_ONCE || characters > CHARACTERS_AT_ONCE) {
                    insert.executeBatch();
                    read.accept(waiting);
                    waiting = 0;
                    characters = 0;
                }
            }
            if (waiting > 0) insert.executeBatch();
            read.accept(waiting);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot fill the table " + table.name(), e);
        }
    }

    private static void bind(PreparedStatement insert, Schema.Table table, List<String> columns, String line)
            throws SQLException {
        List<?> values = Json.read(line, List.class);
        if (values.size() != columns.size())
            throw new IllegalStateException("A row of the table %s has %d values for %d columns"
                    .formatted(table.name(), values.size(), columns.size()));
        for (int i = 0; i < columns.size(); i++)
            bind(insert, i + 1, table.columns().getOrDefault(columns.get(i), Schema.Type.TEXT), values.get(i));
        insert.addBatch();
    }

    private static void bind(PreparedStatement insert, int at, Schema.Type type, @Nullable Object value)
            throws SQLException {
        if (value == null) {
            insert.setNull(at, Types.NULL);
            return;
        }
        switch (type) {
            case TEXT -> insert.setString(at, (String) value);
            case NUMBER -> insert.setLong(at, ((Number) value).longValue());
            case REAL -> insert.setDouble(at, ((Number) value).doubleValue());
            case TRUTH -> insert.setBoolean(at, (Boolean) value);
            case TIME -> insert.setObject(at, OffsetDateTime.ofInstant(Instant.parse((String) value), ZoneOffset.UTC));
            case BYTES -> insert.setBytes(at, Base64.getDecoder().decode((String) value));
        }
    }

    /// The next number that the database gives out is one that no row has.
    static void countOn(Handle handle, Schema.Table table, long last) {
        if (table.counted())
            handle.execute("alter table " + quoted(table.name()) + " alter column id restart with " + (last + 1));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// The same as [#write], without writing.
    static Manifest.Table sum(Handle handle, Schema.Table table) {
        try {
            return write(handle, table, Writer.nullWriter(), _ -> {});
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }
}
