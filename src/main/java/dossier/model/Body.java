package dossier.model;

/// A document as a server sent it, any content coding (gzip, brotli) already undone.
///
/// @param bytes what was sent
/// @param contentType the `Content-Type` header as sent, empty where there was none; a claim, not a fact
public record Body(Bytes bytes, String contentType) {}
