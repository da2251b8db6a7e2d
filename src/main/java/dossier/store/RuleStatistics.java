package dossier.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// How busy the rules are, by the day on which the articles came in: a run over the archive does not count as a busy
/// day.
public final class RuleStatistics {
    /// The days before the last that tell what is usual.
    private static final int USUAL_DAYS = 28;

    /// So many times the usual, and at least so many articles, is too much.
    private static final int RUNAWAY_TIMES = 5;
    private static final int RUNAWAY_LEAST = 20;

    private final Database database;
    private final InstantSource clock;

    /// The rules of this database.
    public RuleStatistics(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What is wrong with a rule.
    public sealed interface Alarm {
        /// In words.
        String sentence();

        /// It never found anything, though enough came in.
        record Never() implements Alarm {
            @Override
            public String sentence() {
                return "never found anything";
            }
        }

        /// It found things once, and nothing for so many days.
        record Dead(long days) implements Alarm {
            @Override
            public String sentence() {
                return "nothing for %d days".formatted(days);
            }
        }

        /// It found far more within a day than it usually does.
        record Runaway(long hits, long usual) implements Alarm {
            @Override
            public String sentence() {
                return "%d in a day, usually %d".formatted(hits, usual);
            }
        }

        /// Its cap holds articles back.
        record Capped(long waiting) implements Alarm {
            @Override
            public String sentence() {
                return "its cap holds back %d".formatted(waiting);
            }
        }
    }

    /// A rule's numbers.
    ///
    /// @param inForce articles that it tags
    /// @param waiting articles for which it waits for a curator
    /// @param heldBack those of them that its cap held back
    /// @param last when the newest of its articles came in
    /// @param today articles of the last 24 hours
    /// @param before articles of the 28 days before that
    public record OfRule(long inForce, long waiting, long heldBack, Optional<Instant> last, long today, long before) {
        /// Of a rule that found nothing.
        public static final OfRule NONE = new OfRule(0, 0, 0, Optional.empty(), 0, 0);

        /// What is wrong with the rule, if anything. Time is counted to the newest article: where nothing comes in, no
        /// rule is to blame.
        ///
        /// @param since when its wording came into force
        public Optional<Alarm> alarm(Instant since, Optional<Instant> newest, int deadAfter) {
            if (heldBack > 0) return Optional.of(new Alarm.Capped(heldBack));
            long usual = before / USUAL_DAYS;
            if (before > 0 && today >= RUNAWAY_LEAST && today > RUNAWAY_TIMES * Math.max(1, usual))
                return Optional.of(new Alarm.Runaway(today, usual));
            if (newest.isEmpty()) return Optional.empty();
            long silent = Duration.between(last.orElse(since), newest.get()).toDays();
            if (silent < deadAfter) return Optional.empty();
            return Optional.of(last.isEmpty() ? new Alarm.Never() : new Alarm.Dead(silent));
        }
    }

    /// The numbers of each rule that found anything.
    public Map<String, OfRule> all() {
        Instant now = clock.instant();
        return database.read(handle -> {
            Map<String, OfRule> all = new HashMap<>();
            handle.createQuery("""
                select t.rule,
                    sum(case when t.state = 'IN_FORCE' then 1 else 0 end) as in_force,
                    sum(case when t.state = 'PENDING' then 1 else 0 end) as waiting,
                    sum(case when t.state = 'PENDING' and t.reason = 'CAP' then 1 else 0 end) as held_back,
                    max(a.first_seen) as last,
                    sum(case when a.first_seen > :today then 1 else 0 end) as today,
                    sum(case when a.first_seen <= :today and a.first_seen > :usual then 1 else 0 end) as before
                from tagging t
                join article a on a.id = t.article_id
                where t.state <> 'WITHDRAWN'
                group by t.rule\
                """)
                    .bind("today", now.minus(1, ChronoUnit.DAYS))
                    .bind("usual", now.minus(USUAL_DAYS + 1, ChronoUnit.DAYS))
                    .map((row, _) -> all.put(row.getString("rule"), numbers(row)))
                    .list();
            return all;
        });
    }

    private static OfRule numbers(ResultSet row) throws SQLException {
        return new OfRule(
                row.getLong("in_force"),
                row.getLong("waiting"),
                row.getLong("held_back"),
                Row.maybeInstant(row, "last"),
                row.getLong("today"),
                row.getLong("before"));
    }

    /// When the newest article came in.
    public Optional<Instant> newestArticle() {
        return database.read(handle -> handle.createQuery("select max(first_seen) as newest from article")
                .map((row, _) -> Row.maybeInstant(row, "newest"))
                .one());
    }

    /// A rule's articles by the day on which they came in, in Greenwich: the last days that there were articles of any
    /// kind, those without one of the rule's among them.
    public Map<LocalDate, Long> byDay(String rule, int days) {
        return database.read(handle -> {
            Map<LocalDate, Long> byDay = new TreeMap<>();
            Optional<Instant> newest = newestArticle();
            if (newest.isEmpty()) return byDay;
            LocalDate last = newest.get().atZone(ZoneOffset.UTC).toLocalDate();
            for (int back = 0; back < days; back++) byDay.put(last.minusDays(back), 0L);
            count(
                    handle,
                    rule,
                    last.minusDays(days - 1L).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    byDay);
            return byDay;
        });
    }

    private static void count(Handle handle, String rule, Instant from, Map<LocalDate, Long> byDay) {
        handle.createQuery("""
            select a.first_seen
            from tagging t
            join article a on a.id = t.article_id
            where t.rule = :rule and t.state <> 'WITHDRAWN' and a.first_seen >= :from\
            """)
                .bind("rule", rule)
                .bind("from", from)
                .map((row, _) -> Row.instant(row, "first_seen"))
                .forEach(seen -> byDay.merge(seen.atZone(ZoneOffset.UTC).toLocalDate(), 1L, Long::sum));
    }
}
