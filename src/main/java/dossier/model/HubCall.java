package dossier.model;

import java.net.URI;
import java.time.Duration;

/// What a hub is asked for: to tell us of a feed's news (WebSub, section 5.1).
///
/// @param hub who is asked
/// @param topic the feed, by the address that it gives as its own
/// @param callback where the hub shall tell us
/// @param secret it shall sign with; empty where the hub is asked over plain HTTP, which would tell it to everybody
/// @param lease for how long
public record HubCall(FeedId feed, URI hub, URI topic, URI callback, String secret, Duration lease) {
    /// Without the secret, and without the address that nobody else shall know.
    @Override
    public String toString() {
        return "HubCall[" + feed + ", " + hub + ", " + topic + "]";
    }
}
