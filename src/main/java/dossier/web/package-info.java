/// The pages that people read. Templates (JTE, compiled at build) say how they look, [Pages] what is on them, and
/// one stylesheet is all they need: no JavaScript.
///
/// Headings of a list: the page is `h1`; each day and each article's title are `h2`. An article's text keeps its
/// own `h2` and `h3` as the cleaner left them. So no heading claims to stand above one that it does not, and what
/// belongs to an article is told by its `article` element, named by its title. On its own page the title is `h1`.
@NullMarked
package dossier.web;

import org.jspecify.annotations.NullMarked;
