/// From a page as fetched to an article: what is text, what is furniture, who wrote it and when.
@NullMarked
package dossier.extract;

import org.jspecify.annotations.NullMarked;
