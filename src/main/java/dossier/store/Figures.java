package dossier.store;

import java.util.Map;
import java.util.TreeMap;

/// What a change set did, or what a preview says that it would do: counted in the same way, so that the two can be
/// compared.
///
/// @param articles looked at
/// @param changed those of which any rule says something else than before
/// @param tags by tag; those without any difference are left out
/// @param shown articles that the public sees now and did not see before
/// @param hidden articles that it no longer sees
/// @param restored rows that were brought back, when it was undone
/// @param left rows that had changed again since, and were left as they are
public record Figures(
        long articles, long changed, Map<String, OfTag> tags, long shown, long hidden, long restored, long left) {
    /// Nothing yet.
    public static final Figures NONE = new Figures(0, 0, Map.of(), 0, 0, 0, 0);

    public Figures {
        tags = Map.copyOf(new TreeMap<>(tags));
    }

    /// What becomes of one tag.
    ///
    /// @param added articles that get it
    /// @param lost articles that lose it
    /// @param waiting articles for which it is proposed, and waits for a curator
    public record OfTag(long added, long lost, long waiting) {
        static final OfTag NONE = new OfTag(0, 0, 0);
    }

    /// What becomes of this tag.
    public OfTag of(String tag) {
        return tags.getOrDefault(tag, OfTag.NONE);
    }

    Figures lookedAt(long more) {
        return new Figures(articles + more, changed, tags, shown, hidden, restored, left);
    }

    Figures and(Look before, Look after) {
        Map<String, OfTag> sum = new TreeMap<>(tags);
        for (String tag : after.tags())
            if (!before.tags().contains(tag)) sum.merge(tag, new OfTag(1, 0, 0), Figures::plus);
        for (String tag : before.tags())
            if (!after.tags().contains(tag)) sum.merge(tag, new OfTag(0, 1, 0), Figures::plus);
        for (String tag : after.waiting())
            if (!before.waiting().contains(tag)) sum.merge(tag, new OfTag(0, 0, 1), Figures::plus);
        long more = after.shown() && !before.shown() ? 1 : 0;
        long less = before.shown() && !after.shown() ? 1 : 0;
        return new Figures(articles, changed + 1, sum, shown + more, hidden + less, restored, left);
    }

    Figures undone(long rows, long others) {
        return new Figures(articles, changed, tags, shown, hidden, restored + rows, left + others);
    }

    private static OfTag plus(OfTag one, OfTag other) {
        return new OfTag(one.added() + other.added(), one.lost() + other.lost(), one.waiting() + other.waiting());
    }
}
