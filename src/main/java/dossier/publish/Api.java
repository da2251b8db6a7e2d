package dossier.publish;

import dossier.model.Address;
import dossier.model.ArticleId;
import dossier.model.Bytes;
import dossier.model.Change;
import dossier.model.Inquiry;
import dossier.model.Item;
import dossier.model.Outlet;
import dossier.model.OutletCount;
import dossier.model.Position;
import dossier.model.Reply;
import dossier.model.Request;
import dossier.model.Seen;
import dossier.model.Site;
import dossier.model.Story;
import dossier.model.Tagging;
import dossier.model.Told;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The API's door: reads and checks questions, and writes answers, both by [Endpoint]. What stands in an answer comes
/// from [Told] alone, which holds no more of an article than may leave the house.
public final class Api {
    private static final String PROBLEM = "application/problem+json; charset=utf-8";

    /// Where the number stands in `/api/v1/articles/{id}`, cut at its slashes.
    private static final int ARTICLE_PART = 4;

    private final Site site;
    private final Bytes document;

    /// For the site whose addresses stand in the answers.
    public Api(Site site) {
        this.site = site;
        this.document = Bytes.utf8(OpenApi.of(site));
    }

    /// A question, its parameters checked.
    public Inquiry ask(Request request) {
        Optional<Endpoint> known = Endpoint.of(request.path());
        if (known.isEmpty()) return Inquiry.wrong(request, "There is nothing at " + request.path());
        Endpoint endpoint = known.get();
        Optional<String> objection = endpoint.objection(request.params());
        try {
            return objection
                    .map(problem -> Inquiry.wrong(request, problem))
                    .orElseGet(() -> inquiry(endpoint, request));
        } catch (DateTimeException noSuchDay) {
            return Inquiry.wrong(request, "There is no such day: " + noSuchDay.getMessage());
        } catch (IllegalArgumentException notOurs) {
            return Inquiry.wrong(request, "cursor is none that an answer gave; begin without one");
        }
    }

    /// The answer.
    public Reply tell(Told told) {
        return switch (told) {
            case Told.Articles list ->
                page(new ApiText.Articles(
                        list.items().stream().map(this::article).toList(),
                        next(list.inquiry(), list.next().map(Cursors::of))));
            case Told.One(Item item) -> ok(article(item));
            case Told.Sightings(Item item) -> ok(new ApiText.Sightings(item.id().value(), sightings(item)));
            case Told.Matches(Item item) ->
                ok(new ApiText.Matches(
                        item.id().value(),
                        item.matches().stream().map(Api::match).toList()));
            case Told.Revisions all -> page(revisions(all));
            case Told.Tags all -> page(tags(all));
            case Told.Outlets all -> page(outlets(all));
            case Told.Changes all -> ok(changes(all));
            case Told.Elsewhere(Inquiry inquiry, ArticleId now) -> moved(inquiry, now);
            case Told.Gone gone ->
                refused(
                        410,
                        "Taken down",
                        "The article " + gone.article() + " was taken down",
                        Optional.of(new ApiText.Removal(Dates.iso(gone.at()), Characters.legal(gone.reason()))));
            case Told.Unknown(String what) -> refused(404, "Not found", what, Optional.empty());
            case Told.Refused(String problem) -> refused(400, "Cannot be answered", problem, Optional.empty());
            case Told.Ahead(long since, long last) ->
                refused(
                        409,
                        "The archive was set back",
                        "You know change " + since + ", and the newest here is " + last + ": begin anew with since=0",
                        Optional.empty());
        };
    }

    /// `/api/v1/openapi.json`.
    public Reply document(Request request) {
        return new Reply(200, headers("application/json; charset=utf-8"), document);
    }

    /// For an address of the API that is none.
    public Reply notFound(Request request) {
        return refused(
                404,
                "Not found",
                "There is nothing at " + request.path() + "; " + Endpoint.DOCUMENT + " tells what there is",
                Optional.empty());
    }

