package dossier.store;

import dossier.model.Addition;
import dossier.model.ArticleId;
import dossier.model.CaptureId;
import dossier.model.Change;
import dossier.model.Decision;
import dossier.model.Keep;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.SightingId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// Tells all that is known of an article: every stage it went through, and why it is (not) shown.
public final class Traces {
    private final Database database;
    private final Outlets outlets;

    /// The traces in this database.
    public Traces(Database database, Outlets outlets) {
        this.database = database;
        this.outlets = outlets;
    }

    /// By the article's number, by any address that leads to it, or by its path in the archive. An address
    /// known only from a feed gives a trace without an article. Empty where there is no trace of it.
    public Optional<Trace> find(String idOrAddress) {
        String asked = idOrAddress.strip();
        return database.read(handle -> articleId(handle, asked)
                .map(id -> Merges.now(handle, id))
                .map(id -> ofArticle(handle, id))
                .or(() -> ofEntry(handle, asked)));
    }

    private static Optional<ArticleId> articleId(Handle handle, String asked) {
        String number = asked.replaceFirst("^.*/articles/([0-9]+)(/[^/]*)?$", "$1");
        if (number.matches("[0-9]{1,18}"))
            return handle.createQuery("select id from article where id = :id")
                    .bind("id", Long.parseLong(number))
                    .mapTo(Long.class)
                    .findOne()
                    .map(ArticleId::new);
        return key(asked)
                .flatMap(key -> handle.createQuery("select article_id from article_address where url_hash = :key")
                        .bind("key", key)
                        .mapTo(Long.class)
                        .findOne()
                        .map(ArticleId::new));
    }

