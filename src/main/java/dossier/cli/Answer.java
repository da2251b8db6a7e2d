package dossier.cli;

import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What a command has to say.
///
/// @param json for machines
/// @param text for people
record Answer(Supplier<Object> json, Consumer<PrintStream> text) {
    /// What reads as it is printed.
    static Answer of(Object json, Object text) {
        return new Answer(() -> json, out -> out.println(text));
    }
}
