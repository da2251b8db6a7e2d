package dossier.model;

/// The same object and no other that is equal to it: a key for what was made of an object, quicker than comparing what
/// is in it.
///
/// @param object what something was made of
/// @param as into what
public record Same(Object object, String as) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
        return other instanceof Same same && object == same.object && as.equals(same.as);
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(object) + as.hashCode();
    }
}
