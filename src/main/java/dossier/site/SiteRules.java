package dossier.site;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What is peculiar about the pages of one host.
///
/// @param host without `www.`; also rules its subdomains, where they have no rules of their own
/// @param why what makes the rules needed, for the next one who reads them
/// @param from first day on which pages look so
/// @param until last day on which pages look so
/// @param title selectors of the headline, the first that finds something wins
/// @param body selectors of the boxes that hold the text; all that they find is joined
/// @param remove selectors of what is dropped wherever it stands
/// @param byline selectors of the authors
/// @param date selectors of the date of publication
/// @param nextPage selector of the link to the article's next part
public record SiteRules(
        String host,
        String why,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        List<String> title,
        List<String> body,
        List<String> remove,
        List<String> byline,
        List<String> date,
        Optional<String> nextPage) {
    public SiteRules {
        title = List.copyOf(title);
        body = List.copyOf(body);
        remove = List.copyOf(remove);
        byline = List.copyOf(byline);
        date = List.copyOf(date);
    }

    /// True where pages of this day look as the rules say.
    public boolean holdOn(LocalDate day) {
        return from.filter(day::isBefore).isEmpty()
                && until.filter(day::isAfter).isEmpty();
    }
}
