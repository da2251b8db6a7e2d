package dossier.publish;

import dossier.model.Address;
import dossier.model.Item;
import dossier.model.Letter;
import dossier.model.News;
import dossier.model.Site;
import dossier.model.Told;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes what followers are told. A webhook gets the lines of the diary with titles and addresses and no text, signed
/// as Standard Webhooks has it; a hub gets the addresses of the feeds that have news.
public final class Letters {
    private static final List<String> FORMATS = List.of("rss", "atom", "json");

    private final Site site;
    private final Optional<String> secret;
    private final InstantSource clock;

    /// @param secret signs what is sent to webhooks: any text, or `whsec_` and base64
    public Letters(Site site, Optional<String> secret, InstantSource clock) {
        this.site = site;
        this.secret = secret;
        this.clock = clock;
    }

    record Message(String type, String timestamp, Data data) {}

    record Data(String archive, long firstSeq, long lastSeq, List<Change> changes) {}

    /// @param what as in `/api/v1/changes`, and so is `state`
    record Change(
            long seq,
            String at,
            long article,
            String what,
            String state,
            Optional<String> url,
            Optional<String> link,
            Optional<String> title,
            Optional<String> outlet,
            Optional<List<String>> tags) {}

    /// The letter for these news.
    public Letter write(News news) {
        return switch (news.follower().kind()) {
            case WEBHOOK -> message(news);
            case HUB -> ping(news);
        };
    }

    /// The same news have the same id at each try, so that a receiver knows what it has already.
    private Letter message(News news) {
        String id = "changes-" + news.first() + "-" + news.last();
        long now = clock.instant().getEpochSecond();
        String body = ApiText.json(new Message(
                "archive.changed",
                Dates.iso(clock.instant()),
                new Data(
                        site.at("/"),
                        news.first(),
                        news.last(),
                        news.lines().stream().map(this::change).toList())));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=utf-8");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(now));
        secret.ifPresent(key -> headers.put("webhook-signature", "v1," + signature(key, id + "." + now + "." + body)));
        return new Letter(news, headers, body);
    }

    private Change change(Told.Line line) {
        Optional<Item> item =
                line.state() instanceof Told.State.Shown(Item shown) ? Optional.of(shown) : Optional.empty();
        return new Change(
                line.change().seq(),
                line.change().at().toString(),
                line.change().article().value(),
                line.change().what().name().toLowerCase(Locale.ROOT),
                Api.state(line.state()),
                item.map(shown -> Listing.address(site, shown)),
                item.map(shown -> Listing.original(site, shown)),
                item.map(shown -> Characters.legal(shown.title())),
                item.map(shown -> Characters.legal(shown.outlet().name())),
                item.map(shown -> shown.tags().stream().map(Characters::legal).toList()));
    }

    private Letter ping(News news) {
        List<String> fields = new ArrayList<>(List.of("hub.mode=publish"));
        for (String path : news.paths())
            for (String format : FORMATS) fields.add("hub.url=" + encoded(site.at(Address.feed(path, format))));
        return new Letter(news, Map.of("Content-Type", "application/x-www-form-urlencoded"), String.join("&", fields));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// HMAC-SHA256 in base64.
    static String signature(String secret, String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] key(String secret) {
        byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
        if (!secret.startsWith("whsec_")) return plain;
        try {
            return Base64.getDecoder().decode(secret.substring("whsec_".length()));
        } catch (IllegalArgumentException notBase64) {
            return plain;
        }
    }
}
