package dossier.store;

import dossier.model.Addition;
import dossier.model.Admission;
import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Decision;
import dossier.model.Entry;
import dossier.model.Outlet;
import dossier.model.Sighting;
import dossier.model.SightingId;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Articles that people add by their address. A wish stands in the store before anything else happens to it, so that
/// whoever works on the archive takes it up, after a kill as well; and once its page is found to be an article, it goes
/// the way of all sightings.
public final class Additions {
    private static final int AT_ONCE = 20;
    private static final int LONGEST_REASON = 1_000;
    private static final String NOTE = "added by its address";

    private final Database database;
    private final Outlets outlets;
    private final InstantSource clock;
    private final String run;

    /// @param run the same name as that of [Feeds]
    public Additions(Database database, Outlets outlets, InstantSource clock, String run) {
        this.database = database;
        this.outlets = outlets;
        this.clock = clock;
        this.run = run;
    }

    /// What became of a wish.
    public sealed interface Outcome {
        /// It waits, or is being worked on.
        record Open() implements Outcome {}

        /// The address leads to this article.
        ///
        /// @param fresh false: the archive had it already, under another address
        record Added(ArticleId article, boolean fresh) implements Outcome {}

        /// Its page is no article.
        ///
        /// @param doubtful true: it only looks like none, and may be insisted on
        record Refused(String why, boolean doubtful) implements Outcome {}

        /// Something failed that should not; the cause is parked.
        record Failed() implements Outcome {}
    }

    /// Asks for what stands at the address. Asked for twice, it is one sighting; what was refused or failed before is
    /// tried again.
    public SightingId ask(Outlet outlet, URI address, Addition addition) {
        long of = outlets.bySlug(outlet.slug())
                .orElseThrow(() -> new IllegalArgumentException("There is no outlet " + outlet.name()))
                .id();
        SightingId id = database.write(handle -> ask(handle, FeedTable.added(handle, of), address, addition));
        database.flush();
        return id;
    }

    private SightingId ask(Handle handle, long feed, URI address, Addition addition) {
        Instant now = clock.instant();
        Entry entry = entry(address);
        handle.createUpdate("""
            insert into sighting (feed_id, entry_key, entry, title, url, url_hash, seen, state, tries, added)
            values (:feed, :key, :entry, '', :url, :hash, :now, 'ASKED', 0, :added)
            on conflict do nothing\
            """)
                .bind("feed", feed)
                .bind("key", entry.key())
                .bind("entry", Json.of(entry))
                .bind("url", address.toString())
                .bind("hash", AddressKey.of(address))
                .bind("now", now)
                .bind("added", Json.of(addition))
                .execute();
        long id = handle.createQuery("select id from sighting where feed_id = :feed and entry_key = :key for update")
                .bind("feed", feed)
                .bind("key", entry.key())
                .mapTo(Long.class)
                .one();
        handle.createUpdate("""
            update sighting
            set state = 'ASKED', claim = null, seen = :now, page = null, added = :added
            where id = :id and state in ('REFUSED', 'DOUBTED', 'PARKED')\
            """)
                .bind("now", now)
                .bind("added", Json.of(addition))
                .bind("id", id)
                .execute();
        return new SightingId(id);
    }

    /// One address in several spellings is one wish.
    private static Entry entry(URI address) {
        String plain = Database.clean(AddressKey.plain(address));
        String key = plain.length() <= SightingTable.LONGEST_KEY ? plain : AddressKey.of(address);
        return Entry.of(key, "", Optional.of(address));
    }

    /// Wishes that nobody works on, oldest first, a few at a time; each is handed out once in a run.
    public List<Sighting> asked() {
        List<Sighting> asked = database.read(handle -> SightingTable.query(
                        handle, "s.state = 'ASKED' and (s.claim is null or s.claim <> :run)", AT_ONCE)
                .bind("run", run)
                .map((row, _) -> SightingTable.sighting(row, outlets))
                .list());
        if (!asked.isEmpty()) database.write(handle -> claim(handle, asked));
        return asked;
    }

