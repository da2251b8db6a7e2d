/// Reads what came over the wire: bytes become a feed's entries, or a sentence that says why not. The way is
/// decode, tree, repair, Rome, entries; whatever is peculiar about feeds in the world is known here and nowhere else.
@NullMarked
package dossier.parse;

import org.jspecify.annotations.NullMarked;
