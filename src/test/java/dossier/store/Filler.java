package dossier.store;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Content;
import dossier.model.Entry;
import dossier.model.Feed;
import dossier.model.FeedId;
import dossier.model.Kept;
import dossier.model.Matched;
import dossier.model.Outlet;
import dossier.model.SafeHtml;
import dossier.model.Sighting;
import dossier.model.SightingId;
import dossier.model.Validators;
import dossier.rules.Watch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Fills an archive with made-up articles, many in one transaction, as if they had come through the river: for
/// tests and programs that need more articles than a newsroom writes.
public final class Filler {
    private static final int AT_ONCE = 500;
    private static final int VOCABULARY = 20_000;
    private static final Instant OLDEST = Instant.parse("2025-01-01T00:00:00Z");
    private static final List<String> THEMES = List.of(
            "spying", "espionage", "spies", "China", "CIA", "trade war", "tariffs", "border", "Ladakh", "gardens");

    private final Random random = new Random(11);
    private final List<String> words =
            IntStream.range(0, VOCABULARY).mapToObj(_ -> madeUp()).toList();
    private final Database database;
    private final Outlets outlets;
    private final int characters;

    /// @param characters of each article
    public Filler(Database database, Outlets outlets, int characters) {
        this.database = database;
        this.outlets = outlets;
        this.characters = characters;
    }

    /// Adds articles of these outlets, five minutes apart, tagged by the watch's rules. Shelves and diary are written
    /// in bulk at the end, as settling each article would leave them.
    public void fill(List<Outlet> of, Watch watch, int articles) {
        outlets.sync(of);
        List<Long> numbers = new ArrayList<>();
        for (Outlet outlet : of)
            numbers.add(outlets.bySlug(outlet.slug()).orElseThrow().id());
        for (int from = 1; from <= articles; from += AT_ONCE) {
            int first = from;
            int last = Math.min(articles, from + AT_ONCE - 1);
            database.write(handle -> {
                add(handle, first, last, of, numbers);
                for (int number = first; number <= last; number++)
                    tell(handle, of.get(number % of.size()), number, watch);
                return last;
            });
        }
        database.write(handle -> {
            finish(handle, articles);
            return articles;
        });
        database.flush();
    }

    private void add(Handle handle, int first, int last, List<Outlet> of, List<Long> numbers) {
        PreparedBatch rows = handle.prepareBatch("""
            insert into article (id, slug, outlet_id, revision, dated, date_known, first_seen, changed_at, shown)
            values (:id, :slug, :outlet, 1, :dated, true, :seen, :seen, false)\
            """);
        for (int number = first; number <= last; number++)
            rows.bind("id", number)
                    .bind("slug", "headline-" + number)
                    .bind("outlet", numbers.get(number % of.size()))
                    .bind("dated", dated(number))
                    .bind("seen", dated(number).plusSeconds(60))
                    .add();
        rows.execute();
    }

    private static Instant dated(int number) {
        return OLDEST.plus(Duration.ofMinutes(5L * number));
    }

    private void tell(Handle handle, Outlet outlet, int number, Watch watch) {
        Instant dated = dated(number);
        Content content = content(outlet, number, dated);
        ArticleId id = new ArticleId(number);
        Article article = new Article(sighting(outlet, number, dated), Optional.empty(), content, List.of(), List.of());
        RevisionTable.insert(handle, id, 1, article, List.of(), dated);
        Kept kept = new Kept(id, 1, outlet, content, dated, Optional.empty());
        boolean theme = THEMES.stream().anyMatch(content.text()::contains);
        if (!theme) return;
        Matched matched = watch.match(kept);
        if (!matched.matches().isEmpty())
            Taggings.set(handle, matched, Map.of(), _ -> true, false, dated.plusSeconds(90), Taggings.Witness.NONE);
    }