    private int claim(Handle handle, List<Sighting> asked) {
        return handle.createUpdate("update sighting set claim = :run where id in (<ids>) and state = 'ASKED'")
                .bind("run", run)
                .bindList(
                        "ids",
                        asked.stream().map(Sighting::id).map(SightingId::value).toList())
                .execute();
    }

    /// Lets an article in, taken in hand by this run; of all else, keeps no more than why it is none.
    public List<Sighting> settle(Admission admission) {
        return database.write(handle -> switch (admission) {
            case Admission.Fit(Article article) -> admit(handle, article);
            case Admission.Doubtful(Article article, String why) ->
                insists(handle, article) ? admit(handle, article) : refuse(handle, article, "DOUBTED", why);
            case Admission.Unfit(Article article, String why) -> refuse(handle, article, "REFUSED", why);
        });
    }

    private static boolean insists(Handle handle, Article article) {
        return find(handle, article.sighting().id()).map(Addition::anyway).orElse(false);
    }

    /// No feed gave it a headline; the page's is as good.
    private List<Sighting> admit(Handle handle, Article article) {
        Sighting sighting = article.sighting();
        int let = handle.createUpdate("""
            update sighting set state = 'WAITING', claim = :run, title = :title where id = :id and state = 'ASKED'\
            """)
                .bind("run", run)
                .bind("title", article.content().title())
                .bind("id", sighting.id().value())
                .execute();
        return let == 0 ? List.of() : List.of(sighting);
    }

    private static List<Sighting> refuse(Handle handle, Article article, String state, String why) {
        handle.createUpdate("""
            update sighting set state = :state, claim = null, page = :why where id = :id and state = 'ASKED'\
            """)
                .bind("state", state)
                .bind("why", Database.cut(why, LONGEST_REASON))
                .bind("id", article.sighting().id().value())
                .execute();
        return List.of();
    }

    private static Optional<Addition> find(Handle handle, SightingId sighting) {
        return handle.createQuery("select added from sighting where id = :id and added is not null")
                .bind("id", sighting.value())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, Addition.class));
    }

    /// Who adds an article wants it shown, whatever rules say. Where the archive had it already, nothing is decided.
    static void approve(Handle handle, SightingId sighting, ArticleId article, Instant now) {
        Optional<Addition> addition = find(handle, sighting);
        if (addition.isEmpty() || !began(handle, sighting, article)) return;
        String words = addition.get().note();
        Decisions.write(
                handle,
                new Decision(
                        article,
                        Decision.What.APPROVE,
                        "",
                        addition.get().actor(),
                        now,
                        words.isBlank() ? NOTE : NOTE + "; " + words));
    }

    private static boolean began(Handle handle, SightingId sighting, ArticleId article) {
        return handle.createQuery("""
            select count(*) from revision where article_id = :article and number = 1 and sighting_id = :sighting\
            """)
                        .bind("article", article.value())
                        .bind("sighting", sighting.value())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /// What became of a wish so far.
    public Outcome outcome(SightingId sighting) {
        return database.read(handle -> handle.createQuery("select state, page, article_id from sighting where id = :id")
                .bind("id", sighting.value())
                .map((row, _) -> outcome(handle, sighting, row))
                .one());
    }

    private static Outcome outcome(Handle handle, SightingId sighting, ResultSet row) throws SQLException {
        Optional<ArticleId> article = Row.maybeLong(row, "article_id").map(ArticleId::new);
        String state = row.getString("state");
        return switch (state) {
            case "REFUSED", "DOUBTED" ->
                new Outcome.Refused(Row.maybeText(row, "page").orElse(""), state.equals("DOUBTED"));
            case "PARKED" -> new Outcome.Failed();
            case "DONE" -> {
                ArticleId id = article.orElseThrow();
                yield new Outcome.Added(id, began(handle, sighting, id));
            }
            default -> new Outcome.Open();
        };
    }
}
