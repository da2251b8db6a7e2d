package dossier.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Keeps a feed's author from asking our own network through us.
///
/// An address is looked at twice: as it is written, before anything is done, and as its name resolves, at the
/// moment of connecting. The second look is the one that counts; a name may lead elsewhere from one second to the
/// next.
final class Guard {
    /// A name led only to addresses that may not be asked. The message is a sentence for the operator.
    static final class Forbidden extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Forbidden(String message) {
            super(message);
        }
    }

    /// Names that clouds give to what knows their secrets, or that mean this machine.
    private static final List<String> INNER = List.of("localhost", "internal", "local", "localdomain", "home.arpa");

    private final boolean allowPrivate;

    Guard(FetchSettings settings) {
        this.allowPrivate = settings.allowPrivate();
    }

    /// Why an address may not be asked, as far as one can tell from its spelling.
    Optional<String> objection(Address address) {
        if (allowPrivate) return Optional.empty();
        if (Ports.isClosed(address.port()))
            return Optional.of("leads to port " + address.port() + " of " + address.host()
                    + ", where no websites are; http.allow-private would let it");
        Optional<InetAddress> literal = Ip.literal(address.host());
        if (literal.isPresent()) return literal.flatMap(Guard::refusal);
        if (isInner(address.host()))
            return Optional.of("leads to " + address.host() + ", a private name, which http.allow-private forbids");
        return Optional.empty();
    }

    private static boolean isInner(String host) {
        return INNER.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name));
    }

    private static Optional<String> refusal(InetAddress address) {
        return Ip.special(address)
                .map(what -> "leads to " + Ip.text(address) + ", " + what + ", which http.allow-private forbids");
    }

    /// Of the addresses that a name has, those that may be asked.
    InetAddress[] allowed(String host, InetAddress[] found) throws UnknownHostException {
        if (allowPrivate) return found;
        InetAddress[] allowed = Arrays.stream(found)
                .filter(address -> Ip.special(address).isEmpty())
                .toArray(InetAddress[]::new);
        if (allowed.length > 0) return allowed;
        throw new Forbidden(Arrays.stream(found)
                .flatMap(address -> refusal(address).stream())
                .findFirst()
                .orElse("leads to " + host + ", which has no address"));
    }
}
