package dossier.model;

/// The number of a page as fetched.
public record CaptureId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
