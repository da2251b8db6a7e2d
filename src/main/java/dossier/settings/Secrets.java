package dossier.settings;

import dossier.model.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The variables of the environment that a secret may name: `${DAILY_KEY}`. What stands in them is read by who sends
/// it; here it is only seen to that they are there.
///
/// @param known the names of all that are set; empty: nobody looked
record Secrets(Optional<Set<String>> known) {
    static final Secrets ANY = new Secrets(Optional.empty());

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}?");

    static Secrets of(Map<String, String> environment) {
        return new Secrets(Optional.of(environment.keySet()));
    }

    /// A value that may name variables.
    Form<String> in(Form<String> form) {
        return text -> {
            String value = form.read(text);
            Matcher variables = VARIABLE.matcher(value);
            while (variables.find()) check(variables.group(), variables.group(1));
            return value;
        };
    }

    private void check(String written, String name) throws Mistake {
        if (!written.endsWith("}") || !name.matches("[A-Za-z_][A-Za-z0-9_]*"))
            throw new Mistake("names no variable; one of the environment is written like ${DAILY_KEY}");
        if (known.isPresent() && !known.get().contains(name))
            throw new Mistake("names " + name + ", which the environment does not have"
                    + Nearest.of(name, known.get())
                            .map(near -> "; is it " + near + "?")
                            .orElse(""));
    }
}
