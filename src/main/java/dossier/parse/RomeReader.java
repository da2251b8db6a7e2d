package dossier.parse;

import com.rometools.rome.feed.atom.Category;
import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Generator;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedInput;
import dossier.parse.FeedDocument.Core;
import dossier.parse.FeedDocument.Head;
import dossier.parse.FeedDocument.Item;
import dossier.parse.FeedDocument.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Has Rome read a regular feed, and joins what stood beside it.
final class RomeReader {
    private RomeReader() {}

    static FeedDocument read(Regular regular) throws FeedException {
        Feed feed = (Feed) new WireFeedInput(false, Locale.ROOT).build(regular.atom());
        Head head = head(feed, regular);
        // Atom: the feed's authors wrote every entry that names none (RFC 4287, section 4.2.1).
        List<Person> authors = regular.format().startsWith("atom") ? head.core().authors() : List.of();
        List<Item> items = new ArrayList<>(feed.getEntries().size());
        for (int i = 0; i < feed.getEntries().size(); i++)
            items.add(item(feed.getEntries().get(i), regular.items().get(i), authors));
        return new FeedDocument(regular.format(), head, items);
    }

    private static Head head(Feed feed, Regular regular) {
        Core core = new Core(
                Optional.ofNullable(feed.getId()).orElse(""),
                text(feed.getTitleEx()),
                text(feed.getSubtitle()),
                feed.getAlternateLinks().stream().map(Link::getHref).findFirst(),
                persons(feed.getAuthors()),
                persons(feed.getContributors()),
                categories(feed.getCategories()),
                rights(feed.getRights()));
        String generator = Optional.ofNullable(feed.getGenerator())
                .map(Generator::getValue)
                .orElse("");
        return new Head(
                core,
                regular.head().times(),
                generator,
                regular.head().extras(),
                regular.more().icon(),
                regular.more().wishes(),
                regular.more().signposts());
    }

    private static Item item(Entry entry, Regular.Aside aside, List<Person> authors) {
        Core core = new Core(
                Optional.ofNullable(entry.getId()).orElse(""),
                text(entry.getTitleEx()),
                text(entry.getSummary()),
                entry.getAlternateLinks().stream().map(Link::getHref).findFirst(),
                persons(entry.getAuthors()),
                persons(entry.getContributors()),
                categories(entry.getCategories()),
                rights(entry.getRights()));
        Text content = entry.getContents().isEmpty()
                ? Text.NONE
                : text(entry.getContents().getFirst());
        String source = Optional.ofNullable(entry.getSource())
                .flatMap(from -> Optional.ofNullable(from.getTitle()))
                .orElse("");
        return new Item(core.by(authors), aside.times(), content, aside.files(), source, aside.extras());
    }

    private static List<FeedDocument.Category> categories(List<Category> categories) {
        return categories.stream()
                .map(category -> new FeedDocument.Category(orEmpty(category.getTerm()), orEmpty(category.getLabel())))
                .toList();
    }

    private static List<Person> persons(List<SyndPerson> persons) {
        return persons.stream()
                .map(person ->
                        new Person(orEmpty(person.getName()), orEmpty(person.getEmail()), orEmpty(person.getUri())))
                .toList();
    }

    private static Text rights(@Nullable String rights) {
        return rights == null ? Text.NONE : Text.html(rights);
    }

    private static Text text(@Nullable Content content) {
        if (content == null || content.getValue() == null) return Text.NONE;
        return new Text(content.getValue(), "html".equals(content.getType()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
