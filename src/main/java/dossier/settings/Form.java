package dossier.settings;

import dossier.model.Nearest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a value is written: reads it, or says what was expected.
@FunctionalInterface
public interface Form<T> {
    /// What the text means.
    T read(String text) throws Mistake;

    /// Any text of one line.
    static Form<String> text(int longest) {
        return text -> {
            if (text.isBlank()) throw new Mistake("is empty");
            if (text.length() > longest) throw new Mistake("is longer than " + longest + " characters");
            if (text.strip().chars().anyMatch(Character::isISOControl))
                throw new Mistake("holds a line break or control character; it is one line of text");
            return text.strip();
        };
    }

    /// `5m`, `1s`, `24h`, `500ms`, `1d` or `PT5M`.
    static Form<Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration duration = Durations.read(text)
                    .orElseThrow(
                            () -> new Mistake("is not a duration; it is written like 500ms, 1s, 5m, 24h, 1d or PT5M"
                                    + (text.strip().matches("\\d{1,9}") ? ", is it " + text.strip() + "s?" : "")));
            if (duration.compareTo(least) < 0) throw new Mistake("is too short; at least " + Durations.text(least));
            if (duration.compareTo(most) > 0) throw new Mistake("is too long; at most " + Durations.text(most));
            return duration;
        };
    }

    /// A whole number.
    static Form<Integer> whole(int least, int most) {
        return text -> {
            if (!text.strip().matches("[+-]?\\d+")) throw new Mistake("is not a whole number");
            if (!text.strip().matches("[+-]?\\d{1,9}") || Integer.parseInt(text.strip()) > most)
                throw new Mistake("is too much; at most " + most);
            int number = Integer.parseInt(text.strip());
            if (number < least) throw new Mistake("is too little; at least " + least);
            return number;
        };
    }

    /// `20MB`, `512KB`, `1GB` or a number of bytes; a KB has 1024.
    static Form<Long> size(long least, long most) {
        Pattern size = Pattern.compile("(\\d{1,12})\\s*([KMG]?)i?B?", Pattern.CASE_INSENSITIVE);
        return text -> {
            Matcher parts = size.matcher(text.strip());
            if (!parts.matches()) throw new Mistake("is not a size; it is written like 512KB, 20MB or 1GB");
            int power = " KMG"
                    .indexOf(parts.group(2).isEmpty() ? " " : parts.group(2).toUpperCase(Locale.ROOT));
            long bytes = Long.parseLong(parts.group(1)) << (10 * power);
            if (bytes < least) throw new Mistake("is too small; at least " + least + " bytes");
            if (bytes > most) throw new Mistake("is too large; at most " + most + " bytes");
            return bytes;
        };
    }

    /// `true` or `false`.
    static Form<Boolean> truth() {
        return text -> switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Mistake("is neither true nor false");
        };
    }

    /// `proxy.example:3128`.
    static Form<InetSocketAddress> hostPort() {
        Pattern form = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})");
        return text -> {
            Matcher parts = form.matcher(text.strip());
            if (!parts.matches()) throw new Mistake("is not host:port; it is written like proxy.example:3128");
            int port = Integer.parseInt(parts.group(2));
            if (port < 1 || port > 65535) throw new Mistake("has the port " + port + "; ports go from 1 to 65535");
            return InetSocketAddress.createUnresolved(parts.group(1).replaceAll("[\\[\\]]", ""), port);
        };
    }

    /// A name or number to listen on.
    static Form<String> host() {
        return text -> {
            String host = text.strip().replaceAll("^\\[|]$", "");
            if (!host.matches("[A-Za-z0-9.-]+|[0-9a-fA-F:.]+") || !Addresses.isHost(host))
                throw new Mistake("is not a host; it is written like 127.0.0.1, 0.0.0.0 or archive.example");
            return host;
        };
    }

    /// `UTC` or `Europe/Paris`.
    static Form<ZoneId> zone() {
        return text -> {
            try {
                return ZoneId.of(text.strip());
            } catch (DateTimeException unknown) {
                throw new Mistake("is not a time zone; it is written like UTC or Europe/Paris"
                        + Nearest.of(text, ZoneId.getAvailableZoneIds())
                                .map(zone -> ", is it " + zone + "?")
                                .orElse(""));
            }
        };
    }

    /// An absolute http or https address.
    static Form<URI> address() {
        return Addresses::read;
    }

    /// An absolute https address.
    static Form<URI> secureAddress() {
        return text -> {
            URI uri = Addresses.read(text);
            if (!"https".equalsIgnoreCase(uri.getScheme())) throw new Mistake("is not an https address");
            return uri;
        };
    }

    /// The address of a site: as [#address], without a query and without a slash at the end.
    static Form<URI> site() {
        return text -> {
            URI uri = Addresses.read(text);
            if (uri.getRawQuery() != null) throw new Mistake("holds a ?; a site's address has none");
            return URI.create(uri.toString().replaceAll("/+$", ""));
        };
    }

    /// A pattern for days, such as `dd/MM/yyyy`.
    static Form<DateTimeFormatter> dateFormat() {
        return text -> {
            try {
                DateTimeFormatter format = DateTimeFormatter.ofPattern(text.strip(), Locale.ENGLISH);
                if (format.format(LocalDate.EPOCH).isBlank()) throw new Mistake("prints nothing");
                return format;
            } catch (IllegalArgumentException | DateTimeException crooked) {
                throw new Mistake("is not a pattern for days; it is written like dd/MM/yyyy or d MMMM yyyy");
            }
        };
    }

    /// A language tag such as `en` or `pt-BR`.
    static Form<String> language() {
        return text -> {
            try {
                Locale locale =
                        new Locale.Builder().setLanguageTag(text.strip()).build();
                if (!locale.getLanguage().matches("[a-z]{2,3}")) throw new IllformedLocaleException();
                return locale.toLanguageTag();
            } catch (IllformedLocaleException crooked) {
                throw new Mistake("is not a language tag; it is written like en, pt-BR or zh-Hans");
            }
        };
    }

    /// The address of a database.
    static Form<String> database() {
        return text -> {
            if (!text.strip().matches("jdbc:(h2|postgresql):.+"))
                throw new Mistake("is not a database of ours; it begins with jdbc:postgresql: or jdbc:h2:");
            return text.strip();
        };
    }

    /// A value of an HTTP header: printable ASCII.
    static Form<String> headerValue() {
        return text -> {
            if (!text.strip().matches("[\\x20-\\x7e]{1,1000}"))
                throw new Mistake("is not the value of a header: printable ASCII, at most 1000 characters");
            return text.strip();
        };
    }

    /// One of the names of an enum, in lower case.
    static <E extends Enum<E>> Form<E> oneOf(Class<E> choice) {
        List<String> names = Arrays.stream(choice.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        return text -> {
            Optional<String> name = names.stream().filter(text.strip()::equals).findFirst();
            if (name.isEmpty()) throw new Mistake("is none of " + String.join(", ", names) + Nearest.hint(text, names));
            return Enum.valueOf(choice, name.get().toUpperCase(Locale.ROOT));
        };
    }
}
