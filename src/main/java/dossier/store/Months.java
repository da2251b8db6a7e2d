package dossier.store;

import dossier.model.Calendar;
import dossier.model.Request;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/// The calendar of a tag, month by month.
public final class Months {
    /// Titles on one page; the counts are of all.
    private static final int MOST = 1_000;

    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

    private final Database database;
    private final Archive archive;
    private final ZoneId zone;

    /// @param zone in which days and months begin
    public Months(Database database, Archive archive, ZoneId zone) {
        this.database = database;
        this.archive = archive;
        this.zone = zone;
    }

    /// A month of a tag; parameters `tag`, and `month` as `yyyy-mm`.
    public Calendar month(Request request) {
        String asked = request.param("tag");
        Optional<YearMonth> month = month(request.param("month"));
        if (month.isEmpty()) return none(asked, YearMonth.of(1, 1), Optional.empty());
        return database.read(handle -> {
            Optional<String> lead = Archive.lead(handle, asked);
            if (lead.isPresent()) return none(asked, month.get(), Optional.of(Calendar.path(lead.get(), month.get())));
            return Archive.tag(handle, asked)
                    .map(shelf -> month(handle, shelf, month.get()))
                    .orElseGet(() -> none(asked, month.get(), Optional.empty()));
        });
    }

    private static Optional<YearMonth> month(String asked) {
        try {
            return MONTH.matcher(asked).matches()
                    ? Optional.of(YearMonth.parse(asked)).filter(month -> month.getYear() > 0)
                    : Optional.empty();
        } catch (DateTimeParseException noSuchMonth) {
            return Optional.empty();
        }
    }

    private Calendar none(String tag, YearMonth month, Optional<String> moved) {
        return Calendar.none(tag, month, moved, archive.aside());
    }

    private Calendar month(Handle handle, Shelves.Shelf shelf, YearMonth month) {
        Instant from = start(month);
        Instant to = start(month.plusMonths(1));
        Map<LocalDate, Long> counts = counts(handle, shelf.id(), from, to);
        if (counts.isEmpty()) return none(shelf.name().name(), month, Optional.empty());
        return new Calendar(
                shelf.name().name(),
                month,
                counts,
                titles(handle, shelf.id(), from, to),
                neighbour(
                        handle,
                        shelf.id(),
                        "select min(dated) from shelf_article where shelf_id = :shelf and dated >= :at",
                        to),
                neighbour(
                        handle,
                        shelf.id(),
                        "select max(dated) from shelf_article where shelf_id = :shelf and dated < :at",
                        from),
                true,
                Optional.empty(),
                archive.aside());
    }

    private Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    private Map<LocalDate, Long> counts(Handle handle, long shelf, Instant from, Instant to) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        handle.createQuery("""
            select dated
            from shelf_article
            where shelf_id = :shelf and dated >= :from and dated < :to\
            """)
                .bind("shelf", shelf)
                .bind("from", from)
                .bind("to", to)
                .map((row, _) -> Row.instant(row, "dated").atZone(zone).toLocalDate())
                .forEach(day -> counts.merge(day, 1L, Long::sum));
        return counts;
    }

    private static List<Calendar.Title> titles(Handle handle, long shelf, Instant from, Instant to) {
        return handle.createQuery("""
            select a.id, a.slug, r.title, r.more, o.name, s.dated
            from shelf_article s
            join article a on a.id = s.article_id
            join revision r on r.article_id = a.id and r.number = a.revision
            join outlet o on o.id = a.outlet_id
            where s.shelf_id = :shelf and s.dated >= :from and s.dated < :to
            order by s.shelf_id, s.dated desc, s.article_id desc
            limit :limit\
            """)
                .bind("shelf", shelf)
                .bind("from", from)
                .bind("to", to)
                .bind("limit", MOST)
                .map((row, _) -> title(row))
                .list();
    }

    private static Calendar.Title title(ResultSet row) throws SQLException {
        return new Calendar.Title(
                "/articles/" + row.getLong("id") + "/" + row.getString("slug"),
                row.getString("title"),
                RevisionTable.language(row.getString("more")),
                row.getString("name"),
                Row.instant(row, "dated"));
    }

    private Optional<YearMonth> neighbour(Handle handle, long shelf, String sql, Instant at) {
        return handle.createQuery(sql)
                .bind("shelf", shelf)
                .bind("at", at)
                .map((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .one()
                .map(dated -> YearMonth.from(dated.atZoneSameInstant(zone)));
    }
}
