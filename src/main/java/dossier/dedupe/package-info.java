/// Decides what an extracted article is to the archive: new, known, or changed.
@NullMarked
package dossier.dedupe;

import org.jspecify.annotations.NullMarked;
