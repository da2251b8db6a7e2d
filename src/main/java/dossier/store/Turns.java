package dossier.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whose turn it is among the feeds that are due.
///
/// A host is asked for one thing at a time, so that each further feed of it keeps someone waiting. Were they handed out
/// as they come, a slow host with a hundred feeds would keep everybody waiting, and all others with them.
final class Turns {
    /// Feeds of one host in hand at a time: enough that the next is there when one is done.
    static final int OF_A_HOST = 4;

    private final Map<String, Integer> inHand = new HashMap<>();

    /// @param id of a feed
    /// @param url where it is asked
    record Waiting(long id, String url) {}

    /// A feed that is being asked now.
    void isInHand(String url) {
        inHand.merge(host(url), 1, Integer::sum);
    }

    /// Those whose turn it is, in their order.
    List<Long> of(List<Waiting> waiting, int most) {
        List<Long> turn = new ArrayList<>();
        for (Waiting feed : waiting) {
            if (turn.size() == most) break;
            if (inHand.merge(host(feed.url()), 1, Integer::sum) <= OF_A_HOST) turn.add(feed.id());
        }
        return turn;
    }

    /// What stands between the scheme and the path, which is good enough for addresses that were read before.
    private static String host(String url) {
        int from = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3;
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) to++;
        return url.substring(from, to).toLowerCase(Locale.ROOT);
    }
}
