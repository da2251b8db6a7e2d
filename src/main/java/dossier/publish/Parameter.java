package dossier.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One parameter of an address of the API: how it is checked when it comes in, and how the document describes it.
///
/// @param inPath true: a part of the path; false: of the query, and it may be left out
/// @param says what it is for
record Parameter(String name, boolean inPath, Form form, String says) {
    /// What a value looks like.
    sealed interface Form {
        /// Free text.
        record Text(int longest) implements Form {}

        /// A day of the calendar.
        record Day() implements Form {}

        /// A whole number.
        ///
        /// @param standard where nothing is said
        record Whole(long least, long most, Optional<Long> standard) implements Form {}

        /// Where a list goes on; an earlier answer gave it.
        record Cursor() implements Form {}
    }

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final Pattern CURSOR = Pattern.compile("[A-Za-z0-9_-]{1,1000}");

    static Parameter query(String name, Form form, String says) {
        return new Parameter(name, false, form, says);
    }

    static Parameter part(String name, Form form, String says) {
        return new Parameter(name, true, form, says);
    }

    /// What is wrong with a value, as a sentence.
    Optional<String> objection(String value) {
        return switch (form) {
            case Form.Text(int longest) ->
                value.isBlank() || value.length() > longest
                        ? Optional.of(name + " takes 1 to " + longest + " characters of text")
                        : Optional.empty();
            case Form.Day _ -> unless(DAY, value, "is no day; a day is written 2026-03-01");
            case Form.Cursor _ -> unless(CURSOR, value, "is none that an answer gave");
            case Form.Whole(long least, long most, var _) ->
                WHOLE.matcher(value).matches() && Long.parseLong(value) >= least && Long.parseLong(value) <= most
                        ? Optional.empty()
                        : Optional.of(name + " takes a whole number from " + least + " to " + most);
        };
    }

    private Optional<String> unless(Pattern pattern, String value, String objection) {
        return pattern.matcher(value).matches() ? Optional.empty() : Optional.of(name + " " + objection);
    }

    /// The value as JSON Schema describes it.
    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        switch (form) {
            case Form.Text(int longest) -> {
                schema.put("type", "string");
                schema.put("minLength", 1);
                schema.put("maxLength", longest);
            }
            case Form.Day _ -> {
                schema.put("type", "string");
                schema.put("format", "date");
                schema.put("pattern", "^" + DAY.pattern() + "$");
            }
            case Form.Cursor _ -> {
                schema.put("type", "string");
                schema.put("pattern", "^" + CURSOR.pattern() + "$");
            }
            case Form.Whole(long least, long most, var standard) -> {
                schema.put("type", "integer");
                schema.put("minimum", least);
                schema.put("maximum", most);
                standard.ifPresent(value -> schema.put("default", value));
            }
        }
        return schema;
    }
}
