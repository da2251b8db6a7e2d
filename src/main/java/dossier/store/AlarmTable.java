package dossier.store;

import dossier.model.Alarm;
import dossier.model.FeedId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// The rows of `alarm` as a visit changes them, for those who hold a handle and the lock of the feed's row.
final class AlarmTable {
    private static final int LONGEST_REASON = 1_000;

    private AlarmTable() {}

    /// Begins what is new, and ends what is no longer so.
    ///
    /// @param unknown kinds that nobody looked at this time: they stay as they are
    static void settle(Handle handle, FeedId feed, List<Alarm.Standing> standing, Set<Alarm.Kind> unknown, Instant at) {
        Map<Alarm.Kind, Long> open = open(handle, feed);
        open.keySet().removeAll(unknown);
        for (Alarm.Standing one : standing) {
            Long known = open.remove(one.kind());
            if (known == null) begin(handle, feed, one);
            else refresh(handle, known, one);
        }
        open.values().forEach(id -> end(handle, id, at));
    }

    private static Map<Alarm.Kind, Long> open(Handle handle, FeedId feed) {
        Map<Alarm.Kind, Long> open = new EnumMap<>(Alarm.Kind.class);
        handle.createQuery("select id, kind from alarm where feed_id = :feed and ended is null order by id")
                .bind("feed", feed.value())
                .map((row, _) -> open.put(Alarm.Kind.valueOf(row.getString("kind")), row.getLong("id")))
                .list();
        return open;
    }

    private static void begin(Handle handle, FeedId feed, Alarm.Standing one) {
        handle.createUpdate("""
            insert into alarm (feed_id, kind, reason, began, tries)
            values (:feed, :kind, :reason, :began, 0)\
            """)
                .bind("feed", feed.value())
                .bind("kind", one.kind().name())
                .bind("reason", reason(one))
                .bind("began", one.since())
                .execute();
    }

    private static void refresh(Handle handle, long id, Alarm.Standing one) {
        handle.createUpdate("update alarm set reason = :reason where id = :id")
                .bind("reason", reason(one))
                .bind("id", id)
                .execute();
    }

    private static void end(Handle handle, long id, Instant at) {
        handle.createUpdate("update alarm set ended = :at where id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute();
    }

    private static String reason(Alarm.Standing one) {
        String clean = Database.clean(one.reason());
        return Database.cut(clean, LONGEST_REASON);
    }
}
