package dossier.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sites whose feeds have known addresses, although few of their pages announce them, or only to browsers that run
/// their programs. Google News is left out on purpose: its feeds lead to redirectors, not to articles.
final class Shapes {
    /// A shape of addresses.
    ///
    /// @param page host, path and query of a page, without scheme and `www.`
    /// @param feed its feed, with the groups of the page's pattern
    private record Shape(Pattern page, String feed, String why) {
        static Shape of(String page, String feed, String why) {
            return new Shape(Pattern.compile("(?i)" + page), feed, why);
        }
    }

    private static final String REST = "(?:[/?].*)?";
    private static final String YOUTUBE = "(?:m\\.)?youtube\\.com/";
    private static final String VIDEOS = "https://www.youtube.com/feeds/videos.xml?";

    private static final List<Shape> BY_ADDRESS = List.of(
            Shape.of(
                    YOUTUBE + "channel/(UC[\\w-]{22})" + REST,
                    VIDEOS + "channel_id=$1",
                    "the videos of a YouTube channel"),
            Shape.of(
                    YOUTUBE + "(?:playlist|watch)\\?(?:.*&)?list=([\\w-]+).*",
                    VIDEOS + "playlist_id=$1",
                    "a YouTube playlist"),
            Shape.of(YOUTUBE + "user/([\\w.-]+)" + REST, VIDEOS + "user=$1", "the videos of a YouTube user"),
            Shape.of(
                    "(?:(?:old|new|np)\\.)?reddit\\.com/(r|u|user)/([\\w+-]+)" + REST,
                    "https://www.reddit.com/$1/$2/.rss",
                    "Reddit: any list with .rss behind it"),
            Shape.of(
                    "medium\\.com/(?:feed/)?(@[\\w.-]+)" + REST,
                    "https://medium.com/feed/$1",
                    "Medium: /feed/ before the name"),
            Shape.of(
                    "medium\\.com/(?!(?:m|me|tag|feed|search|about|policy|membership)(?:[/?]|$))([\\w-]+)" + REST,
                    "https://medium.com/feed/$1",
                    "Medium: /feed/ before the publication"),
            Shape.of("medium\\.com/tag/([\\w-]+)" + REST, "https://medium.com/feed/tag/$1", "Medium: a subject"),
            Shape.of("([\\w-]+)\\.medium\\.com" + REST, "https://$1.medium.com/feed", "Medium: a writer's own host"),
            Shape.of("([\\w-]+)\\.substack\\.com" + REST, "https://$1.substack.com/feed", "Substack"),
            Shape.of(
                    "substack\\.com/@([\\w-]+)" + REST, "https://$1.substack.com/feed", "Substack: a writer's profile"),
            Shape.of(
                    "([\\w-]+)\\.tumblr\\.com/tagged/([^/?]+)" + REST,
                    "https://$1.tumblr.com/tagged/$2/rss",
                    "Tumblr: a tag of a blog"),
            Shape.of("([\\w-]+)\\.tumblr\\.com" + REST, "https://$1.tumblr.com/rss", "Tumblr"),
            Shape.of(
                    "tumblr\\.com/(?:blog/)?(?!(?:dashboard|explore|login|tagged|search)(?:[/?]|$))([\\w-]+)" + REST,
                    "https://$1.tumblr.com/rss",
                    "Tumblr: a blog under the common host"),
            Shape.of(
                    "([\\w-]+\\.blogspot\\.[a-z.]{2,6})/search/label/([^/?]+)" + REST,
                    "https://$1/feeds/posts/default/-/$2",
                    "Blogger: a label"),
            Shape.of("([\\w-]+\\.blogspot\\.[a-z.]{2,6})" + REST, "https://$1/feeds/posts/default", "Blogger"),
            Shape.of(
                    "github\\.com/([\\w.-]+)/([\\w.-]+)/commits/([\\w./-]+?)/?(?:\\?.*)?",
                    "https://github.com/$1/$2/commits/$3.atom",
                    "GitHub: the commits of a branch"),
            Shape.of(
                    "github\\.com/([\\w.-]+)/([\\w.-]+)/commits/?",
                    "https://github.com/$1/$2/commits.atom",
                    "GitHub: the commits"),
            Shape.of(
                    "github\\.com/([\\w.-]+)/([\\w.-]+)/tags" + REST,
                    "https://github.com/$1/$2/tags.atom",
                    "GitHub: the tags"),
            Shape.of(
                    "github\\.com/(?!(?:orgs|topics|features|sponsors|search|settings)/)([\\w.-]+)/([\\w.-]+)(?:/releases.*)?/?",
                    "https://github.com/$1/$2/releases.atom",
                    "GitHub: the releases of a project"),
            Shape.of(
                    "(?!(?:[\\w-]+\\.)*(?:youtube|tiktok|substack|threads)\\.(?:com|net)/)([\\w.-]+(?::\\d+)?)/@(\\w+)/?(?:\\?.*)?",
                    "https://$1/@$2.rss",
                    "Mastodon and its kin: a profile with .rss behind it"),
            Shape.of(
                    "((?:[^/?]+)/(?:[^?]*/)?(?:category|tag|author)/[^?]+?)/?(?:\\?.*)?",
                    "https://$1/feed/",
                    "WordPress: the feed of a category, tag or author"));

