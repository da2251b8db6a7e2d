package dossier.site;

import dossier.model.Place;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is peculiar about the pages of one host. A selector is CSS, or XPath 1.0 where it begins with `/` or `(`.
///
/// @param origin the file, and for messages the line, that says so
/// @param host without `www.`
/// @param reach which hosts the rules are for
/// @param why what makes the rules needed, for the next one who reads them
/// @param from first day on which pages look so
/// @param until last day on which pages look so
/// @param title selectors of the headline, the first that finds something wins
/// @param body selectors of the boxes that hold the text; the first that finds something wins, and all that it finds is
///     joined
/// @param remove selectors of what is dropped wherever it stands
/// @param byline selectors of the authors
/// @param date selectors of the date of publication
/// @param nextPage selectors of the link to the article's next part
/// @param singlePage selectors of the link to a page that has the whole article
/// @param zone of dates written without one
/// @param replacements made in the page's source before it is read
/// @param tests pages on which the rules have to work
public record SiteRules(
        Place origin,
        String host,
        Reach reach,
        String why,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        List<String> title,
        List<String> body,
        List<String> remove,
        List<String> byline,
        List<String> date,
        List<String> nextPage,
        List<String> singlePage,
        Optional<ZoneId> zone,
        List<Replacement> replacements,
        List<Test> tests) {
    public SiteRules {
        title = List.copyOf(title);
        body = List.copyOf(body);
        remove = List.copyOf(remove);
        byline = List.copyOf(byline);
        date = List.copyOf(date);
        nextPage = List.copyOf(nextPage);
        singlePage = List.copyOf(singlePage);
        replacements = List.copyOf(replacements);
        tests = List.copyOf(tests);
    }

    /// Which hosts rules are for.
    public enum Reach {
        /// The host and all below it that have no rules of their own.
        HOST_AND_BELOW,
        /// The host alone.
        HOST,
        /// The hosts below it.
        BELOW
    }

    /// A text in a page's source, and what it is replaced by.
    public record Replacement(String text, String by) {
        public Replacement {
            if (text.isEmpty()) throw new IllegalArgumentException("Nothing cannot be replaced");
        }
    }

    /// A page on which the rules have to work.
    ///
    /// @param contains texts that the article must hold
    public record Test(URI url, List<String> contains) {
        public Test {
            contains = List.copyOf(contains);
        }
    }

    /// True where pages of this day look as the rules say.
    public boolean holdOn(LocalDate day) {
        return from.filter(day::isBefore).isEmpty()
                && until.filter(day::isAfter).isEmpty();
    }

    /// All selectors, each once.
    public List<String> selectors() {
        return Stream.of(title, body, remove, byline, date, nextPage, singlePage)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
