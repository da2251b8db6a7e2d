package dossier.model;

/// An article's number: part of its address, never given to another.
public record ArticleId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
