package dossier.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The tables that a database has, as it tells of them itself: so no table is ever forgotten in a backup.
final class Schema {
    private static final String FLYWAYS_OWN = "flyway_schema_history";

    private Schema() {}

    /// What a column holds.
    enum Type {
        TEXT,
        NUMBER,
        REAL,
        TRUTH,
        TIME,
        BYTES;

        static Type of(String name) {
            String type = name.toLowerCase(Locale.ROOT);
            if (type.startsWith("timestamp")) return TIME;
            if (type.equals("boolean")) return TRUTH;
            if (type.equals("bigint") || type.equals("integer") || type.equals("smallint")) return NUMBER;
            if (type.startsWith("double") || type.equals("real")) return REAL;
            if (type.startsWith("character") || type.equals("text")) return TEXT;
            if (type.startsWith("binary") || type.equals("bytea")) return BYTES;
            throw new IllegalStateException("No backup can hold a column of the type " + name);
        }
    }

    /// @param columns in alphabetical order
    /// @param key names of the columns of its primary key
    /// @param counted true: the database gives its `id` out
    record Table(String name, Map<String, Type> columns, List<String> key, boolean counted) {}

    /// All tables, each after those that it refers to.
    static List<Table> tables(Handle handle) {
        Map<String, Table> tables = new TreeMap<>();
        handle.createQuery("""
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE'
            order by table_name\
            """)
                .mapTo(String.class)
                .filter(name -> !name.equals(FLYWAYS_OWN))
                .forEach(name -> tables.put(name, table(handle, name)));
        Map<String, Set<String>> parents = parents(handle);
        Map<String, Table> ordered = new LinkedHashMap<>();
        tables.keySet().forEach(name -> place(name, tables, parents, new LinkedHashSet<>(), ordered));
        return List.copyOf(ordered.values());
    }

    private static void place(
            String name,
            Map<String, Table> tables,
            Map<String, Set<String>> parents,
            Set<String> above,
            Map<String, Table> ordered) {
        if (ordered.containsKey(name)) return;
        if (!above.add(name)) throw new IllegalStateException("Tables refer to each other in a circle: " + above);
        for (String parent : parents.getOrDefault(name, Set.of())) place(parent, tables, parents, above, ordered);
        above.remove(name);
        Table table = tables.get(name);
        if (table != null) ordered.put(name, table);
    }

    private static Table table(Handle handle, String name) {
        Map<String, Type> columns = new TreeMap<>();
        List<String> counted = new ArrayList<>();
        handle.createQuery("""
            select column_name, data_type, is_identity from information_schema.columns
            where table_schema = 'public' and table_name = :table\
            """)
                .bind("table", name)
                .map((row, _) -> {
                    if (row.getString("is_identity").equals("YES")) counted.add(row.getString("column_name"));
                    return columns.put(row.getString("column_name"), Type.of(row.getString("data_type")));
                })
                .list();
        return new Table(name, columns, key(handle, name), counted.contains("id"));
    }

    private static List<String> key(Handle handle, String table) {
        return handle.createQuery("""
            select k.column_name
            from information_schema.table_constraints c
            join information_schema.key_column_usage k
                on k.constraint_name = c.constraint_name and k.table_name = c.table_name
                    and k.table_schema = c.table_schema
            where c.table_schema = 'public' and c.table_name = :table and c.constraint_type = 'PRIMARY KEY'
            order by k.ordinal_position\
            """).bind("table", table).mapTo(String.class).list();
    }

    private static Map<String, Set<String>> parents(Handle handle) {
        Map<String, Set<String>> parents = new TreeMap<>();
        handle.createQuery("""
            select c.table_name as child, u.table_name as parent
            from information_schema.referential_constraints r
            join information_schema.table_constraints c
                on c.constraint_name = r.constraint_name and c.constraint_schema = r.constraint_schema
            join information_schema.table_constraints u
                on u.constraint_name = r.unique_constraint_name and u.constraint_schema = r.unique_constraint_schema
            where c.table_schema = 'public'\
            """)
                .map((row, _) -> Map.entry(row.getString("child"), row.getString("parent")))
                .filter(pair -> !pair.getKey().equals(pair.getValue()))
                .forEach(pair -> parents.computeIfAbsent(pair.getKey(), _ -> new LinkedHashSet<>())
                        .add(pair.getValue()));
        return parents;
    }
}
