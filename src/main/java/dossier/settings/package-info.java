/// Reads what a person wrote in `config/`, the environment and `--set`: everything at once, each mistake with
/// its place.
@NullMarked
package dossier.settings;

import org.jspecify.annotations.NullMarked;