    /// For a request that would change something.
    public Reply notAllowed(Request request) {
        Reply reply = refused(
                405,
                "Not allowed",
                "What is at " + request.path() + " can be read, and nothing else",
                Optional.empty());
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Allow", "GET, HEAD, OPTIONS");
        return new Reply(405, headers, reply.body());
    }

    /// What a browser asks before a program on another site's page asks: anyone may read, also conditionally.
    public Reply allowed(Request request) {
        return new Reply(
                204,
                Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Allow-Methods", "GET, HEAD",
                        "Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since",
                        "Access-Control-Max-Age", "86400",
                        "Allow", "GET, HEAD, OPTIONS"),
                Bytes.NONE);
    }

    // questions

    private Inquiry inquiry(Endpoint endpoint, Request request) {
        Optional<String> day = value(request, "day");
        Instant from = day.or(() -> value(request, "after")).map(this::start).orElse(Inquiry.EVER);
        Instant to = day.map(LocalDate::parse)
                .map(date -> date.plusDays(1).toString())
                .or(() -> value(request, "before"))
                .map(this::start)
                .orElse(Position.START.dated());
        boolean named = !endpoint.name().equals("articles");
        Optional<String> cursor = value(request, "cursor");
        return new Inquiry(
                request,
                value(request, "id").map(Long::parseLong).map(ArticleId::new),
                value(request, "q"),
                value(request, "tag"),
                value(request, "outlet"),
                later(from, value(request, "after").map(this::start)),
                earlier(to, value(request, "before").map(this::start)),
                cursor.filter(_ -> !named).map(Cursors::position).orElse(Position.START),
                cursor.filter(_ -> named)
                        .map(text -> Cursors.name(text, endpoint.name().equals("revisions")))
                        .orElse(""),
                value(request, "since").map(Long::parseLong).orElse(0L),
                value(request, "limit").map(Integer::parseInt).orElse((int) endpoint.standard("limit")),
                Optional.empty());
    }

    private static Optional<String> value(Request request, String name) {
        return Optional.of(request.param(name)).filter(value -> !value.isEmpty());
    }

    private Instant start(String day) {
        return LocalDate.parse(day).atStartOfDay(site.zone()).toInstant();
    }

    private static Instant later(Instant one, Optional<Instant> other) {
        return other.filter(one::isBefore).orElse(one);
    }

    private static Instant earlier(Instant one, Optional<Instant> other) {
        return other.filter(one::isAfter).orElse(one);
    }

    // answers

    private Reply ok(Record answer) {
        return new Reply(200, headers("application/json; charset=utf-8"), Bytes.utf8(ApiText.json(answer)));
    }

    /// One that names its next page in a header, too.
    private Reply page(Record answer) {
        Optional<String> next =
                switch (answer) {
                    case ApiText.Articles list -> list.next();
                    case ApiText.Revisions list -> list.next();
                    case ApiText.Tags list -> list.next();
                    case ApiText.Outlets list -> list.next();
                    default -> Optional.empty();
                };
        Reply reply = ok(answer);
        if (next.isEmpty()) return reply;
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Link", "<" + next.get() + ">; rel=\"next\"");
        return new Reply(200, headers, reply.body());
    }

    /// Where an article was merged into another one: the same question about that one.
    private Reply moved(Inquiry inquiry, ArticleId now) {
        String[] parts = inquiry.request().path().split("/", -1);
        parts[ARTICLE_PART] = now.toString();
        Reply reply = refused(301, "Moved", "It is one with article " + now + " now", Optional.empty());
        Map<String, String> headers = new LinkedHashMap<>(reply.headers());
        headers.put("Location", site.at(String.join("/", parts)));
        return new Reply(301, headers, reply.body());
    }

    private static Map<String, String> headers(String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-cache");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Expose-Headers", "ETag, Link");
        return headers;
    }

    private static Reply refused(int status, String title, String detail, Optional<ApiText.Removal> removed) {
        ApiText.Problem problem = new ApiText.Problem("about:blank", title, status, Characters.legal(detail), removed);
        return new Reply(status, headers(PROBLEM), Bytes.utf8(ApiText.json(problem)));
    }

    /// The same question with another cursor.
    private Optional<String> next(Inquiry inquiry, Optional<String> cursor) {
        return cursor.map(text -> {
            Map<String, String> params = new TreeMap<>(inquiry.request().params());
            params.remove("id");
            params.put("cursor", text);
            return site.at(inquiry.request().path() + "?" + query(params));
        });
    }

    private static String query(Map<String, String> params) {
        return String.join(
                "&",
                params.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + Address.segment(entry.getValue()))
                        .toList());
    }

    private ApiText.Article article(Item item) {
        return new ApiText.Article(
                item.id().value(),
                Listing.address(site, item),
                Listing.original(site, item),
                Characters.legal(item.title()),
                Optional.of(item.lang()).filter(language -> !language.isEmpty()),
                item.authors().stream().map(Characters::legal).toList(),
                new ApiText.OutletName(
                        item.outlet().slug(), Characters.legal(item.outlet().name())),
                iso(item.date()),
                iso(item.changed()),
                item.revision(),
                item.outlet().rights().map(Characters::legal),
                Characters.legal(item.excerpt()),
                Characters.legal(item.body().markup()),
                item.picture()
                        .filter(picture -> Address.isWeb(picture.url()))
                        .map(picture -> new ApiText.Picture(
                                Address.ascii(picture.url().toString()), Characters.legal(picture.alt()))),
                item.tags().stream().map(Characters::legal).toList(),
                sightings(item),
                item.story().map(Story::id),
                item.versions().stream().map(this::version).toList());
    }

    private ApiText.Version version(Story.Version version) {
        return new ApiText.Version(
                version.id().value(), site.at(version.path()), version.outlet().slug());
    }

    private static List<ApiText.Sighting> sightings(Item item) {
        return item.sightings().stream().map(Api::sighting).toList();
    }

    private static ApiText.Sighting sighting(Seen seen) {
        return new ApiText.Sighting(
                Characters.legal(seen.outlet()),
                Address.ascii(seen.feed().toString()),
                Address.ascii(seen.url().toString()),
                Characters.legal(seen.title()),
                iso(seen.seen()),
                seen.entry().map(Characters::legal));
    }

    private static ApiText.Match match(Tagging tagging) {
        return new ApiText.Match(
                Characters.legal(tagging.tag()),
                Optional.of(Characters.legal(tagging.rule())).filter(rule -> !rule.isEmpty()),
                Optional.of(tagging.version()).filter(version -> version > 0),
                tagging.hits().stream()
                        .map(hit -> Characters.legal(hit.words()))
                        .distinct()
                        .toList(),
                tagging.by().map(Characters::legal));
    }

    private ApiText.Revisions revisions(Told.Revisions all) {
        Optional<String> next = all.more()
                ? Optional.of(
                        Cursors.of(String.valueOf(all.revisions().getLast().number())))
                : Optional.empty();
        return new ApiText.Revisions(
                all.item().id().value(),
                all.revisions().stream()
                        .map(revision -> new ApiText.Revision(
                                revision.number(),
                                iso(revision.at()),
                                Characters.legal(revision.title()),
                                revision.changed(),
                                Characters.legal(revision.body().markup())))
                        .toList(),
                next(all.inquiry(), next));
    }

    private ApiText.Tags tags(Told.Tags all) {
        Optional<String> next =
                all.more() ? Optional.of(Cursors.of(all.tags().getLast().tag())) : Optional.empty();
        return new ApiText.Tags(
                all.tags().stream()
                        .map(tag -> new ApiText.Tag(
                                Characters.legal(tag.tag()), tag.articles(), site.at(Address.tag(tag.tag()))))
                        .toList(),
                next(all.inquiry(), next));
    }

    private ApiText.Outlets outlets(Told.Outlets all) {
        Optional<String> next = all.more()
                ? Optional.of(Cursors.of(all.outlets().getLast().outlet().slug()))
                : Optional.empty();
        return new ApiText.Outlets(all.outlets().stream().map(this::outlet).toList(), next(all.inquiry(), next));
    }

    private ApiText.Outlet outlet(OutletCount count) {
        Outlet outlet = count.outlet();
        return new ApiText.Outlet(
                outlet.slug(),
                Characters.legal(outlet.name()),
                plain(outlet.kind()),
                Characters.legal(outlet.tagline()),
                Listing.home(outlet),
                plain(outlet.publish()),
                outlet.rights().map(Characters::legal),
                count.articles(),
                site.at(Address.outlet(outlet)));
    }

    private ApiText.Changes changes(Told.Changes all) {
        long last = all.lines().isEmpty()
                ? all.inquiry().since()
                : all.lines().getLast().change().seq();
        Map<String, String> params = new TreeMap<>(all.inquiry().request().params());
        params.put("since", String.valueOf(last));
        return new ApiText.Changes(
                all.lines().stream().map(this::change).toList(),
                last,
                all.last(),
                site.at(all.inquiry().request().path() + "?" + query(params)));
    }

    private ApiText.Change change(Told.Line line) {
        Change change = line.change();
        Optional<ApiText.Article> shown =
                line.state() instanceof Told.State.Shown(Item item) ? Optional.of(article(item)) : Optional.empty();
        Optional<ApiText.Removal> removed = line.state() instanceof Told.State.Removed(var at, var reason)
                ? Optional.of(new ApiText.Removal(iso(at), Characters.legal(reason)))
                : Optional.empty();
        Optional<Long> later = line.state() instanceof Told.State.Later(long seq) ? Optional.of(seq) : Optional.empty();
        return new ApiText.Change(
                change.seq(),
                iso(change.at()),
                change.article().value(),
                plain(change.what()),
                state(line.state()),
                shown,
                removed,
                later);
    }

    static String state(Told.State state) {
        return switch (state) {
            case Told.State.Shown _ -> "shown";
            case Told.State.Hidden _ -> "hidden";
            case Told.State.Removed _ -> "removed";
            case Told.State.Later _ -> "later";
        };
    }

    private static String plain(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// To the millisecond: a mirror orders by it.
    private static String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// Places in lists as text that nobody need understand.
    private static final class Cursors {
        static String of(Position behind) {
            return encoded(ChronoUnit.MICROS.between(Instant.EPOCH, behind.dated()) + "." + behind.article());
        }

        static String of(String name) {
            return encoded("n" + name);
        }

        static Position position(String cursor) {
            String text = decoded(cursor);
            if (!text.matches("-?[0-9]{1,18}\\.[0-9]{1,18}")) throw new IllegalArgumentException(cursor);
            int dot = text.indexOf('.');
            Instant dated = Instant.EPOCH.plus(Long.parseLong(text.substring(0, dot)), ChronoUnit.MICROS);
            boolean sound = !dated.isBefore(Inquiry.EVER) && !dated.isAfter(Position.START.dated());
            if (!sound) throw new IllegalArgumentException(cursor);
            return new Position(dated, Long.parseLong(text.substring(dot + 1)));
        }

        static String name(String cursor, boolean number) {
            String text = decoded(cursor);
            boolean sound = text.startsWith("n") && (!number || text.matches("n[1-9][0-9]{0,8}"));
            if (!sound) throw new IllegalArgumentException(cursor);
            return text.substring(1);
        }

        private static String encoded(String text) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        private static String decoded(String cursor) {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        }
    }
}
