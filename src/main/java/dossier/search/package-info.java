/// The search index beside the store: it can be thrown away at any time and is made again from the archive's
/// changes.
@NullMarked
package dossier.search;

import org.jspecify.annotations.NullMarked;
