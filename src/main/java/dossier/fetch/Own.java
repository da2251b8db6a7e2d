package dossier.fetch;

import dossier.model.Outlet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// An outlet's own servers: those its configuration names, and no others. A feed that its home page announces may be
/// anybody's, and a link in a feed is; neither may see the outlet's keys.
///
/// @param origins scheme, host and port of each
record Own(Set<String> origins) {
    static final Own NOBODY = new Own(Set.of());

    Own {
        origins = Set.copyOf(origins);
    }

    static Own of(Outlet outlet) {
        Set<String> origins = new HashSet<>();
        Stream.concat(Stream.of(outlet.home()), outlet.polled().stream())
                .flatMap(uri -> Address.of(uri).stream())
                .forEach(address -> origins.add(address.origin()));
        return new Own(origins);
    }

    /// Whether it is one of them. Many links still say http, and lead on to https at once: that is no detour.
    boolean holds(Address address) {
        return origins.contains(address.origin())
                || other(address, "https", 443, 80)
                || other(address, "http", 80, 443);
    }

    /// Whether it may see the outlet's keys: encrypted, unless the configuration itself says http.
    boolean maySee(Address address) {
        return holds(address) && (address.secure() || origins.contains(address.origin()));
    }

    private boolean other(Address address, String scheme, int port, int known) {
        return address.port() == known
                && !address.scheme().equals(scheme)
                && origins.contains(new Address(scheme, address.host(), port, "/").origin());
    }
}