    /// What a page says of itself where its address does not.
    ///
    /// @param text found in the page, with the missing part
    private record InPage(Pattern page, Pattern text, String feed, String why) {}

    private static final List<InPage> BY_PAGE = List.of(new InPage(
            Pattern.compile("(?i)" + YOUTUBE + "(?:@|c/)?[^/?]+" + REST),
            Pattern.compile("(?:youtube\\.com/channel/|\"(?:channelId|externalId|browseId)\"\\s*:\\s*\"|"
                    + "itemprop=\"(?:channelId|identifier)\"\\s+content=\")(UC[\\w-]{22})"),
            VIDEOS + "channel_id=$1",
            "the videos of the YouTube channel behind this name"));

    /// How much of a page is looked through.
    private static final int LOOKED_THROUGH = 2_000_000;

    private Shapes() {}

    /// The feeds that a page at this address has by its shape.
    static List<Lead> of(URI page) {
        List<Lead> leads = new ArrayList<>();
        for (Shape shape : BY_ADDRESS) {
            Matcher matcher = shape.page.matcher(bare(page));
            if (matcher.matches()) lead(page, matcher, shape.feed, shape.why).ifPresent(leads::add);
            if (!leads.isEmpty()) break;
        }
        return leads;
    }

    /// The same, where the page itself was had.
    static List<Lead> of(URI page, String html) {
        List<Lead> leads = new ArrayList<>(of(page));
        if (!leads.isEmpty()) return leads;
        for (InPage shape : BY_PAGE) {
            if (!shape.page.matcher(bare(page)).matches()) continue;
            Matcher found = shape.text.matcher(html.substring(0, Math.min(html.length(), LOOKED_THROUGH)));
            if (found.find()) lead(page, found, shape.feed, shape.why).ifPresent(leads::add);
        }
        return leads;
    }

    private static Optional<Lead> lead(URI page, Matcher matcher, String feed, String why) {
        StringBuilder address = new StringBuilder();
        int from = 0;
        Matcher group = Pattern.compile("\\$(\\d)").matcher(feed);
        while (group.find()) {
            address.append(feed, from, group.start())
                    .append(Optional.ofNullable(matcher.group(Integer.parseInt(group.group(1))))
                            .orElse(""));
            from = group.end();
        }
        address.append(feed.substring(from));
        String written = feed.startsWith("https://$1") ? asOnPage(page, address.toString()) : address.toString();
        return Addresses.uri(written).map(uri -> new Lead(uri, "", Lead.Source.SHAPE, why));
    }

    /// A page that is asked over plain HTTP, or with www, has its feed there too.
    private static String asOnPage(URI page, String address) {
        String rest = address.replaceFirst("^https://", "");
        String authority = String.valueOf(page.getRawAuthority());
        boolean www = authority.regionMatches(true, 0, "www.", 0, 4)
                && rest.regionMatches(true, 0, authority, 4, authority.length() - 4);
        return page.getScheme() + "://" + (www ? "www." : "") + rest;
    }

    private static String bare(URI page) {
        String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
        String path = page.getRawPath() == null || page.getRawPath().equals("/") ? "" : page.getRawPath();
        return String.valueOf(page.getRawAuthority()).replaceFirst("(?i)^www\\.", "") + path + query;
    }
}
