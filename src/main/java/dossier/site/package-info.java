/// What is peculiar about one host: rules for its pages, and what its addresses carry that is not address.
@NullMarked
package dossier.site;

import org.jspecify.annotations.NullMarked;
