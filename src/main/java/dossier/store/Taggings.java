package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import dossier.model.Hit;
import dossier.model.Kept;
import dossier.model.Match;
import dossier.model.Matched;
import dossier.model.Rule;
import dossier.model.Tagging;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// What the rules say of the articles. The last step of an article's way: with it the sighting is done.
public final class Taggings {
    private final Database database;
    private final InstantSource clock;
    private final Standing standing;
    private final Filings filings;

    /// The taggings of this database.
    public Taggings(Database database, Outlets outlets, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.standing = new Standing(outlets);
        this.filings = new Filings(outlets);
    }

    enum State {
        IN_FORCE,
        /// Waits for a curator.
        PENDING,
        WITHDRAWN
    }

    /// Makes the article's taggings those of the matches, shows or hides it accordingly, tells the diary what
    /// is new, and marks the sighting as done: all of it or nothing. Run again, it changes nothing.
    ///
    /// What a retired rule said stays. A match found in an older revision than the newest is passed over: the
    /// thread that brought the newest brings its matches too.
    ///
    /// Nobody is told yet: who tells sees to it that a kill takes back nothing of it ([Database#flush(long)]).
    ///
    /// @return the change, or nothing where there was none
    public List<Change> keep(Matched matched) {
        Kept kept = matched.kept();
        return database.write(handle -> {
            Instant now = clock.instant();
            boolean first = kept.sighting()
                    .filter(sighting -> SightingTable.done(handle, sighting, now))
                    .isPresent();
            if (first) kept.sighting().ifPresent(sighting -> Additions.approve(handle, sighting, kept.id(), now));
            if (newestRevision(handle, kept.id()) == kept.revision())
                set(handle, matched, known(handle, kept.id()), Stored::active, true, now, Witness.NONE);
            if (first) filings.settle(handle, kept.sighting().orElseThrow(), kept.id(), now);
            return standing
                    .settle(handle, kept.id().value(), now)
                    .or(() -> standing.sighted(handle, kept.id().value(), first, now))
                    .stream()
                    .toList();
        });
    }

    static Tagging tagging(ResultSet row) throws SQLException {
        return new Tagging(
                row.getString("tag"),
                row.getString("rule"),
                row.getInt("version"),
                Json.list(row.getString("hits"), Hit.class));
    }

    static int newestRevision(Handle handle, ArticleId article) {
        return handle.createQuery("select revision from article where id = :id for update")
                .bind("id", article.value())
                .mapTo(Integer.class)
                .one();
    }

    /// What a rule said of the article before.
    ///
    /// @param active whether the rule is still in force
    record Stored(Tagging tagging, State state, String reason, Instant at, boolean active) {}

    /// Told of each row that is changed.
    interface Witness {
        /// A row became another.
        ///
        /// @param was nothing where there was no row
        void changed(String rule, Optional<Stored> was, Stored became);

        /// Nobody wants to know.
        Witness NONE = (_, _, _) -> {};
    }

    /// Makes what these rules say of the article the matches, and leaves what others say.
    ///
    /// @param known what is said now, by rule
    /// @param about whose taggings are withdrawn where there is no match
    /// @param capped false: the cap of a rule does not count, a curator wants it so
    static void set(
            Handle handle,
            Matched matched,
            Map<String, Stored> known,
            Predicate<Stored> about,
            boolean capped,
            Instant now,
            Witness witness) {
        Kept kept = matched.kept();
        Map<String, Stored> left = new HashMap<>(known);
        Noted noted = new Noted(witness);
        for (Match match : matched.matches()) {
            Optional<Stored> old =
                    Optional.ofNullable(left.remove(match.rule().rule().name()));
            set(handle, kept, match, old, capped, now, noted);
        }
        for (Stored stored : left.values()) {
            if (about.test(stored) && stored.state() != State.WITHDRAWN)
                write(handle, kept.id(), Optional.of(stored), withdrawn(stored, now), noted);
        }
        if (noted.counts) Standing.explainedOtherwise(handle, kept.id());
    }

    /// Notes whether anything changed that the public sees.
    private static final class Noted implements Witness {
        private final Witness other;
        private boolean counts;

        Noted(Witness other) {
            this.other = other;
        }

        @Override
        public void changed(String rule, Optional<Stored> was, Stored became) {
            counts |= became.state() == State.IN_FORCE
                    || was.filter(row -> row.state() == State.IN_FORCE).isPresent();
            other.changed(rule, was, became);
        }
    }

    private static void set(
            Handle handle, Kept kept, Match match, Optional<Stored> old, boolean capped, Instant now, Witness witness) {
        Rule rule = match.rule().rule();
        String tag = TagNames.now(handle, rule.tag());
        Tagging tagging = new Tagging(tag, rule.name(), match.rule().version(), match.hits());
        boolean review = kept.outlet().review() || rule.review();
        Outcome outcome = Outcome.of(
                review,
                rule.cap(),
                old.map(Stored::state),
                old.map(Stored::reason).orElse(""),
                () -> capped && isFull(handle, rule.name(), rule.cap(), now));
        Stored fresh = new Stored(tagging, outcome.state(), outcome.reason(), now, true);
        boolean same = old.isPresent()
                && old.get().state() == fresh.state()
                && old.get().reason().equals(fresh.reason())
                && old.get().tagging().equals(tagging);
        if (!same) write(handle, kept.id(), old, fresh, witness);
    }

