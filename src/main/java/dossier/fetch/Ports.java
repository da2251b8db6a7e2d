package dossier.fetch;

import java.util.BitSet;
import java.util.Set;

/// Ports that no feed and no page is asked at: what listens there is no website, and may take a request for something
/// else (a mail server for a mail, a database for a command).
///
/// A list of what is closed, as browsers have it, and not of what is open: websites do stand on odd ports, and an
/// operator who had to set `http.allow-private` for one of them would open the inner network as well. It is enough,
/// because that network is closed by its addresses whatever the port.
final class Ports {
    /// Below 1024 live the oldest protocols of all; of the web there are only these.
    private static final Set<Integer> OLD_WEB = Set.of(80, 81, 82, 88, 443, 591, 800, 880, 888);

    /// The "bad ports" of WHATWG's Fetch Standard above 1023.
    private static final int[] BROWSERS = {
        1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
        10080
    };

    /// Databases, queues, remote control, and what runs clusters. Browsers leave these open, but browsers do not poll.
    private static final int[] ENGINES = {
        1080, 1098, 1099, 1433, 1434, 1521, 1522, 1883, 2181, 2375, 2376, 2377, 2379, 2380, 2424, 2483, 2484, 3050,
        3128, 3260, 3268, 3269, 3306, 3389, 4369, 4444, 4848, 5432, 5433, 5555, 5671, 5672, 5900, 5901, 5902, 5903,
        5938, 5984, 5985, 5986, 6001, 6379, 6380, 6443, 7473, 7474, 7687, 8086, 8125, 8200, 8300, 8301, 8500, 8600,
        9042, 9092, 9093, 9100, 9160, 9200, 9300, 9418, 10000, 10250, 10255, 11211, 15672, 16379, 25565, 26257, 26379,
        27017, 27018, 27019, 28015, 28017, 33060, 50000, 50070, 61613, 61616
    };

    private static final BitSet CLOSED = closed();

    private Ports() {}

    private static BitSet closed() {
        BitSet closed = new BitSet(1 << 16);
        closed.set(0, 1024);
        OLD_WEB.forEach(closed::clear);
        for (int port : BROWSERS) closed.set(port);
        for (int port : ENGINES) closed.set(port);
        return closed;
    }

    static boolean isClosed(int port) {
        return CLOSED.get(port);
    }
}
