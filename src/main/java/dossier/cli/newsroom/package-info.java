/// The demo's outlets: two news sites and three blogs of our own writing, served over real HTTP on loopback. Texts,
/// templates and pictures lie in `src/main/resources/newsroom`; `bin/dossier demo` runs the true pipeline on them.
@NullMarked
package dossier.cli.newsroom;

import org.jspecify.annotations.NullMarked;
