package dossier.store;

import dossier.model.Alarm;
import dossier.model.Content;
import dossier.model.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// How the pages of a feed's newest articles could be read. A page whose text is not the article - a wall, an error
/// page, less than the feed has - was refused, and the feed's own words were taken.
///
/// @param all the articles whose page was had, newest first: true where the text is the page's
/// @param refused why the others are not, with how often
record PageReadings(List<Boolean> all, Map<String, Long> refused) {
    /// A layout that changed shows after so many articles.
    private static final int NOW = 20;

    /// What was usual needs so many before them.
    private static final int BEFORE = 40;

    private static final int NEWEST = 120;
    private static final double USUAL = 0.8;
    private static final double FALLEN = 0.5;

    PageReadings {
        all = List.copyOf(all);
        refused = Map.copyOf(refused);
    }

    private record Line(boolean page, List<String> flags) {}

    static PageReadings of(Handle handle, FeedId feed) {
        List<Line> lines = handle.createQuery("""
            select r.more, r.flags
            from (
                select id, article_id
                from sighting
                where feed_id = :feed and capture_id is not null and article_id is not null and not past
                order by id desc
                limit :newest
            ) s
            join revision r on r.article_id = s.article_id and r.sighting_id = s.id
            order by s.id desc, r.number desc\
            """)
                .bind("feed", feed.value())
                .bind("newest", NEWEST)
                .map((row, _) -> line(row))
                .list();
        Map<String, Long> refused = new TreeMap<>();
        lines.stream().filter(line -> !line.page()).forEach(line -> refused.merge(why(line.flags()), 1L, Long::sum));
        return new PageReadings(lines.stream().map(Line::page).toList(), refused);
    }

    private static Line line(ResultSet row) throws SQLException {
        boolean page = RevisionTable.from(row.getString("more")) == Content.From.PAGE;
        return new Line(page, RevisionTable.texts(row, "flags"));
    }

    /// What a flag says before its colon is the kind of refusal.
    private static String why(List<String> flags) {
        return flags.stream()
                .filter(flag -> flag.startsWith("page ") || flag.startsWith("error page"))
                .map(flag -> flag.replaceFirst(":.*", ""))
                .findFirst()
                .orElse("not told");
    }

    /// Share of the pages whose text is the article.
    Optional<Double> share() {
        return share(all);
    }

    /// What an operator should know: pages that gave their articles do so no longer.
    Optional<Alarm.Standing> fallen(Instant at) {
        if (all.size() < NOW + BEFORE) return Optional.empty();
        List<Boolean> now = all.subList(0, NOW);
        List<Boolean> before = all.subList(NOW, all.size());
        boolean fell = share(now).orElse(1.0) < FALLEN && share(before).orElse(0.0) >= USUAL;
        if (!fell) return Optional.empty();
        String reason =
                "gave the article on %d of its last %d pages, and on %d of %d before; has the site a new layout, or a wall?"
                        .formatted(count(now), now.size(), count(before), before.size());
        return Optional.of(new Alarm.Standing(Alarm.Kind.UNREAD, at, reason));
    }

    private static long count(List<Boolean> pages) {
        return pages.stream().filter(page -> page).count();
    }

    private static Optional<Double> share(List<Boolean> pages) {
        return pages.isEmpty() ? Optional.empty() : Optional.of((double) count(pages) / pages.size());
    }
}
