package dossier.model;

import java.net.URI;
import java.time.Duration;

/// A list of outlets that somebody else keeps, as `lists:` in `config/outlets.yaml` names it.
///
/// @param opml its address: `http`, `https`, or `file`
/// @param kind of all its outlets
/// @param keep which of their articles are shown
/// @param publish how much of them is shown
/// @param every how often it is asked for; a file is looked at whenever there is time
public record OutletList(URI opml, Kind kind, Keep keep, Publish publish, Duration every) {
    public OutletList {
        if (!opml.isAbsolute())
            throw new IllegalArgumentException("A list has an absolute address, not '" + opml + "'");
        if (every.isNegative() || every.isZero())
            throw new IllegalArgumentException("A list is asked for every so often, not every " + every);
    }

    /// Whether it is a file on this machine.
    public boolean isFile() {
        return opml.getScheme().equals("file");
    }
}
