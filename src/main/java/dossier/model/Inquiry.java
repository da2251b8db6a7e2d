package dossier.model;

import java.time.Instant;
import java.util.Optional;

/// A question to the API whose parameters were read and checked at the door.
///
/// @param request as it came
/// @param article the article it is about, where the address names one
/// @param words of a search, where only articles are wanted that match
/// @param tag where only articles of one tag are wanted
/// @param outlet slug, where only articles of one outlet are wanted
/// @param from no article older than this
/// @param to only articles older than this
/// @param behind where the page begins
/// @param name the last name of the page before, in a list by names; empty: from the beginning
/// @param since number of the last change that the asker knows
/// @param limit how many are wanted at most
/// @param problem what is wrong with it: then nobody need look anything up
public record Inquiry(
        Request request,
        Optional<ArticleId> article,
        Optional<String> words,
        Optional<String> tag,
        Optional<String> outlet,
        Instant from,
        Instant to,
        Position behind,
        String name,
        long since,
        int limit,
        Optional<String> problem) {
    /// Older than everything.
    public static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

    /// The same, from this place on.
    public Inquiry from(Position place) {
        return new Inquiry(request, article, words, tag, outlet, from, to, place, name, since, limit, problem);
    }

    /// One that cannot be answered.
    public static Inquiry wrong(Request request, String problem) {
        return new Inquiry(
                request,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                EVER,
                Position.START.dated(),
                Position.START,
                "",
                0,
                1,
                Optional.of(problem));
    }
}
