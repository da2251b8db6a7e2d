package dossier.model;

import java.time.Instant;

/// What came of asking for a page again.
public sealed interface Revisited {
    Revisit revisit();

    /// A page, the same or another.
    record Answered(Revisit revisit, Page.Fetched page) implements Revisited {}

    /// The server says that nothing has changed.
    record Unchanged(Revisit revisit) implements Revisited {}

    /// It is not there any more: 404 or 410.
    ///
    /// @param why as the rest of a sentence: `answers 410 Gone`
    record Gone(Revisit revisit, String why) implements Revisited {}

    /// It could not be had this time.
    record Missed(Revisit revisit, String why) implements Revisited {}

    /// Nobody asked: its host wants to be left alone until then.
    record Later(Revisit revisit, Instant until, String why) implements Revisited {}
}
