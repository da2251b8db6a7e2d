/// The query language: one parser, one sealed [dossier.query.Expression], one printer, and what it means to
/// Lucene. Rules and search read articles and queries through this room, so that both see the same words.
@NullMarked
package dossier.query;

import org.jspecify.annotations.NullMarked;
