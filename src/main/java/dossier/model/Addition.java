package dossier.model;

/// A person's wish that what stands at an address becomes an article.
///
/// @param actor who wants it
/// @param note why, in their words; may be empty
/// @param anyway true: also where the page looks like none
public record Addition(String actor, String note, boolean anyway) {
    public Addition {
        if (actor.isBlank()) throw new IllegalArgumentException("Somebody adds it; who?");
    }
}
