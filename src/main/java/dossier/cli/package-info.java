/// The commands: one class each. They open the house, ask its beans, and print.
@NullMarked
package dossier.cli;

import org.jspecify.annotations.NullMarked;