    /// Where a match leads.
    record Outcome(State state, String reason) {
        private static final Outcome IN_FORCE = new Outcome(State.IN_FORCE, "");
        private static final Outcome CAP = new Outcome(State.PENDING, "CAP");

        /// What is in force stays so: review was asked for later, and is for what comes then. What a cap held back
        /// waits for a curator as long as the rule has one.
        ///
        /// @param old what the rule said of the article before, and why it waited
        static Outcome of(boolean review, int cap, Optional<State> old, String reason, BooleanSupplier full) {
            if (old.filter(state -> state == State.IN_FORCE).isPresent()) return IN_FORCE;
            if (review) return new Outcome(State.PENDING, "REVIEW");
            if (cap == 0) return IN_FORCE;
            boolean heldBack = old.filter(state -> state == State.PENDING).isPresent() && reason.equals("CAP");
            return heldBack || full.getAsBoolean() ? CAP : IN_FORCE;
        }
    }

    /// Whether the rule tagged as much as it may, since midnight in Greenwich. Its row is locked, so that no two
    /// articles take the last place.
    private static boolean isFull(Handle handle, String rule, int cap, Instant now) {
        handle.createQuery("select name from rule where name = :rule for update")
                .bind("rule", rule)
                .mapTo(String.class)
                .findOne();
        long today = handle.createQuery("""
            select count(*) from tagging where rule = :rule and at >= :since and state = 'IN_FORCE'\
            """)
                .bind("rule", rule)
                .bind("since", now.truncatedTo(ChronoUnit.DAYS))
                .mapTo(Long.class)
                .one();
        return today >= cap;
    }

    /// What the rules say of an article, by rule.
    static Map<String, Stored> known(Handle handle, ArticleId article) {
        return known(handle, List.of(article.value())).getOrDefault(article.value(), Map.of());
    }

    /// What the rules say, by article and rule.
    static Map<Long, Map<String, Stored>> known(Handle handle, List<Long> articles) {
        Map<Long, Map<String, Stored>> known = new HashMap<>();
        if (articles.isEmpty()) return known;
        handle.createQuery("""
            select t.article_id, t.tag, t.rule, t.version, t.hits, t.state, t.reason, t.at, r.active
            from tagging t
            join rule r on r.name = t.rule
            where t.article_id in (<ids>)\
            """)
                .bindList("ids", articles)
                .map((row, _) -> Map.entry(row.getLong("article_id"), stored(row)))
                .forEach(entry -> known.computeIfAbsent(entry.getKey(), _ -> new HashMap<>())
                        .put(entry.getValue().tagging().rule(), entry.getValue()));
        return known;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                tagging(row),
                State.valueOf(row.getString("state")),
                row.getString("reason"),
                Row.instant(row, "at"),
                row.getBoolean("active"));
    }

    private static Stored withdrawn(Stored stored, Instant now) {
        return new Stored(stored.tagging(), State.WITHDRAWN, "", now, stored.active());
    }

    /// Times are kept to the microsecond, and the witness is told what is kept.
    private static void write(Handle handle, ArticleId article, Optional<Stored> old, Stored fresh, Witness witness) {
        put(handle, article, old.isPresent(), fresh);
        Instant kept = fresh.at().truncatedTo(ChronoUnit.MICROS);
        witness.changed(
                fresh.tagging().rule(),
                old,
                new Stored(fresh.tagging(), fresh.state(), fresh.reason(), kept, fresh.active()));
    }

    /// Writes a row as it is given.
    static void put(Handle handle, ArticleId article, boolean there, Stored row) {
        String sql = there ? """
            update tagging
            set version = :version, tag = :tag, hits = :hits, state = :state, reason = :reason, at = :at
            where article_id = :article and rule = :rule\
            """ : """
                insert into tagging (article_id, rule, version, tag, hits, state, reason, at)
                values (:article, :rule, :version, :tag, :hits, :state, :reason, :at)\
                """;
        handle.createUpdate(sql)
                .bind("article", article.value())
                .bind("rule", row.tagging().rule())
                .bind("version", row.tagging().version())
                .bind("tag", row.tagging().tag())
                .bind("hits", Json.of(row.tagging().hits()))
                .bind("state", row.state().name())
                .bind("reason", row.reason())
                .bind("at", row.at())
                .execute();
    }

    /// Takes a row away, as if the rule had never matched.
    static void remove(Handle handle, ArticleId article, String rule) {
        handle.createUpdate("delete from tagging where article_id = :article and rule = :rule")
                .bind("article", article.value())
                .bind("rule", rule)
                .execute();
    }
}
