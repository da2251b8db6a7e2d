package dossier.settings;

import java.util.Locale;

/// A setting that is known: its line in the table of [Settings#ALL].
///
/// @param name as in `config/application.properties`
/// @param form how its value is written
/// @param standard its value where nobody says otherwise; empty: none
/// @param about what it does, in one line
public record Setting(String name, Form<?> form, String standard, String about) {
    /// The environment variable that sets it: `DOSSIER_HTTP_PER_HOST_DELAY`.
    public String variable() {
        return "DOSSIER_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
