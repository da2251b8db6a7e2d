package dossier.store;

import dossier.model.Rule;
import dossier.model.RuleVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rules, with a number for each wording they ever had, so that a tagging can say which one it was.
public final class Rules {
    private final Database database;
    private final InstantSource clock;

    /// The rules of this database.
    public Rules(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Makes the store agree with the configuration. A rule that left it is retired: it tags nothing more, and
    /// what it tagged stays tagged. One that comes back goes on where it stopped.
    ///
    /// @return the same rules in the same order, with the number of their wording
    public List<RuleVersion> sync(List<Rule> rules) {
        return database.write(handle -> {
            Map<String, Newest> known = known(handle);
            List<RuleVersion> versions = new ArrayList<>();
            for (Rule rule : rules)
                versions.add(
                        new RuleVersion(rule, store(handle, rule, Optional.ofNullable(known.remove(rule.name())))));
            known.values().stream()
                    .filter(Newest::active)
                    .forEach(gone -> retire(handle, gone.wording().name()));
            return versions;
        });
    }

    /// What makes a wording: if any of it changes, it is another.
    private record Wording(String name, String tag, String query, List<String> outlets, boolean review) {
        static Wording of(Rule rule) {
            return new Wording(rule.name(), rule.tag(), rule.match(), rule.outlets(), rule.review());
        }
    }

    private record Newest(Wording wording, int version, boolean active) {}

    private static Map<String, Newest> known(Handle handle) {
        Map<String, Newest> known = new HashMap<>();
        handle.createQuery("""
            select r.name, r.version, r.active, v.tag, v.query, v.outlets, v.review
            from rule r
            join rule_version v on v.rule = r.name and v.version = r.version\
            """)
                .map((row, _) -> newest(row))
                .forEach(newest -> known.put(newest.wording().name(), newest));
        return known;
    }

    private static Newest newest(ResultSet row) throws SQLException {
        Wording wording = new Wording(
                row.getString("name"),
                row.getString("tag"),
                row.getString("query"),
                Json.list(row.getString("outlets"), String.class),
                row.getBoolean("review"));
        return new Newest(wording, row.getInt("version"), row.getBoolean("active"));
    }

    private int store(Handle handle, Rule rule, Optional<Newest> known) {
        Shelves.ensure(handle, Shelves.Name.tag(rule.tag()));
        Wording wording = Wording.of(rule);
        boolean same = known.filter(newest -> newest.wording().equals(wording)).isPresent();
        int version = known.map(Newest::version).orElse(0) + (same ? 0 : 1);
        if (known.isEmpty()) insert(handle, rule);
        if (!same) insert(handle, wording, version);
        if (!same || !known.get().active()) update(handle, wording, version);
        return version;
    }

    private static void insert(Handle handle, Rule rule) {
        handle.createUpdate("insert into rule (name, version, tag, active) values (:name, 0, :tag, true)")
                .bind("name", rule.name())
                .bind("tag", rule.tag())
                .execute();
    }

    private void insert(Handle handle, Wording wording, int version) {
        handle.createUpdate("""
            insert into rule_version (rule, version, tag, query, outlets, review, since)
            values (:name, :version, :tag, :query, :outlets, :review, :since)\
            """)
                .bind("name", wording.name())
                .bind("version", version)
                .bind("tag", wording.tag())
                .bind("query", wording.query())
                .bind("outlets", Json.of(wording.outlets()))
                .bind("review", wording.review())
                .bind("since", clock.instant())
                .execute();
    }

    private static void update(Handle handle, Wording wording, int version) {
        handle.createUpdate("update rule set version = :version, tag = :tag, active = true where name = :name")
                .bind("version", version)
                .bind("tag", wording.tag())
                .bind("name", wording.name())
                .execute();
    }

    private static void retire(Handle handle, String name) {
        handle.createUpdate("update rule set active = false where name = :name")
                .bind("name", name)
                .execute();
    }
}
