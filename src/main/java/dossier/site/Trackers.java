package dossier.site;

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
            "ns_", // comScore (BBC)
            "matomo_",
            "_hs", // HubSpot mail: _hsenc, _hsmi
            "__hs",
            "fb_action_" // Facebook
            );

    /// Single names.
    private static final Set<String> NAMES = Set.of(
            "fbclid", // Facebook
            "fb_source",
            "fb_ref",
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
            "icid",
            "ncid",
            "ocid", // BBC, MSN
            "ftcamp", // Financial Times
            "xtor", // AT Internet (French press)
            "xtref",
            "feedtype", // feed services
            "feedname",
            "feed_id",
            "rssfeed",
            "from_rss",
            "traffic_source", // Al Jazeera
            "smid", // New York Times
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
            "igsh",
            "wtrid",
            "ftag", // CBS
            "smtyp",
            "srsltid", // Google Shopping
            "scid",
            "s_cid", // Adobe
            "soc_src", // Yahoo
            "soc_trk",
            "sr_share",
            "trkcampaign",
            "mbid", // Condé Nast
            "ref_src", // X
            "ref_url",
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

    /// A query without its trackers.
    static String kept(String query) {
        if (query.isEmpty()) return query;
        List<String> kept = new ArrayList<>();
        for (String pair : query.split("&", -1)) if (!pair.isEmpty() && !isTracking(pair)) kept.add(pair);
        return String.join("&", kept);
    }

    private static boolean isTracking(String parameter) {
        int end = parameter.indexOf('=');
        String name = end < 0 ? parameter : parameter.substring(0, end);
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
