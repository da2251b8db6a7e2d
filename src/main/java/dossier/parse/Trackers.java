package dossier.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Takes out of an address what only says where the click came from, so that one article has one address. Only names
/// that never choose the page are listed; `id`, `p`, `ref` and the like may, and stay.
public final class Trackers {
    /// Whole families of names, by how they begin.
    private static final List<String> FAMILIES = List.of(
            "utm_", // Google Analytics campaigns, copied by everyone
            "mtm_", // Matomo
            "pk_", // Matomo, under its old name Piwik
            "piwik_",
            "at_", // AT Internet: at_medium, at_campaign (BBC, Le Monde)
            "hsa_", // HubSpot ads
            "oly_", // Omeda Olytics
            "vero_",
            "wt.", // Webtrekk (Der Spiegel, Die Zeit)
            "wt_",
            "_hs" // HubSpot mail: _hsenc, _hsmi
            );

    /// Single names.
    private static final Set<String> NAMES = Set.of(
            "fbclid", // Facebook
            "gclid", // Google Ads, with its siblings
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "msclkid", // Microsoft
            "twclid", // X
            "yclid", // Yandex
            "ysclid",
            "igshid", // Instagram
            "ttclid", // TikTok
            "li_fat_id", // LinkedIn
            "mc_cid", // Mailchimp
            "mc_eid",
            "mkt_tok", // Marketo
            "cmpid", // campaign ids of many newsrooms
            "cmp",
            "icid",
            "ncid",
            "ocid", // BBC, MSN
            "ftcamp", // Financial Times
            "ns_mchannel", // comScore (BBC)
            "ns_campaign",
            "ns_source",
            "ns_linkname",
            "ns_fee",
            "xtor", // AT Internet (French press)
            "xtref",
            "feedtype", // feed services
            "feedname",
            "feed_id",
            "rssfeed",
            "from_rss",
            "traffic_source", // Al Jazeera
            "smid", // New York Times
            "partner",
            "emc",
            "sref", // Bloomberg
            "srnd",
            "taid",
            "ito", // Daily Mail
            "ceid",
            "wtmc",
            "wt_zmc",
            "spm",
            "guccounter", // Yahoo
            "guce_referrer",
            "guce_referrer_sig",
            "echobox",
            "_ga",
            "_gl",
            "__twitter_impression");

    /// Fragments that are only there to be counted.
    private static final List<String> FRAGMENTS =
            List.of("xtor=", "ref=rss", "utm_", "echobox=", "comments-rss", "rss", "ftag=", "intcid=", "cid=", "sref=");

    private Trackers() {}

    /// The address without what is known to be a tracker; the same where nothing is.
    public static URI clean(URI address) {
        String query = kept(orEmpty(address.getRawQuery()));
        String fragment = isTracker(orEmpty(address.getRawFragment())) ? "" : orEmpty(address.getRawFragment());
        if (query.equals(orEmpty(address.getRawQuery())) && fragment.equals(orEmpty(address.getRawFragment())))
            return address;
        String bare = address.toString().replaceFirst("[?#].*", "");
        return URI.create(bare + (query.isEmpty() ? "" : "?" + query) + (fragment.isEmpty() ? "" : "#" + fragment));
    }

    private static String kept(String query) {
        if (query.isEmpty()) return query;
        List<String> kept = new ArrayList<>();
        for (String pair : query.split("&", -1)) if (!isTracking(pair.replaceFirst("=.*", ""))) kept.add(pair);
        return String.join("&", kept);
    }

    private static boolean isTracking(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("^amp;", "");
        return NAMES.contains(plain) || FAMILIES.stream().anyMatch(plain::startsWith);
    }

    private static boolean isTracker(String fragment) {
        String plain = fragment.toLowerCase(Locale.ROOT);
        return plain.equals("rss")
                || FRAGMENTS.stream().filter(f -> !f.equals("rss")).anyMatch(plain::startsWith);
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
