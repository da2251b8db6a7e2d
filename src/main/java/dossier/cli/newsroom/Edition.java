package dossier.cli.newsroom;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One outlet as it is printed: which address shows what. Same instant, same bytes.
final class Edition {
    private static final int FEED_SECONDS = 60;
    private static final int PAGE_SECONDS = 300;
    private static final Duration PICTURES_AGE = Duration.ofDays(40);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter AGENCY = DateTimeFormatter.ofPattern("MMMM d, yyyy / h:mm a", Locale.US);
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("yyyy/MM", Locale.ROOT);

    private final Masthead masthead;
    private final List<Story> stories;
    private final Instant start;
    private final Template template;
    private final Map<String, String> words = new HashMap<>();

    Edition(Masthead masthead, Instant start, int port) {
        this.masthead = masthead;
        this.start = start;
        this.template = Template.read("templates/" + masthead.template() + ".html");
        this.stories = Shelf.contents().stream()
                .filter(name -> name.startsWith(masthead.label() + "/"))
                .map(Story::read)
                .sorted(Comparator.comparing(Story::ago))
                .toList();
        if (masthead.blog()) words.put("blogroll", blogroll(masthead, template, port));
        words.put("root", masthead.root(port));
        words.put("name", Template.escaped(masthead.title()));
        words.put("tagline", Template.escaped(masthead.tagline()));
        words.put("label", masthead.label());
        words.put("charset", masthead == Masthead.WRONGWORLD ? "iso-8859-1" : "UTF-8");
        words.put("feed.charset", masthead.charset().name());
        words.put("language", masthead.language());
        words.put("year", Integer.toString(start.atZone(masthead.zone()).getYear()));
    }

    private static String blogroll(Masthead own, Template template, int port) {
        return Arrays.stream(Masthead.values())
                .filter(other -> other.blog() && other != own)
                .map(other -> Map.of("root", other.root(port), "name", Template.escaped(other.title())))
                .map(words -> template.fill("blogroll-item", words))
                .collect(Collectors.joining());
    }

    List<Story> stories() {
        return stories;
    }

    /// Where an article stands on this host.
    String path(Story story) {
        if (!story.path().isEmpty()) return story.path();
        return "/" + FOLDER.format(local(story)) + "/" + story.name() + "/";
    }

    /// The answer to a path, without its query: tracking parameters change nothing.
    Answer answer(String path, Instant now) {
        Optional<Story> story =
                stories.stream().filter(one -> path(one).equals(path)).findFirst();
        if (story.isPresent() && shown(story.get(), now)) return page(story.get());
        if (masthead.feeds().contains(path)) return feed(path, now);
        if (path.equals("/comments/feed/")) return comments(now);
        if (path.equals("/rss"))
            return Answer.movedTo(words.get("root") + masthead.feeds().getFirst(), start);
        if (path.equals("/robots.txt")) return robots();
        return picture(path).or(() -> front(path, now)).orElseGet(this::missing);
    }

    private boolean shown(Story story, Instant now) {
        return !story.published(start).isAfter(now);
    }

    private Stream<Story> shown(Instant now) {
        return stories.stream().filter(story -> shown(story, now));
    }

    private Instant newest(Instant now) {
        return shown(now).map(story -> story.published(start)).findFirst().orElse(start);
    }

    private Answer page(Story story) {
        return html(sheet("page", words(story)), story.published(start), PAGE_SECONDS);
    }

    private Answer html(String text, Instant modified, int seconds) {
        return Answer.of(masthead.pageType(), Answer.encoded(text, masthead.charset()), modified, seconds);
    }

    private Answer feed(String path, Instant now) {
        boolean first = path.equals(masthead.feeds().getFirst());
        Predicate<Story> carried = story -> first || story.section().equals("Asia");
        String items = all("feed-item", shown(now).filter(carried));
        Map<String, String> given = with("items", items);
        given.put("self", words.get("root") + path);
        dates(given, newest(now).atZone(masthead.zone()));
        byte[] body = Answer.encoded(template.fill("feed", given), masthead.charset());
        return Answer.of(masthead.feedType(), body, newest(now), FEED_SECONDS);
    }

