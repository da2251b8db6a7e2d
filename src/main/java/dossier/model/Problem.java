package dossier.model;

/// One mistake in the configuration: where it stands, what is wrong and what was expected.
public record Problem(Place place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
