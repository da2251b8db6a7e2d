package dossier.parse;

import dossier.model.DateFlag;
import dossier.model.Pulse;
import dossier.model.Signposts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that a feed says, whatever its format: what entries are made from. Addresses are absolute where the document's
/// own address is known, and of schemes that may be followed.
///
/// @param format such as `rss20`, `atom10`, `json11`
record FeedDocument(String format, Head head, List<Item> items) {
    FeedDocument {
        items = List.copyOf(items);
    }

    /// A person who wrote; any part may be empty.
    record Person(String name, String email, String url) {}

    /// What an item is about: a word for machines, one for people, or both.
    record Category(String term, String label) {
        /// As people read it.
        String name() {
            return label.isEmpty() ? term : label;
        }
    }

    /// A file that an item carries, as stated, with what is said of it: the text below a picture, and who took it.
    record File(String url, String type, String length, Text caption, Text credit) {}

    /// Where on Earth.
    record Point(double latitude, double longitude) {}

    /// When, as far as it could be read.
    record Times(Optional<Instant> published, Optional<Instant> updated, Set<DateFlag> flags) {
        Times {
            flags = Set.copyOf(flags);
        }
    }

    /// What feed and item both may have.
    record Core(
            String id,
            Text title,
            Text summary,
            Optional<String> link,
            List<Person> authors,
            List<Person> contributors,
            List<Category> categories,
            Text rights) {
        Core {
            authors = List.copyOf(authors);
            contributors = List.copyOf(contributors);
            categories = List.copyOf(categories);
        }

        /// The same, by these where it names nobody itself.
        Core by(List<Person> inherited) {
            return authors.isEmpty() && !inherited.isEmpty()
                    ? new Core(id, title, summary, link, inherited, contributors, categories, rights)
                    : this;
        }
    }

    /// What the feed says of itself. Its `summary` is what it calls subtitle, tagline or description.
    record Head(
            Core core,
            Times times,
            String generator,
            Extras extras,
            Optional<String> icon,
            Pulse.Wishes wishes,
            Signposts signposts) {
        /// How long the feed asks to be left alone.
        Optional<Duration> ttl() {
            return wishes.ttl();
        }
    }

    /// One entry.
    ///
    /// @param source title of the feed it was taken over from
    record Item(Core core, Times times, Text content, List<File> files, String source, Extras extras) {
        Item {
            files = List.copyOf(files);
        }
    }

    /// What modules add, and no library knows as a whole.
    ///
    /// @param permalink whether the id is promised to be the address
    /// @param original the address before a feed service replaced it
    record Extras(
            boolean permalink,
            Optional<String> original,
            Optional<String> image,
            List<String> thumbnails,
            Optional<Integer> duration,
            Optional<Boolean> explicit,
            Optional<Point> place,
            Optional<String> language,
            Optional<String> comments,
            Optional<Integer> commentCount,
            Optional<String> commentFeed,
            Optional<String> inReplyTo) {
        Extras {
            thumbnails = List.copyOf(thumbnails);
        }
    }
}
