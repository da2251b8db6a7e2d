/// What goes out for programs: RSS, Atom, JSON Feed, OPML, sitemap and robots.txt. A writer gets all it says from its
/// argument and the [dossier.model.Site], so the same list gives the same bytes.
@NullMarked
package dossier.publish;

import org.jspecify.annotations.NullMarked;
