package dossier.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Keep;
import dossier.model.Kind;
import dossier.model.Outlet;
import dossier.model.OutletList;
import dossier.model.Problem;
import dossier.model.Publish;
import dossier.model.TextFrom;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutletsFileTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<Problem> problems = new ArrayList<>();

    private List<Outlet> read(String text) {
        return OutletsFile.content(Path.of("outlets.yaml"), text, problems).outlets();
    }

    private String mistakes(String text) {
        problems.clear();
        read(text);
        return Mistakes.shown(problems);
    }

    @Test
    void anOutletHasAllItsKeys() {
        List<Outlet> outlets = read("""
            outlets:
              - name: The BBC
                home: https://www.bbc.co.uk/news
                feeds: [ https://feeds.bbci.co.uk/news/world/asia/china/rss.xml, https://feeds.bbci.co.uk/news/rss.xml ]
                kind: blog
                tagline: "about: China"
                keep: all
                publish: excerpt
                poll: 10m
                language: en-gb
                zone: Europe/London
                review: true
                fetch: page
                headers:
                  X-Key: "12 34"
                rights: CC BY 4.0
            """);
        assertThat(problems).isEmpty();
        assertThat(outlets)
                .containsExactly(new Outlet(
                        "The BBC",
                        "the-bbc",
                        Kind.BLOG,
                        "about: China",
                        URI.create("https://www.bbc.co.uk/news"),
                        List.of(
                                URI.create("https://feeds.bbci.co.uk/news/world/asia/china/rss.xml"),
                                URI.create("https://feeds.bbci.co.uk/news/rss.xml")),
                        Keep.ALL,
                        Publish.EXCERPT,
                        true,
                        TextFrom.PAGE,
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.of("en-GB"),
                        Optional.of(ZoneId.of("Europe/London")),
                        Map.of("X-Key", "12 34"),
                        Optional.of("CC BY 4.0")));
    }

    @Test
    void pagesStandInForFeeds() {
        List<Outlet> outlets = read("""
            outlets:
              - name: The Council
                pages:
                  - url: https://council.example/news
                    items: article.teaser
                    link: h3 a
                    date: time@datetime
                  - url: https://council.example/posts.json
                    json: true
                    link: url
            """);
        assertThat(problems).isEmpty();
        Outlet outlet = outlets.getFirst();
        assertThat(outlet.home()).isEqualTo(URI.create("https://council.example/"));
        assertThat(outlet.feeds()).isEmpty();
        assertThat(outlet.polled())
                .containsExactly(
                        URI.create("https://council.example/news"), URI.create("https://council.example/posts.json"));
        assertThat(outlet.pages().getFirst().selectors())
                .isEqualTo(Map.of("items", "article.teaser", "link", "h3 a", "date", "time@datetime"));
        assertThat(outlet.pages().getFirst().place().line()).isEqualTo(4);
        assertThat(outlet.pages().get(1).json()).isTrue();
        assertThat(OutletsFile.text(outlet)).endsWith("""
            pages:
              - url: https://council.example/news
                date: "time@datetime"
                items: article.teaser
                link: h3 a
              - url: https://council.example/posts.json
                json: true
                link: url\
            """.indent(4).stripTrailing());
    }

    @Test
    void aPageNeedsAnAddressAndWhatToLookFor() {
        assertThat(read("""
            outlets:
              - name: The Council
                pages:
                  - items: article
                  - url: https://council.example/a
                  - url: https://council.example/b
                    json: true
                  - url: https://council.example/c
                    items: article
                    titel: h2
                  - https://council.example/d
                  - url: https://council.example/e
                    items: article
                  - url: https://council.example/e
                    items: article
            """)).isEmpty();
        assertThat(problems)
                .extracting(problem -> problem.place().line() + " " + problem.message())
                .containsExactly(
                        "4 this page has no url:",
                        "5 this page has no items:, a CSS selector of what holds one article, such as article",
                        "6 this page has no link:, the path from an item to its address, such as url",
                        "10 titel is not a key of a page; is it title?",
                        "11 a page is text; expected keys such as url: and items:",
                        "14 pages: https://council.example/e stands already on line 12, with the outlet The Council");
    }

    @Test
    void whereYamlTakesASelectorForSomethingElseItIsSaid() {
        String page = "outlets:\n  - name: A\n    pages:\n      - url: https://a.example/\n        items: article\n";
        assertThat(mistakes(page + "        link: '@data-url'\n        title: \"main #news h3\" # its words\n"))
                .isEmpty();
        assertThat(mistakes(page + "        link: a # the first\n")).isEmpty();
        assertThat(mistakes(page + "        link: @data-url\n")).contains(":6", "in single quotes: link: '@data-url'");
        assertThat(mistakes(page + "        link: [data-post]\n"))
                .contains(":6", "link is a list; where a selector begins with #, [");
        assertThat(mistakes(page + "        link: #news a\n"))
                .contains(":6", "link is empty; where a selector begins with #, [");
        assertThat(mistakes(page + "        link: main #news a\n"))
                .contains(":6", "link: main #… is cut", "'main #news li'");
    }

    @Test
    void anOutletNeedsOnlyANameAndAHome() {
        assertThat(read("outlets:\n- name: Reuters\n  home: https://reuters.example/\n"))
                .containsExactly(Outlet.of("Reuters", URI.create("https://reuters.example/")));
        assertThat(problems).isEmpty();
    }

    @Test
    void aNameMayLookLikeANumber() {
        assertThat(read("outlets:\n- name: 1843\n  home: https://a.example/\n")
                        .getFirst()
                        .name())
                .isEqualTo("1843");
    }

    @Test
    void whereNoHomeIsWrittenItIsTheFrontPageOfTheFirstFeed() {
        assertThat(read("outlets:\n- name: A\n  feeds: https://a.example:81/x/feed?y=z\n")
                        .getFirst()
                        .home())
                .isEqualTo(URI.create("https://a.example:81/"));
    }

    @Test
    void addressesAreTakenAsABrowserShowsThem() {
        Outlet outlet = read("outlets:\n- name: A\n  home: HTTP://münchen.example/ä b|c?q=é#top\n")
                .getFirst();
        assertThat(outlet.home()).isEqualTo(URI.create("http://xn--mnchen-3ya.example/%C3%A4%20b%7Cc?q=%C3%A9"));
    }

    @Test
    void aFixedIntervalIsAtLeastAMinute() {
        String outlet = "outlets:\n- name: A\n  home: https://a.example/\n  poll: ";
        assertThat(read(outlet + "1m\n").getFirst().poll()).contains(Duration.ofMinutes(1));
        assertThat(mistakes(outlet + "1s\n")).isEqualTo("outlets.yaml:4: poll: 1s is too short; at least 1m");
    }

    @Test
    void keysWithoutAValueCountAsNotWritten() {
        assertThat(read("outlets:\n- name: A\n  home: https://a.example/\n  feeds:\n  poll:\n"))
                .hasSize(1);
        assertThat(read("outlets:\n# - name: A\n")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void allMistakesComeAtOnceEachWithItsLine() {
        assertThat(mistakes("""
            outlets:
              - name: The BBC
                home: www.bbc.co.uk/news
                fees: [ https://feeds.example/rss.xml ]
                keep: al
                poll: often
              - name: The BBC
                home: ftp://a.example/
                publish: [ full ]
                colour: red
              - name: the bbc!
                home: https://a.example/
                review: yes
                zone: London
                language: english
                home: https://b.example/
              - home: https://c.example/
                feeds:
                  - https://c.example/feed
                  - /feed2
                  -
                  - https://c.example/feed
                headers: { Host: x, "a b": c, Accept: [] }
              - name: nowhere
              - The Guardian
              - name: [ a ]
                home: https://user:secret@d.example/
                tagline: {}
              - name: E
                home: https://d.example:99999/
                headers: none
            outlet: []
            """)).isEqualTo("""
                outlets.yaml:32: outlet is not a key of this file; is it outlets?
                outlets.yaml:4: fees is not a key of an outlet; is it feeds?
                outlets.yaml:3: home: www.bbc.co.uk/news is not an absolute http or https address; is it https://www.bbc.co.uk/news?
                outlets.yaml:5: keep: al is none of tagged, all; is it all?
                outlets.yaml:6: poll: often is not a duration; it is written like 500ms, 1s, 5m, 24h, 1d or PT5M
                outlets.yaml:10: colour is not a key of an outlet; there are name, home, feeds, pages, kind, tagline, keep, publish, poll, language, zone, review, fetch, revisit, headers, user, password, rights, noindex
                outlets.yaml:7: the outlet The BBC stands already on line 2
                outlets.yaml:8: home: ftp://a.example/ is not an absolute http or https address
                outlets.yaml:9: publish is a list; expected a single value
                outlets.yaml:16: home stands here a second time; first on line 12
                outlets.yaml:11: the bbc! would have the address /outlets/the-bbc, as The BBC on line 2 has; it needs another name
                outlets.yaml:13: review: yes is neither true nor false
                outlets.yaml:15: language: english is not a language tag; it is written like en, pt-BR or zh-Hans
                outlets.yaml:14: zone: London is not a time zone; it is written like UTC or Europe/Paris, is it Europe/London?
                outlets.yaml:17: this outlet has no name:
                outlets.yaml:20: feeds: /feed2 is not an absolute http or https address
                outlets.yaml:21: feeds has an entry without a value
                outlets.yaml:22: feeds: https://c.example/feed stands already on line 19, with the outlet this outlet
                outlets.yaml:23: headers: Host is a header that Dossier writes itself
                outlets.yaml:23: headers: a b is not the name of a header
                outlets.yaml:23: headers Accept is a list; expected a single value
                outlets.yaml:24: this outlet has neither home: nor feeds:
                outlets.yaml:25: an outlet is text; expected keys such as name: and home:
                outlets.yaml:26: name is a list; expected a single value
                outlets.yaml:27: home: https://…@d.example/ holds a user name; addresses are shown to all, so secrets stand under headers
                outlets.yaml:28: tagline is a block of keys; expected a single value
                outlets.yaml:30: home: https://d.example:99999/ has the port 99999; ports go from 1 to 65535
                outlets.yaml:31: headers is text; expected names and values, one on a line\
                """);
    }

    @Test
    void aFileThatIsNoYamlIsRefusedWithLineAndColumn() {
        assertThat(mistakes("outlets:\n  - name: A\n\thome: https://a.example/\n"))
                .isEqualTo("outlets.yaml:3: cannot be read as YAML at column 1: a tab stands here; YAML wants spaces");
        assertThat(mistakes("outlets:\n  - name: A: B\n"))
                .startsWith(
                        "outlets.yaml:2: cannot be read as YAML at column 12: mapping values are not allowed here; ");
        assertThat(mistakes("outlets: [ a\n")).startsWith("outlets.yaml:").contains("cannot be read as YAML");
        assertThat(mistakes("outlets: *a\n")).contains("outlets.yaml:1: cannot be read as YAML");
        assertThat(mistakes("a\u0000b"))
                .isEqualTo("outlets.yaml:1: holds the character U+0000, which YAML does not allow");
        assertThat(mistakes("outlets: []\n---\noutlets: []\n")).contains("outlets.yaml:2: cannot be read as YAML");
    }

    @Test
    void aFileOfAnotherShapeIsRefusedWithWhatWasExpected() {
        assertThat(mistakes("")).isEqualTo("outlets.yaml: is empty; it begins with outlets:");
        assertThat(mistakes("# nothing\n")).isEqualTo("outlets.yaml: is empty; it begins with outlets:");
        assertThat(mistakes("- name: A\n"))
                .isEqualTo("outlets.yaml:1: begins with a list; expected outlets: and the list below it");
        assertThat(mistakes("hello"))
                .isEqualTo("outlets.yaml:1: begins with text; expected outlets: and the list below it");
        assertThat(mistakes("outlets: { name: A }"))
                .isEqualTo("outlets.yaml:1: outlets is a block of keys; expected a list, each entry beginning with a"
                        + " hyphen");
        assertThat(mistakes("feeds: []")).isEqualTo("""
            outlets.yaml:1: feeds is not a key of this file; there are outlets, lists
            outlets.yaml:1: has no outlets:, which is where they stand\
            """);
    }

    @Test
    void aFileThatWouldGrowWithoutEndIsRefused() {
        StringBuilder laughs = new StringBuilder("outlets:\n- &a0 [ lol ]\n");
        for (int i = 1; i < 30; i++)
            laughs.append("- &a")
                    .append(i)
                    .append(" [ ")
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("]\n");
        assertThat(mistakes(laughs.toString())).contains("aliases");
        assertThat(mistakes("outlets: " + "[".repeat(100_000)))
                .isEqualTo("outlets.yaml:1: is nested deeper than 20 levels");
    }

    @Test
    void aMissingFileSaysHowToMakeOne() throws IOException {
        OutletsFile.read(folder.resolve("outlets.yaml"), problems);
        assertThat(Mistakes.shown(problems))
                .contains("outlets.yaml: there is no such file")
                .contains("name: The BBC");
        Files.writeString(folder.resolve("outlets.yml"), "");
        OutletsFile.read(folder.resolve("outlets.yaml"), problems);
        assertThat(Mistakes.shown(problems)).contains("outlets.yml? Rename it");
    }

    @Test
    void aFolderInPlaceOfTheFileIsAProblem() {
        OutletsFile.read(folder, problems);
        assertThat(Mistakes.shown(problems)).endsWith(": is a folder; expected a file");
    }

    @Test
    void listsThatOthersKeepAreReadWithTheirDefaults() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        Files.writeString(folder.resolve("blogs.opml"), "<opml/>");
        Files.writeString(file, """
            outlets: []
            lists:
              - opml: https://friend.example/blogs.opml
                kind: blog
                keep: all
                publish: link
                every: 2h
              - opml: blogs.opml
            """);
        assertThat(OutletsFile.content(file, Secrets.ANY, problems).lists())
                .containsExactly(
                        new OutletList(
                                URI.create("https://friend.example/blogs.opml"),
                                Kind.BLOG,
                                Keep.ALL,
                                Publish.LINK,
                                Duration.ofHours(2)),
                        new OutletList(
                                folder.resolve("blogs.opml").toUri(),
                                Kind.NEWS,
                                Keep.TAGGED,
                                Publish.FULL,
                                Duration.ofDays(1)));
        assertThat(problems).isEmpty();
    }

    @Test
    void aFileMayHoldListsAlone() {
        assertThat(read("lists:\n  - opml: https://friend.example/blogs.opml\n"))
                .isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void mistakesInListsAreSaidWithTheirLines() {
        read("""
            outlets: []
            lists:
              - opml: ftp://friend.example/x
              - every: 1d
              - opml: https://friend.example/a
                evry: 1s
              - opml: https://friend.example/a
                every: 1s
              - opml: nowhere.opml
              - text
            """);
        assertThat(problems)
                .extracting(Problem::toString)
                .satisfiesExactly(
                        problem -> assertThat(problem).contains(":3: ", "is not an absolute http or https address"),
                        problem -> assertThat(problem).contains(":4: ", "this list has no opml:"),
                        problem -> assertThat(problem).contains(":6: ", "is it every?"),
                        problem -> assertThat(problem).contains(":8: ", "too short; at least 5m"),
                        problem -> assertThat(problem).contains(":7: ", "a second time"),
                        problem -> assertThat(problem).contains(":9: ", "neither an address nor a file"),
                        problem -> assertThat(problem).contains(":10: ", "a list is text"));
    }

    @Test
    void aNameAndPasswordAreOneMoreHeader() {
        List<Outlet> outlets = read("""
            outlets:
              - name: The Daily
                home: https://daily.example/
                user: me
                password: ${DAILY_PASSWORD}
                headers: { X-Key: "${DAILY_KEY}" }
            """);
        assertThat(problems).isEmpty();
        assertThat(outlets.getFirst().headers())
                .isEqualTo(Map.of("X-Key", "${DAILY_KEY}", "Authorization", "Basic me:${DAILY_PASSWORD}"));
    }

    @Test
    void aSecretThatTheEnvironmentDoesNotHaveIsAMistakeAndNoMessageRepeatsASecret() throws IOException {
        Path file = folder.resolve("outlets.yaml");
        Files.writeString(file, """
            outlets:
              - name: The Daily
                home: https://daily.example/
                user: me
                password: pre${DAILY_PASWORD}
              - name: The Weekly
                home: https://weekly.example/
                headers:
                  X-Key: sesame${}
                  X-Other: "sésame"
                user: only
            """);
        OutletsFile.content(file, Secrets.of(Map.of("DAILY_PASSWORD", "sesame")), problems);
        assertThat(Mistakes.shown(problems).replace(folder + "/", "")).isEqualTo("""
            outlets.yaml:5: password: names DAILY_PASWORD, which the environment does not have; is it DAILY_PASSWORD?
            outlets.yaml:9: headers X-Key: names no variable; one of the environment is written like ${DAILY_KEY}
            outlets.yaml:10: headers X-Other: is not the value of a header: printable ASCII, at most 1000 characters
            outlets.yaml:11: user and password go together; the other one is missing\
            """);
    }

    @Test
    void anOutletInALogShowsNoSecret() {
        Outlet outlet = read("""
            outlets:
              - name: The Daily
                home: https://daily.example/
                user: me
                password: sesame
            """).getFirst();
        assertThat(outlet.toString()).isEqualTo("The Daily");
    }
}
