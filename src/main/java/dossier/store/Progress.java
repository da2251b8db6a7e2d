package dossier.store;

/// How far a round is.
///
/// @param feeds taking part, with those found meanwhile
/// @param open feeds that are still to be visited
/// @param failed feeds whose visit failed
/// @param waiting sightings whose article is still to be worked out, older ones of the same outlets among them
/// @param parked sightings found in this round that failed with an exception
/// @param done sightings found in this round that are done
public record Progress(int feeds, int open, int failed, long waiting, long parked, long done) {
    /// True when nothing is left to do.
    public boolean finished() {
        return open == 0 && waiting == 0;
    }

    /// True when so much work was lost on its way that nobody is left who does what is open.
    ///
    /// @param lost pieces of work that failed, and whose failure could not be kept either
    public boolean stuck(int lost) {
        return lost > 0 && open + waiting <= lost;
    }
}