    private Answer comments(Instant now) {
        if (!masthead.blog()) return missing();
        Map<String, String> given =
                with("items", all("comments-item", shown(now).limit(3)));
        dates(given, newest(now).atZone(masthead.zone()));
        byte[] body = Answer.encoded(template.fill("comments-feed", given), masthead.charset());
        return Answer.of(masthead.feedType(), body, newest(now), FEED_SECONDS);
    }

    private Answer robots() {
        byte[] body = template.fill("robots", words).getBytes(StandardCharsets.US_ASCII);
        return Answer.of("text/plain", body, start.minus(PICTURES_AGE), PAGE_SECONDS);
    }

    private Optional<Answer> picture(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!name.matches("[a-z0-9-]+\\.(svg|png|jpg|gif)")) return Optional.empty();
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = Map.of("svg", "image/svg+xml", "png", "image/png", "jpg", "image/jpeg", "gif", "image/gif")
                .getOrDefault(ending, "");
        return Shelf.bytes("pictures/" + name)
                .map(bytes -> Answer.of(type, bytes, start.minus(PICTURES_AGE), PAGE_SECONDS));
    }

    /// The front page, also for the addresses that the navigation names: they lead somewhere and no further.
    private Optional<Answer> front(String path, Instant now) {
        if (template.fill("about", words).lines().anyMatch(path::equals)) return Optional.of(about(path));
        if (template.fill("fronts", words).lines().noneMatch(path::equals)) return Optional.empty();
        Map<String, String> given = with("teasers", all("teaser", shown(now)));
        given.putAll(sidelines(stories.getFirst()));
        return Optional.of(html(sheet("front", given), newest(now), FEED_SECONDS));
    }

    private Answer about(String path) {
        Map<String, String> given = with("title", path.replaceAll("^/|/$", "").replace('-', ' '));
        given.putAll(sidelines(stories.getFirst()));
        return html(sheet("plain", given), start.minus(PICTURES_AGE), PAGE_SECONDS);
    }

    private Answer missing() {
        Map<String, String> given = with("title", "Page not found");
        given.putAll(sidelines(stories.getFirst()));
        String text = sheet("plain", given);
        return Answer.missing(masthead.pageType(), Answer.encoded(text, masthead.charset()), start);
    }

    /// Prints a whole page, with the furniture that stands on every page of the outlet.
    private String sheet(String section, Map<String, String> given) {
        Map<String, String> full = new HashMap<>(given);
        for (String part : List.of("css", "head", "foot", "sidebar")) {
            if (template.has(part)) full.put(part, template.fill(part, given));
        }
        return template.fill(section, full);
    }

    private Map<String, String> with(String word, String value) {
        Map<String, String> given = new HashMap<>(words);
        given.put(word, value);
        return given;
    }

    private String all(String section, Stream<Story> some) {
        return some.map(story -> template.fill(section, words(story))).collect(Collectors.joining());
    }

    private ZonedDateTime local(Story story) {
        return story.published(start).atZone(masthead.zone());
    }

    private Map<String, String> words(Story story) {
        Map<String, String> given = brief(story);
        given.putAll(sidelines(story));
        given.put("body", body(story, given));
        if (masthead.blog()) given.put("content", template.fill(full() ? "content-full" : "content-excerpt", given));
        return given;
    }

    /// One blog sends whole posts in its feed, the others only how they begin.
    private boolean full() {
        return masthead == Masthead.UNINTENDED;
    }

    /// What can be said of an article without its text.
    private Map<String, String> brief(Story story) {
        Map<String, String> given = with("title", Template.escaped(story.title()));
        given.put("title.json", Template.json(story.title()));
        given.put("author", Template.escaped(story.author()));
        given.put("author.json", Template.json(story.author()));
        given.put("section", Template.escaped(story.section()));
        given.put("summary", Template.escaped(story.summary()));
        given.put("summary.json", Template.json(story.summary()));
        given.put("path", path(story));
        given.put("link", words.get("root") + path(story));
        given.put("number", Integer.toString(100 + stories.indexOf(story)));
        given.put("id", story.name());
        given.put(
                "picture", Block.lead(story.blocks()).map(Block.Figure::picture).orElse("logo.svg"));
        given.put("tags", tags("tag", story));
        given.put("categories", tags("category", story));
        story.language().ifPresent(language -> given.put("language", language));
        dates(given, local(story));
        return given;
    }

    private static void dates(Map<String, String> given, ZonedDateTime date) {
        given.put("date.iso", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date));
        given.put("date.rfc", DateTimeFormatter.RFC_1123_DATE_TIME.format(date));
        given.put("date.long", LONG.format(date));
        given.put("date.agency", AGENCY.format(date));
        given.put("date.epoch", Long.toString(date.toEpochSecond()));
    }

    private String tags(String section, Story story) {
        return story.tags().stream()
                .map(tag -> template.fill(section, with("tag", Template.escaped(tag))))
                .collect(Collectors.joining());
    }

    /// Lists of other articles: always of those that were there from the start, so that pages stay the same.
    private Map<String, String> sidelines(Story story) {
        List<Story> others = stories.stream()
                .filter(other -> other.standing() && !other.equals(story))
                .toList();
        int from = Math.floorMod(stories.indexOf(story), Math.max(1, others.size() - 3));
        return Map.of(
                "related", links("related-item", others.subList(from, Math.min(others.size(), from + 3))),
                "mostread", links("mostread-item", others.subList(0, Math.min(others.size(), 5))));
    }

    private String links(String section, List<Story> others) {
        return others.stream()
                .map(other -> template.fill(section, brief(other)))
                .collect(Collectors.joining());
    }

    private String body(Story story, Map<String, String> page) {
        StringBuilder body = new StringBuilder();
        boolean led = false;
        boolean pictured = false;
        for (Block block : story.blocks()) {
            boolean first = block instanceof Block.Figure ? !pictured : !led;
            body.append(printed(block, first, page));
            pictured |= block instanceof Block.Figure;
            led |= block instanceof Block.Paragraph;
        }
        return body.toString();
    }

    private String printed(Block block, boolean first, Map<String, String> page) {
        return switch (block) {
            case Block.Paragraph(String html) -> text(first ? "lead" : "p", html, page);
            case Block.Heading(String html) -> text("h2", html, page);
            case Block.Quote(String html) -> text("quote", html, page);
            case Block.Items(boolean numbered, List<String> html) ->
                text(
                        numbered ? "ol" : "ul",
                        html.stream().map(item -> text("li", item, page)).collect(Collectors.joining()),
                        page);
            case Block.Figure figure -> figure(first ? "lead-figure" : "figure", figure, page);
            case Block.Table(List<List<String>> rows) -> text("table", rows(rows), page);
            case Block.Piece(String name, String html) -> text(name, html, page);
        };
    }

    private String text(String section, String html, Map<String, String> page) {
        Map<String, String> given = new HashMap<>(page);
        given.put("words", html);
        return template.fill(section, given);
    }

    private String figure(String section, Block.Figure figure, Map<String, String> page) {
        Map<String, String> given = new HashMap<>(page);
        given.put("picture", figure.picture());
        given.put("alt", Template.escaped(figure.alt()));
        given.put("caption", figure.caption());
        given.put("credit", figure.credit());
        given.put("photo", figure.credit().isEmpty() ? "" : " Photo: " + figure.credit());
        return template.fill(section, given);
    }

    private static String rows(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            String cell = table.isEmpty() ? "th" : "td";
            table.append("<tr>");
            row.forEach(html -> table.append("<%s>%s</%s>".formatted(cell, html, cell)));
            table.append("</tr>\n");
        }
        return table.toString();
    }
}
