package dossier.store;

import dossier.model.Place;
import dossier.model.Rule;
import dossier.model.RuleVersion;
import dossier.model.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The rules, of the file and of the desk, with a number for each wording they ever had, so that a tagging can say
/// which one it was.
public final class Rules {
    private final Database database;
    private final InstantSource clock;
    private Optional<Instant> told = Optional.empty();

    /// The rules of this database.
    public Rules(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Where a rule is written.
    public enum Origin {
        /// `rules.yaml`.
        FILE,
        /// The database, by `rules add` or on the desk.
        DESK
    }

    /// A rule as it stands.
    ///
    /// @param active false: it left the file, or was removed; what it tagged stays tagged
    /// @param since when this wording was first in force
    public record Known(RuleVersion version, Origin origin, boolean active, Instant since) {
        /// The name of the rule.
        public String name() {
            return version.rule().name();
        }
    }

    /// A wording that a rule had.
    ///
    /// @param actor who wrote it; empty: it came with the file
    public record Wording(RuleVersion version, Instant since, String actor) {}

    /// Makes the store agree with the file. A rule that left it is retired: it tags nothing more, and what it tagged
    /// stays tagged. One that comes back goes on where it stopped. Rules of the desk are left alone.
    ///
    /// @return the same rules in the same order, then those of the desk, with the number of their wording
    /// @throws IllegalArgumentException where a rule of the desk has the name of one of the file, see [#clashes]
    public List<RuleVersion> sync(List<Rule> rules) {
        return database.write(handle -> {
            List<Rule> clashes = clashes(handle, rules);
            if (!clashes.isEmpty())
                throw new IllegalArgumentException(
                        "The desk has a rule " + clashes.getFirst().name() + " already");
            Map<String, Known> known = byName(handle);
            List<RuleVersion> versions = new ArrayList<>();
            for (Rule rule : rules) {
                Optional<Known> old = Optional.ofNullable(known.remove(rule.name()));
                versions.add(new RuleVersion(rule, store(handle, rule, Origin.FILE, "", old)));
            }
            for (Known left : known.values()) {
                if (left.active() && left.origin() == Origin.FILE) retire(handle, left.name());
                if (left.active() && left.origin() == Origin.DESK) versions.add(left.version());
            }
            return versions;
        });
    }

    /// The rules of a file whose name a rule of the desk has already: one of the two must be called otherwise.
    public List<Rule> clashes(List<Rule> rules) {
        return database.read(handle -> clashes(handle, rules));
    }

    private static List<Rule> clashes(Handle handle, List<Rule> rules) {
        Map<String, Known> known = byName(handle);
        return rules.stream()
                .filter(rule -> Optional.ofNullable(known.get(rule.name()))
                        .filter(there -> there.active() && there.origin() == Origin.DESK)
                        .isPresent())
                .toList();
    }

    /// Every rule there ever was, by name, in its newest wording.
    public List<Known> all() {
        return database.read(handle -> List.copyOf(byName(handle).values()));
    }

    /// The rule of this name, in force or not.
    public Optional<Known> find(String name) {
        return database.read(handle -> Optional.ofNullable(byName(handle).get(name)));
    }

    /// The rules in force.
    public List<RuleVersion> inForce() {
        return database.read(Rules::inForce);
    }

    /// The rules in force where they have changed since this was last asked, else nothing: so that whoever watches
    /// takes over what another process, the desk or a command wrote.
    public List<List<RuleVersion>> news() {
        return database.read(handle -> {
            Optional<Instant> touched = handle.createQuery("select max(touched) as touched from rule")
                    .map((row, _) -> Row.maybeInstant(row, "touched"))
                    .one();
            if (touched.equals(told)) return List.of();
            told = touched;
            return List.of(inForce(handle));
        });
    }

    /// Writes a rule of the desk: a new one, or another wording of one that is there.
    ///
    /// @return the number of its wording
    /// @throws IllegalArgumentException where the file has a rule of that name
    public int write(Rule rule, String actor) {
        return database.write(handle -> {
            Optional<Known> known = Optional.ofNullable(byName(handle).get(rule.name()));
            if (known.filter(Known::active)
                    .filter(there -> there.origin() == Origin.FILE)
                    .isPresent())
                throw new IllegalArgumentException("rules.yaml has a rule " + rule.name() + " already");
            return store(handle, rule, Origin.DESK, actor, known);
        });
    }

    /// Retires a rule of the desk. Its wordings are kept, and what it tagged stays tagged.
    ///
    /// @return false where there is none of that name
    public boolean remove(String name) {
        return database.write(handle -> {
            Optional<Known> known = Optional.ofNullable(byName(handle).get(name));
            boolean there = known.filter(rule -> rule.active() && rule.origin() == Origin.DESK)
                    .isPresent();
            if (there) retire(handle, name);
            return there;
        });
    }

    /// Every wording that a rule had, newest first.
    public List<Wording> history(String name) {
        return database.read(handle -> handle.createQuery("""
            select rule as name, version, tag, query, outlets, review, cap, since, actor
            from rule_version
            where rule = :name
            order by version desc\
            """)
                .bind("name", name)
                .map((row, _) -> new Wording(version(row), Row.instant(row, "since"), row.getString("actor")))
                .list());
    }

    /// A rule in the wording of this number.
    static Optional<RuleVersion> wording(Handle handle, String name, int version) {
        return handle.createQuery("""
            select rule as name, version, tag, query, outlets, review, cap
            from rule_version
            where rule = :name and version = :version\
            """)
                .bind("name", name)
                .bind("version", version)
                .map((row, _) -> version(row))
                .findOne();
    }

    static List<RuleVersion> inForce(Handle handle) {
        return byName(handle).values().stream()
                .filter(Known::active)
                .map(Known::version)
                .toList();
    }

    /// The rules in force as one outlet sees them.
    static Scope scope(Handle handle, String outlet) {
        List<String> tags = handle
                .createQuery("""
                    select v.tag, v.outlets
                    from rule r
                    join rule_version v on v.rule = r.name and v.version = r.version
                    where r.active and v.outlets <> '[]'
                    order by v.tag\
                    """)
                .map((row, _) -> Map.entry(row.getString("tag"), Json.list(row.getString("outlets"), String.class)))
                .stream()
                .filter(rule -> rule.getValue().contains(outlet))
                .map(rule -> TagNames.now(handle, rule.getKey()))
                .distinct()
                .toList();
        long everywhere = handle.createQuery("""
            select count(*)
            from rule r
            join rule_version v on v.rule = r.name and v.version = r.version
            where r.active and v.outlets = '[]'\
            """).mapTo(Long.class).one();
        return new Scope(tags, everywhere);
    }

    private static Map<String, Known> byName(Handle handle) {
        Map<String, Known> known = new TreeMap<>();
        handle.createQuery("""
            select r.name, r.version, r.origin, r.active, v.tag, v.query, v.outlets, v.review, v.cap, v.since
            from rule r
            join rule_version v on v.rule = r.name and v.version = r.version\
            """)
                .map((row, _) -> new Known(
                        version(row),
                        Origin.valueOf(row.getString("origin")),
                        row.getBoolean("active"),
                        Row.instant(row, "since")))
                .forEach(rule -> known.put(rule.name(), rule));
        return known;
    }

    private static RuleVersion version(ResultSet row) throws SQLException {
        String name = row.getString("name");
        Rule rule = new Rule(
                name,
                row.getString("tag"),
                row.getString("query"),
                Json.list(row.getString("outlets"), String.class),
                row.getBoolean("review"),
                row.getInt("cap"),
                new Place("rule " + name, 0));
        return new RuleVersion(rule, row.getInt("version"));
    }

    /// What makes a wording: if any of it changes, it is another.
    private static boolean sameWording(Rule one, Rule other) {
        return one.tag().equals(other.tag())
                && one.match().equals(other.match())
                && one.outlets().equals(other.outlets())
                && one.review() == other.review()
                && one.cap() == other.cap();
    }

    private int store(Handle handle, Rule rule, Origin origin, String actor, Optional<Known> known) {
        Shelves.ensure(handle, Shelves.Name.tag(TagNames.now(handle, rule.tag())));
        boolean same =
                known.filter(old -> sameWording(old.version().rule(), rule)).isPresent();
        int version = known.map(old -> old.version().version()).orElse(0) + (same ? 0 : 1);
        if (known.isEmpty()) insert(handle, rule);
        if (!same) insert(handle, rule, version, actor);
        if (!same || !known.get().active() || known.get().origin() != origin) update(handle, rule, origin, version);
        return version;
    }

    private static void insert(Handle handle, Rule rule) {
        handle.createUpdate("insert into rule (name, version, tag, active) values (:name, 0, :tag, true)")
                .bind("name", rule.name())
                .bind("tag", rule.tag())
                .execute();
    }

    private void insert(Handle handle, Rule rule, int version, String actor) {
        handle.createUpdate("""
            insert into rule_version (rule, version, tag, query, outlets, review, cap, since, actor)
            values (:name, :version, :tag, :query, :outlets, :review, :cap, :since, :actor)\
            """)
                .bind("name", rule.name())
                .bind("version", version)
                .bind("tag", rule.tag())
                .bind("query", rule.match())
                .bind("outlets", Json.of(rule.outlets()))
                .bind("review", rule.review())
                .bind("cap", rule.cap())
                .bind("since", clock.instant())
                .bind("actor", actor)
                .execute();
    }

    private void update(Handle handle, Rule rule, Origin origin, int version) {
        handle.createUpdate("""
            update rule
            set version = :version, tag = :tag, active = true, origin = :origin, touched = :now
            where name = :name\
            """)
                .bind("version", version)
                .bind("tag", rule.tag())
                .bind("origin", origin.name())
                .bind("now", clock.instant())
                .bind("name", rule.name())
                .execute();
    }

    private void retire(Handle handle, String name) {
        handle.createUpdate("update rule set active = false, touched = :now where name = :name")
                .bind("now", clock.instant())
                .bind("name", name)
                .execute();
    }
}
