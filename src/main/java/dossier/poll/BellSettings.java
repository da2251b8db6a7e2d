package dossier.poll;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where alarms are told.
///
/// @param webhook an operator's own address: it may be private, the guard that keeps feeds off private addresses does
///     not apply
/// @param secret signs what is sent; empty: nothing is signed
/// @param proxy as for feeds
/// @param patience for one try
public record BellSettings(
        Optional<URI> webhook, Optional<String> secret, Optional<InetSocketAddress> proxy, Duration patience) {
    /// The log only.
    public static final BellSettings SILENT =
            new BellSettings(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(20));
}
