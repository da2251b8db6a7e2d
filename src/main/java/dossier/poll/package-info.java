/// When to come again: the timetable of the polls.
@NullMarked
package dossier.poll;

import org.jspecify.annotations.NullMarked;
