package dossier.model;

/// The beginning or the end of an alarm, to be told to the operator.
///
/// @param tries how often it was tried in vain
public record Ring(Alarm alarm, int tries) {
    /// Whether it tells the end.
    public boolean ends() {
        return alarm.ended().isPresent();
    }
}
