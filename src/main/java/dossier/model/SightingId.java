package dossier.model;

/// A sighting's number in the store.
public record SightingId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
