/// Asks other people's servers for feeds and pages: politely (conditional requests, one at a time per host,
/// robots.txt, Retry-After) and distrustfully (no private addresses, limits on bytes, time, redirects and what
/// unpacks from them). The only room that opens a connection to the outside, and the only one that knows
/// HttpClient.
@NullMarked
package dossier.fetch;

import org.jspecify.annotations.NullMarked;
