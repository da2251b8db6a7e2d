package dossier.model;

/// Words of an article that made a rule match.
///
/// @param field `title`, `text`, `author`, `category`, `source`, `url`
/// @param words as they stand in the article
/// @param start offset of the first character in the field, from 0
/// @param end offset behind the last character
public record Hit(String field, String words, int start, int end) {}