    private static void finish(Handle handle, int articles) {
        handle.execute("alter table article alter column id restart with " + (articles + 1));
        handle.execute("""
            insert into change (seq, at, article_id, what)
            select id, changed_at, id, 'NEW' from article\
            """);
        handle.execute("update diary set last_seq = " + articles);
        handle.execute("""
            update article set shown = true
            where id in (select article_id from tagging where state = 'IN_FORCE')\
            """);
        handle.execute("""
            insert into shelf (kind, name, slug, articles)
            select 'OUTLET', slug, slug, 0 from outlet o
            where not exists (select 1 from shelf s where s.kind = 'OUTLET' and s.name = o.slug)\
            """);
        handle.execute("""
            insert into shelf_article (shelf_id, article_id, dated)
            select s.id, a.id, a.dated
            from article a
            join outlet o on o.id = a.outlet_id
            join shelf s on s.kind = 'ALL' or (s.kind = 'OUTLET' and s.name = o.slug)
                or (s.kind = 'TAG' and exists (
                    select 1 from tagging t
                    where t.article_id = a.id and t.tag = s.name and t.state = 'IN_FORCE'))
            where a.shown\
            """);
        handle.execute("""
            insert into shelf_place (shelf_id, place, article_id)
            select shelf_id, row_number() over (partition by shelf_id order by dated, article_id), article_id
            from shelf_article\
            """);
        handle.execute("""
            update shelf s
            set articles = (select count(*) from shelf_article a where a.shelf_id = s.id)\
            """);
    }

    private Content content(Outlet outlet, int number, Instant dated) {
        String text = text();
        boolean known = number % 17 != 0;
        return new Content(
                URI.create(outlet.home() + "a" + number),
                Set.of(),
                "Headline " + number + " " + any(),
                List.of("Ann Author"),
                known ? Optional.of(dated) : Optional.empty(),
                Optional.empty(),
                number % 5 == 4 ? "de" : "en",
                SafeHtml.paragraph(text),
                text,
                Optional.empty(),
                List.of(),
                Content.From.PAGE);
    }

    private static Sighting sighting(Outlet outlet, int number, Instant seen) {
        Feed feed = new Feed(
                new FeedId(1),
                outlet,
                outlet.home(),
                Feed.Role.FEED,
                new Validators(Optional.empty(), Optional.empty()),
                Optional.empty(),
                0,
                Optional.empty());
        Entry entry = Entry.of("e" + number, "", Optional.empty());
        return new Sighting(new SightingId(number + 1L), feed, entry, seen, 0);
    }

    /// Now and then one of the themes stands among the words.
    private String text() {
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            boolean theme = random.nextInt(400) == 0;
            text.append(theme ? THEMES.get(random.nextInt(THEMES.size())) : any());
            text.append(random.nextInt(12) == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    /// The n-th word comes about 1/n times as often as the first.
    private String any() {
        return words.get((int) Math.pow(VOCABULARY, random.nextDouble()) - 1);
    }

    private String madeUp() {
        StringBuilder word = new StringBuilder();
        int syllables = 2 + random.nextInt(3);
        for (int syllable = 0; syllable < syllables; syllable++)
            word.append("bcdfghjklmnprstvwz".charAt(random.nextInt(18))).append("aeiou".charAt(random.nextInt(5)));
        return word.append("lmnrstk".charAt(random.nextInt(7))).toString();
    }

    /// Fills the archive of a data folder: outlets and rules as given.
    public static void fill(
            StoreSettings settings, List<Outlet> of, List<dossier.model.Rule> rules, int articles, int characters) {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(settings);
                Watch watch = new Watch(new Rules(database, clock).sync(rules), ZoneOffset.UTC)) {
            new Filler(database, new Outlets(database, clock), characters).fill(of, watch, articles);
            // No archive takes in as many in a week: what waits to be looked at for its story would hide all else.
            database.write(handle -> handle.execute("delete from story_wanted"));
        }
    }
}
