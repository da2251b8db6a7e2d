/// Standing queries: holds every new article against all rules at once and says which words made them match.
@NullMarked
package dossier.rules;

import org.jspecify.annotations.NullMarked;
