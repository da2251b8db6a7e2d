package dossier.cli;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/// Colours for a terminal; nothing anywhere else.
record Paint(boolean on) {
    /// Whether results go to a terminal that wants colours: see <https://no-color.org>.
    static Paint of(Map<String, String> environment) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new Paint(terminal && isWanted(environment));
    }

    static boolean isWanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// The text in the colour of what it says: red for trouble, yellow for what wants a look, green for well.
    String state(String text, String state) {
        String code =
                switch (state) {
                    case "failing", "dead", "no answer", "refuses us", "not a feed" -> "31";
                    case "new", "moved", "busy", "empty" -> "33";
                    case "well", "home" -> "32";
                    default -> "2";
                };
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
