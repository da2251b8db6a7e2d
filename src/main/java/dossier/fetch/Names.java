package dossier.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/// Turns names into addresses where the socket connects, and asks the guard about each.
///
/// Looking up a name blocks in the operating system and holds the thread that carries a virtual one; a few dead
/// name servers would stop everybody. So it is done by threads of its own, and not waited for longer than for a
/// connection.
final class Names implements DnsResolver, AutoCloseable {
    /// Tried one after the other when connecting, so a name with a hundred dead addresses must not have them all.
    private static final int MOST_ADDRESSES = 4;

    /// Enough that a feed which names hundreds of hosts at dead name servers does not hold up the lookups of others.
    private static final int THREADS = 128;

    private final Optional<Guard> guard;
    private final Duration patience;
    private final boolean localNames;
    private final ThreadPoolExecutor lookups;
    private final boolean hasV6 = hasV6();

    /// @param guard none where only the proxy's own name is looked up
    Names(Optional<Guard> guard, boolean localNames, Duration patience) {
        this.guard = guard;
        this.localNames = localNames;
        this.patience = patience;
        this.lookups = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("name-", 0).factory());
        lookups.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = addresses(host);
        InetAddress[] allowed = guard.isPresent() ? guard.get().allowed(host, found) : found;
        return reachable(allowed);
    }

    /// Where this machine has no IPv6, the IPv6 addresses of a host only hide why its IPv4 addresses failed.
    private InetAddress[] reachable(InetAddress[] addresses) {
        List<InetAddress> v4 = Arrays.stream(addresses)
                .filter(address -> address instanceof Inet4Address)
                .toList();
        List<InetAddress> tried = hasV6 || v4.isEmpty() ? List.of(addresses) : v4;
        return tried.stream().limit(MOST_ADDRESSES).toArray(InetAddress[]::new);
    }

    private static boolean hasV6() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(own ->
                            own instanceof Inet6Address && !own.isLoopbackAddress() && !own.isLinkLocalAddress());
        } catch (SocketException cannotTell) {
            return true;
        }
    }

    private InetAddress[] addresses(String host) throws UnknownHostException {
        Optional<InetAddress> literal = Ip.literal(host);
        if (literal.isPresent()) return new InetAddress[] {literal.get()};
        if (localNames && host.endsWith(".localhost")) return loopback();
        return lookedUp(host);
    }

    /// RFC 6761: every name below `localhost` is this machine. The JDK leaves that to the system, which may not
    /// know.
    private static InetAddress[] loopback() {
        return new InetAddress[] {Ip.literal("127.0.0.1").orElseThrow()};
    }

    private InetAddress[] lookedUp(String host) throws UnknownHostException {
        Future<InetAddress[]> lookup = lookups.submit(() -> InetAddress.getAllByName(host));
        try {
            return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            lookup.cancel(true);
            throw new Slow(host);
        } catch (InterruptedException stopped) {
            lookup.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        } catch (ExecutionException failed) {
            throw new UnknownHostException(host);
        }
    }

    /// The name servers did not answer in time, which says nothing about the name.
    static final class Slow extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Slow(String host) {
            super(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
