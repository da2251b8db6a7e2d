/// Makes and names the beans, and joins them by Camel's routes. The only place that knows Camel.
@NullMarked
package dossier;

import org.jspecify.annotations.NullMarked;
