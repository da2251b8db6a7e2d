package dossier.store;

import dossier.model.CaptureId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The rows of `capture_part`, for those who hold a handle: the pages on which an article went on behind its first.
final class PartTable {
    private PartTable() {}

    /// From now on this is the page of that number.
    ///
    /// @param number the second page has 2
    static void keep(Handle handle, CaptureId first, int number, CaptureId part, Instant now) {
        handle.createUpdate("""
            insert into capture_part (capture_id, number, part_id, kept_at)
            values (:first, :number, :part, :now)
            on conflict do nothing\
            """)
                .bind("first", first.value())
                .bind("number", number)
                .bind("part", part.value())
                .bind("now", now)
                .execute();
        handle.createUpdate("""
            update capture_part set kept_at = :now
            where capture_id = :first and number = :number and part_id = :part\
            """)
                .bind("first", first.value())
                .bind("number", number)
                .bind("part", part.value())
                .bind("now", now)
                .execute();
    }

    /// Where a first page is to be overwritten, or was, all that was ever kept behind it is to be overwritten too; but
    /// not what is the page of another article.
    static void blank(Handle handle) {
        handle.createUpdate("""
            update capture set blank = 'WANTED'
            where blank is null
                and id in (
                    select p.part_id
                    from capture_part p
                    join capture first on first.id = p.capture_id
                    where first.blank in ('WANTED', 'DONE'))
                and not exists (
                    select 1
                    from sighting s
                    join article a on a.id = s.article_id
                    where s.capture_id = capture.id and a.removed_at is null)\
            """).execute();
    }

    /// All pages that were ever kept behind these.
    static Set<Long> behind(Handle handle, Set<Long> first) {
        if (first.isEmpty()) return Set.of();
        return handle.createQuery("select distinct part_id from capture_part where capture_id in (<first>)")
                .bindList("first", List.copyOf(first))
                .mapTo(Long.class)
                .set();
    }

    /// The page kept last of each number, in order, as far as there is no gap.
    static List<CaptureId> of(Handle handle, CaptureId first) {
        Map<Integer, CaptureId> newest = new TreeMap<>();
        handle.createQuery("""
            select number, part_id from capture_part where capture_id = :first order by number, kept_at, part_id\
            """)
                .bind("first", first.value())
                .map((row, _) -> Map.entry(row.getInt("number"), new CaptureId(row.getLong("part_id"))))
                .forEach(each -> newest.put(each.getKey(), each.getValue()));
        List<CaptureId> parts = new ArrayList<>();
        for (int number = 2; newest.containsKey(number); number++) parts.add(newest.get(number));
        return parts;
    }
}
