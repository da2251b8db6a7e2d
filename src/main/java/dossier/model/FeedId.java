package dossier.model;

/// A feed's number in the store.
public record FeedId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
