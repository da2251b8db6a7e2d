package dossier.store;

import java.time.Instant;
import java.util.Optional;

/// A change of many articles that is one act of one person, can be taken up again after a kill, and can be taken back.
///
/// @param spec what is done, as JSON
/// @param reached the last article that is done
/// @param until the last article there was at the start
/// @param figures what was done so far
public record ChangeSet(
        long id,
        Kind kind,
        String spec,
        String actor,
        State state,
        Instant started,
        Optional<Instant> ended,
        Optional<Instant> undone,
        long reached,
        long until,
        Figures figures) {
    /// What is done to the articles.
    public enum Kind {
        /// Rules are run over the archive again.
        RERUN,
        /// Articles are cleaned anew from the pages as fetched.
        RECLEAN
    }

    /// How far it is.
    public enum State {
        /// Not all articles are done; whoever finds it so goes on.
        RUNNING,
        /// All are done.
        DONE,
        /// It is being taken back.
        UNDOING,
        /// It was taken back.
        UNDONE
    }

    /// Whether somebody must go on with it.
    public boolean unfinished() {
        return state == State.RUNNING || state == State.UNDOING;
    }
}
