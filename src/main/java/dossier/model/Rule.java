package dossier.model;

import java.util.List;

/// A standing query, as `config/rules.yaml` holds it.
///
/// @param name unique; the tag, unless the file says otherwise (a second rule of one tag is `tag-2`)
/// @param tag what a matching article is tagged with
/// @param match the query, in the language of DESIGN.md, section 5
/// @param outlets names of the outlets it applies to; empty means all
/// @param review true: what it tags waits for a curator
/// @param cap so many articles a day it may tag by itself, what comes then waits for a curator; 0: no limit
/// @param place where it was written
public record Rule(String name, String tag, String match, List<String> outlets, boolean review, int cap, Place place) {
    public Rule {
        outlets = List.copyOf(outlets);
        if (cap < 0) throw new IllegalArgumentException("A cap is a number of articles, not " + cap);
    }

    /// A rule without a cap.
    public Rule(String name, String tag, String match, List<String> outlets, boolean review, Place place) {
        this(name, tag, match, outlets, review, 0, place);
    }

    /// Whether it is about this outlet.
    public boolean appliesTo(String outlet) {
        return outlets.isEmpty() || outlets.contains(outlet);
    }
}
