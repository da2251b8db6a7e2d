package dossier.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What is asked for, and how.
///
/// @param asked the address; user and password in it are sent to its host as basic authentication
/// @param headers sent to whoever answers in the end
/// @param secrets an outlet's own headers, for its own hosts only: keys, cookies, subscriptions
/// @param own the hosts of the outlet, lower case
/// @param limit on the body
/// @param unfit looks at the headers of a 2xx answer and says why its body is not even wanted
/// @param manners asked before each request, redirects included
record Errand(
        URI asked,
        Map<String, String> headers,
        Map<String, String> secrets,
        Set<String> own,
        Limit limit,
        Function<Headers, Optional<String>> unfit,
        Manners manners) {
    /// How much of a body is read.
    ///
    /// @param cut true: what is beyond is left away; false: then there is no answer at all
    record Limit(long bytes, boolean cut) {}

    /// What keeps us from asking although we could.
    ///
    /// @param rests true: a host that said "too many requests" is left alone
    /// @param unwanted says so where robots.txt forbids an address
    record Manners(boolean rests, Function<Address, Optional<Outcome>> unwanted) {
        /// For a feed, which is offered to be asked for and has its own timetable.
        static final Manners OF_FEEDS = new Manners(false, _ -> Optional.empty());

        /// For robots.txt itself.
        static final Manners OF_ROBOTS = new Manners(true, _ -> Optional.empty());
    }
}
