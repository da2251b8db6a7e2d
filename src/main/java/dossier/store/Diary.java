package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Change;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Writes the diary of changes (law 7). Whoever writes holds the lock of the diary's row until commit, so
/// nothing slow may follow in the same transaction.
final class Diary {
    private Diary() {}

    static Change write(Handle handle, Instant at, ArticleId article, Change.What what) {
        handle.execute("update diary set last_seq = last_seq + 1 where id = 1");
        Change change = new Change(lastSeq(handle), at, article, what);
        handle.createUpdate("insert into change (seq, at, article_id, what) values (:seq, :at, :article, :what)")
                .bind("seq", change.seq())
                .bind("at", at)
                .bind("article", article.value())
                .bind("what", what.name())
                .execute();
        return change;
    }

    static long lastSeq(Handle handle) {
        return handle.createQuery("select last_seq from diary where id = 1")
                .mapTo(Long.class)
                .one();
    }
}
