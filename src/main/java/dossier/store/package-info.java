/// Keeps what was found, in SQL and in WARC files, and reads it back. The only room that touches the database.
@NullMarked
package dossier.store;

import org.jspecify.annotations.NullMarked;