    private static Optional<String> key(String asked) {
        try {
            URI address = URI.create(asked);
            return address.isAbsolute() ? Optional.of(AddressKey.of(address)) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private Trace ofArticle(Handle handle, ArticleId id) {
        List<Trace.Sighted> sightings = sightings(handle, "s.article_id = " + id);
        List<Trace.Tagged> taggings = taggings(handle, id);
        List<Decision> decisions = Decisions.of(handle, id);
        Trace.Facts facts = facts(handle, id);
        Optional<Boolean> whole = EffectiveTags.whole(handle, id.value());
        Optional<Decision> takedown = decisions.stream()
                .filter(decision -> decision.what() == Decision.What.TAKEDOWN)
                .findFirst();
        List<Trace.Revised> revisions = revisions(handle, id);
        Set<Long> captures = new TreeSet<>();
        sightings.forEach(sighting -> sighting.capture().ifPresent(capture -> captures.add(capture.value())));
        revisions.forEach(revision -> revision.capture().ifPresent(capture -> captures.add(capture.value())));
        captures.addAll(PartTable.behind(handle, captures));
        return new Trace(
                Optional.of(facts),
                takedown.map(Traces::takenDown).orElseGet(() -> verdict(facts, taggings, whole, decisions)),
                addresses(handle, id),
                sightings,
                captures(handle, captures),
                revisions,
                taggings,
                decisions,
                parked(handle, sightings),
                changes(handle, id),
                upstream(handle, id));
    }

    private Optional<Trace> ofEntry(Handle handle, String asked) {
        Optional<String> key = key(asked);
        if (key.isEmpty()) return Optional.empty();
        List<Trace.Sighted> sightings = sightings(handle, "s.url_hash = '" + key.get() + "'");
        if (sightings.isEmpty()) return Optional.empty();
        List<Trace.Failed> parked = parked(handle, sightings);
        return Optional.of(new Trace(
                Optional.empty(),
                verdict(sightings, parked),
                List.of(),
                sightings,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                parked,
                List.of(),
                Optional.empty()));
    }

    private static String verdict(List<Trace.Sighted> sightings, List<Trace.Failed> parked) {
        if (!parked.isEmpty())
            return "It is not an article yet: " + parked.getFirst().cause();
        return sightings.stream().allMatch(Trace.Sighted::isRefused)
                ? "It is not an article: what stands there was not let in"
                : "It is not an article yet: it waits for its turn";
    }

    private static String takenDown(Decision takedown) {
        return "It was taken down by %s on %s: %s. Nothing of its text is left, and it never comes back"
                .formatted(takedown.actor(), takedown.at(), takedown.note().replaceAll("\\.+$", ""));
    }

    private static String verdict(
            Trace.Facts facts, List<Trace.Tagged> taggings, Optional<Boolean> whole, List<Decision> decisions) {
        Outlet outlet = facts.outlet();
        if (whole.isPresent()) return byDecision(whole.get(), decisions);
        if (facts.shown() && !facts.tags().isEmpty())
            return "It is shown" + howMuch(facts) + ": it is tagged " + String.join(", ", facts.tags());
        if (facts.shown()) return "It is shown" + howMuch(facts) + ": every article of " + outlet.name() + " is";
        if (outlet.review()) return "It is not shown: " + outlet.name() + " is under review, and nobody decided yet";
        if (taggings.stream().anyMatch(tagged -> tagged.state().equals("PENDING")))
            return "It is not shown: its tag waits for review, and nobody decided yet";
        if (outlet.keep() == Keep.ALL)
            return "It is not shown: its rules are still to be worked out, or it was removed";
        if (taggings.stream().anyMatch(tagged -> tagged.state().equals("IN_FORCE")))
            return "It is not shown: a curator took its tags away";
        return "It is not shown: no rule matches, and " + outlet.name() + " shows only what is tagged";
    }

    private static String howMuch(Trace.Facts facts) {
        if (facts.rights().isPresent()) return as(facts.rights().get()) + ", because a curator said so";
        Publish allowed = facts.content().allowed();
        return allowed.compareTo(facts.outlet().publish()) <= 0 ? "" : as(allowed) + ", because its page wants no more";
    }

    private static String as(Publish allowed) {
        return switch (allowed) {
            case FULL -> " in full";
            case EXCERPT -> " as an excerpt";
            case LINK -> " as a link alone";
        };
    }

    private static String byDecision(boolean shown, List<Decision> decisions) {
        Optional<Decision> newest = decisions.reversed().stream()
                .filter(decision ->
                        decision.whole() && decision.what().positive().isPresent())
                .findFirst();
        String who = newest.map(decision -> decision.actor() + " " + (shown ? "approved" : "rejected") + " it")
                .orElse("a curator said so");
        return (shown ? "It is shown: " : "It is not shown: ") + who;
    }

    private Trace.Facts facts(Handle handle, ArticleId id) {
        List<String> tags = EffectiveTags.of(handle, id.value());
        List<ArticleId> versions = Stories.members(handle, id.value()).stream()
                .filter(member -> member != id.value())
                .map(ArticleId::new)
                .toList();
        return handle.createQuery("""
            select a.slug, a.outlet_id, a.shown, a.revision, a.dated, a.rights, a.date_known, a.first_seen,
                a.changed_at, %s
            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id = :id\
            """.formatted(RevisionTable.COLUMNS))
                .bind("id", id.value())
                .map((row, _) -> new Trace.Facts(
                        id,
                        "/articles/" + id + "/" + row.getString("slug"),
                        outlets.outlet(row.getLong("outlet_id")),
                        row.getBoolean("shown"),
                        row.getInt("revision"),
                        Row.instant(row, "dated"),
                        row.getBoolean("date_known"),
                        Row.instant(row, "first_seen"),
                        Row.instant(row, "changed_at"),
                        RevisionTable.content(row),
                        ReadArticles.rights(row),
                        tags,
                        versions))
                .one();
    }

    private static List<URI> addresses(Handle handle, ArticleId id) {
        return handle.createQuery("select address from article_address where article_id = :id order by address")
                .bind("id", id.value())
                .map((row, _) -> URI.create(row.getString("address")))
                .list();
    }

    private List<Trace.Sighted> sightings(Handle handle, String which) {
        return handle.createQuery("""
            select s.id, f.outlet_id, f.url as feed_url, s.entry_key, s.title, s.url, s.seen, s.state,
                s.tries, s.page, s.again_at, s.done_at, s.capture_id, s.added
            from sighting s
            join feed f on f.id = s.feed_id
            where %s
            order by s.id
            limit 200\
            """.formatted(which))
                .map((row, _) -> sighted(row))
                .list();
    }

    private Trace.Sighted sighted(ResultSet row) throws SQLException {
        return new Trace.Sighted(
                new SightingId(row.getLong("id")),
                outlets.outlet(row.getLong("outlet_id")).name(),
                URI.create(row.getString("feed_url")),
                row.getString("entry_key"),
                row.getString("title"),
                Row.maybeUri(row, "url"),
                Row.instant(row, "seen"),
                row.getString("state"),
                row.getInt("tries"),
                Row.maybeText(row, "page"),
                Row.maybeInstant(row, "again_at"),
                Row.maybeInstant(row, "done_at"),
                Row.maybeLong(row, "capture_id").map(CaptureId::new),
                Row.maybeText(row, "added").map(json -> Json.read(json, Addition.class)));
    }

    private static List<Trace.Captured> captures(Handle handle, Set<Long> ids) {
        if (ids.isEmpty()) return List.of();
        return handle.createQuery("select * from capture where id in (<ids>) order by id")
                .bindList("ids", List.copyOf(ids))
                .map((row, _) -> new Trace.Captured(
                        new CaptureId(row.getLong("id")),
                        URI.create(row.getString("asked")),
                        URI.create(row.getString("address")),
                        Row.instant(row, "fetched_at"),
                        row.getInt("status"),
                        row.getString("sha256"),
                        row.getLong("body_bytes"),
                        row.getString("file"),
                        row.getLong("record_at"),
                        row.getLong("record_bytes")))
                .list();
    }

    private static List<Trace.Revised> revisions(Handle handle, ArticleId id) {
        return handle.createQuery("select * from revision where article_id = :id order by number desc")
                .bind("id", id.value())
                .map((row, _) -> new Trace.Revised(
                        row.getInt("number"),
                        Row.instant(row, "at"),
                        row.getString("title"),
                        RevisionTable.texts(row, "why"),
                        RevisionTable.evidence(row),
                        RevisionTable.texts(row, "flags"),
                        Row.maybeLong(row, "capture_id").map(CaptureId::new),
                        new SightingId(row.getLong("sighting_id")),
                        row.getString("plain").length()))
                .list();
    }

    private static List<Trace.Tagged> taggings(Handle handle, ArticleId id) {
        return handle.createQuery("select * from tagging where article_id = :id order by tag, rule")
                .bind("id", id.value())
                .map((row, _) -> new Trace.Tagged(
                        Taggings.tagging(row), row.getString("state"), Row.instant(row, "at"), row.getString("reason")))
                .list();
    }

    private static List<Trace.Failed> parked(Handle handle, List<Trace.Sighted> sightings) {
        if (sightings.isEmpty()) return List.of();
        return handle.createQuery("select * from parked where sighting_id in (<ids>) order by id desc limit 50")
                .bindList(
                        "ids",
                        sightings.stream()
                                .map(sighting -> sighting.id().value())
                                .toList())
                .map((row, _) -> new Trace.Failed(
                        Row.instant(row, "at"),
                        row.getString("route"),
                        row.getString("cause"),
                        row.getString("detail"),
                        new SightingId(row.getLong("sighting_id")),
                        Row.maybeInstant(row, "retried_at")))
                .list();
    }

    private static Optional<Trace.Upstream> upstream(Handle handle, ArticleId id) {
        return handle.createQuery("select * from revisit where article_id = :id")
                .bind("id", id.value())
                .map((row, _) -> new Trace.Upstream(
                        row.getInt("step"),
                        row.getString("heard"),
                        Row.maybeInstant(row, "asked_at"),
                        Row.maybeInstant(row, "due"),
                        Row.maybeInstant(row, "gone_since"),
                        Row.maybeText(row, "gone_why").orElse("")))
                .findOne();
    }

    private static List<Change> changes(Handle handle, ArticleId id) {
        return handle.createQuery("select seq, at, what from change where article_id = :id order by seq")
                .bind("id", id.value())
                .map((row, _) -> new Change(
                        row.getLong("seq"), Row.instant(row, "at"), id, Change.What.valueOf(row.getString("what"))))
                .list();
    }
}
