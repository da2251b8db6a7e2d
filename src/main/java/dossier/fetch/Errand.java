package dossier.fetch;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What is asked for, and how.
///
/// @param asked the address; user and password in it are sent to its host as basic authentication
/// @param headers sent to whoever answers in the end
/// @param secrets an outlet's own headers as configured, for its own servers only: keys, cookies, subscriptions
/// @param own the outlet's servers
/// @param limit on the body
/// @param unfit looks at the headers of a 2xx answer and says why its body is not even wanted
/// @param manners asked before each request, redirects included
record Errand(
        URI asked,
        Map<String, String> headers,
        Map<String, String> secrets,
        Own own,
        Limit limit,
        Function<Headers, Optional<String>> unfit,
        Manners manners) {
    /// True where it is done for a feed.
    boolean isForFeed() {
        return !manners.sulks;
    }

    /// True where the server may answer that nothing has changed.
    boolean isConditional() {
        return headers.containsKey("if-none-match") || headers.containsKey("if-modified-since");
    }

    /// How much of a body is read.
    ///
    /// @param cut true: what is beyond is left away; false: then there is no answer at all
    record Limit(long bytes, boolean cut) {}

    /// What keeps us from asking although we could.
    ///
    /// @param sulks true: a host that let us wait in vain is left alone, not only one that asked for it
    /// @param unwanted says so where robots.txt forbids an address
    record Manners(boolean sulks, Function<Address, Optional<Outcome>> unwanted) {
        /// For a feed, which is offered to be asked for and has its own timetable.
        static final Manners OF_FEEDS = new Manners(false, _ -> Optional.empty());

        /// For robots.txt itself.
        static final Manners OF_ROBOTS = new Manners(true, _ -> Optional.empty());
    }
}
