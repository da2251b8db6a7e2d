package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.Filed;
import dossier.model.Limit;
import dossier.model.Publish;
import dossier.model.Seen;
import dossier.model.SightingId;
import dossier.model.Slug;
import dossier.model.Tagging;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What files say of articles besides their text: it comes into force in the transaction in which the article is
/// tagged and told.
final class Filings {
    static final String NOTE = "imported";

    private final Outlets outlets;

    Filings(Outlets outlets) {
        this.outlets = outlets;
    }

    /// Brings into force what the file says, where the sighting came out of one. What a curator of this archive decided
    /// before stays.
    void settle(Handle handle, SightingId sighting, ArticleId article, Instant now) {
        Optional<Filing> filing = of(handle, sighting);
        if (filing.isEmpty() || Tombstones.isRemoved(handle, article)) return;
        decide(handle, article, filing.get().tags(), now);
        filing.get()
                .limit()
                .filter(limit -> filing.get().more() || isLess(handle, article, limit))
                .ifPresent(limit -> allow(handle, article, limit, now));
        for (Seen seen : filing.get().carried()) carried(handle, article, seen);
    }

    private static Optional<Filing> of(Handle handle, SightingId sighting) {
        return handle.createQuery("select filed from sighting where id = :id and filed is not null")
                .bind("id", sighting.value())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, Filing.class));
    }

    // tags

    private static void decide(Handle handle, ArticleId article, List<Tagging> tags, Instant now) {
        if (tags.isEmpty()) return;
        Set<String> there = new HashSet<>(EffectiveTags.of(handle, article.value()));
        Set<String> decided = decided(handle, article);
        boolean any = false;
        for (Tagging tagging : tags) {
            String tag = called(handle, tagging.tag());
            boolean said = tagging.by().isEmpty() && there.contains(tag);
            if (said || !decided.add(tag)) continue;
            String actor = tagging.by().orElse(Filed.ACTOR);
            Decisions.write(handle, new Decision(article, Decision.What.TAG, tag, actor, now, NOTE));
            any = true;
        }
        if (any) Standing.explainedOtherwise(handle, article);
    }

    private static Set<String> decided(Handle handle, ArticleId article) {
        return new HashSet<>(handle.createQuery("select tag from decided where article_id = :article")
                .bind("article", article.value())
                .mapTo(String.class)
                .list());
    }

    /// The tag of this archive that is meant: one that stands at the same address, whatever its letters; or a new one.
    private static String called(Handle handle, String written) {
        String now = TagNames.now(handle, written);
        if (!now.equals(written)) return now;
        String slug = Slug.of(written);
        return handle.createQuery("select name from shelf where kind = 'TAG' and slug = :slug order by id limit 1")
                .bind("slug", slug)
                .mapTo(String.class)
                .findOne()
                .or(() -> ofRules(handle, slug))
                .map(tag -> TagNames.now(handle, tag))
                .orElse(written);
    }

    private static Optional<String> ofRules(Handle handle, String slug) {
        return handle
                .createQuery("select distinct tag from rule where active order by tag")
                .mapTo(String.class)
                .stream()
                .filter(tag -> Slug.of(tag).equals(slug))
                .findFirst();
    }

    // rights

    /// Whether it lets out less of the article than its outlet and its page do. What lets out as much is no decision:
    /// where they allow less later, that holds.
    private boolean isLess(Handle handle, ArticleId article, Limit limit) {
        Publish allowed = handle.createQuery("""
            select a.outlet_id, r.more
            from article a
            join revision r on r.article_id = a.id and r.number = a.revision
            where a.id = :id\
            """)
                .bind("id", article.value())
                .map((row, _) -> outlets.outlet(row.getLong("outlet_id"))
                        .publish()
                        .atMost(RevisionTable.allowed(row.getString("more"))))
                .one();
        return limit.publish().compareTo(allowed) > 0;
    }

    private static void allow(Handle handle, ArticleId article, Limit limit, Instant now) {
        boolean decided =
                Decisions.of(handle, article).stream().anyMatch(decision -> decision.what() == Decision.What.RIGHTS);
        if (decided) return;
        String actor = limit.by().isBlank() ? Filed.ACTOR : limit.by();
        Decisions.allow(handle, article, Optional.of(limit.publish()), actor, NOTE, now);
    }

    // sightings

    /// A feed that carried it, with nothing but its headline; the first is known from when the file was read.
    private void carried(Handle handle, ArticleId article, Seen seen) {
        Optional<Outlets.Stored> outlet = outlets.named(seen.outlet());
        if (outlet.isEmpty()) return;
        long feed = FeedTable.filed(handle, outlet.get().id(), seen.feed());
        if (seen.entry().isEmpty()) {
            String hash = AddressKey.of(seen.url());
            boolean own = outlet.get().id() == owner(handle, article);
            AddressTable.claim(handle, article, Map.of(hash, seen.url()), !own);
            boolean known =
                    handle.createQuery("select count(*) from sighting where feed_id + 0 = :feed and url_hash = :hash")
                                    .bind("feed", feed)
                                    .bind("hash", hash)
                                    .mapTo(Integer.class)
                                    .one()
                            > 0;
            if (known) return;
        }
        SightingTable.insertDone(handle, feed, entry(seen), seen.seen(), article);
    }

    private static long owner(Handle handle, ArticleId article) {
        return handle.createQuery("select outlet_id from article where id = :id")
                .bind("id", article.value())
                .mapTo(Long.class)
                .one();
    }

    private static Entry entry(Seen seen) {
        return Entry.of(seen.entry().orElseGet(() -> seen.url().toString()), seen.title(), seen.link());
    }
}
