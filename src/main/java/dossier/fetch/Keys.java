package dossier.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An outlet's own headers as they are sent: keys, cookies, passwords.
///
/// The configuration may name a variable of the environment in the place of a secret, `${DAILY_KEY}`; what stands
/// there is put in at the last moment, so that it is in no database, log or backup. And `Basic name:password` is
/// written so that a person can read it; HTTP wants it in Base64.
final class Keys {
    /// Headers that are ours to set, whatever an outlet's configuration says.
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "accept-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern READABLE = Pattern.compile("(?i)Basic\\s+([^:]*:.*)");

    private Keys() {}

    /// The headers, names in lower case. What cannot be sent is left out: a variable that is not there, a character
    /// that no header may hold, a header that is not the outlet's to set.
    static Map<String, String> of(Map<String, String> configured, Map<String, String> environment) {
        Map<String, String> sent = new HashMap<>();
        configured.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            Optional<String> filled = filled(value, environment).map(Keys::encoded);
            if (!OURS.contains(lower) && isName(name))
                filled.filter(Keys::isLine).ifPresent(it -> sent.put(lower, it));
        });
        return sent;
    }

    private static Optional<String> filled(String value, Map<String, String> environment) {
        Matcher variables = VARIABLE.matcher(value);
        StringBuilder filled = new StringBuilder();
        while (variables.find()) {
            String secret = environment.get(variables.group(1));
            if (secret == null) return Optional.empty();
            variables.appendReplacement(filled, Matcher.quoteReplacement(secret.strip()));
        }
        return Optional.of(variables.appendTail(filled).toString());
    }

    private static String encoded(String value) {
        Matcher readable = READABLE.matcher(value);
        return readable.matches() ? basic(readable.group(1)) : value;
    }

    /// Basic authentication (RFC 7617).
    static String basic(String nameAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(nameAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }

    private static boolean isLine(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
