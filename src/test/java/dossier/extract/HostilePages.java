package dossier.extract;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Pages that were made to do harm, and the time and memory that each takes:
/// `java -Xmx512m … dossier.extract.HostilePages`.
public final class HostilePages {
    private static final String STORY =
            "<h1>The ferry</h1><p>The last ferry of the year leaves from the old quay at noon, and comes back.</p>";
    private static final int MANY = 100_000;
    private static final int LARGE = 20_000_000;

    private HostilePages() {}

    /// Reads each page once, or those named, and prints what came of it.
    public static void main(String[] words) {
        outcome(STORY);
        pages().forEach((name, page) -> {
            if (words.length > 0 && !List.of(words).contains(name)) return;
            String html = page.get();
            long start = cpu();
            String outcome = outcome(html);
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %,12d chars %6d ms CPU  %s%n",
                    name,
                    html.length(),
                    (cpu() - start) / 1_000_000,
                    outcome);
        });
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    static String outcome(String html) {
        try {
            Reader.Reading reading =
                    Reader.read(html, URI.create("https://hostile.example/page"), ZoneOffset.UTC, "", List.of());
            return reading.body().text().length() + " characters of text";
        } catch (RuntimeException | StackOverflowError broken) {
            return "FAILED " + broken;
        }
    }

    /// The pages, each made when it is asked for.
    static Map<String, Supplier<String>> pages() {
        Map<String, Supplier<String>> pages = new LinkedHashMap<>();
        pages.put("nothing", () -> "");
        pages.put("paragraphs never closed", () -> STORY + "<p>So it goes on, and on. ".repeat(MANY));
        pages.put("elements never closed", () -> STORY + "<b><i><span>on ".repeat(MANY));
        pages.put("formatting never closed", () -> STORY + "<p><b><font color=red>on ".repeat(MANY / 10));
        pages.put("nested divs", () -> STORY + "<div>".repeat(MANY) + "deep" + "</div>".repeat(MANY));
        pages.put("nested lists", () -> STORY + "<ul><li>".repeat(MANY) + "deep");
        pages.put("nested tables", () -> STORY + "<table><tr><td>".repeat(MANY / 10) + "deep");
        pages.put("nested quotes", () -> STORY + "<blockquote>".repeat(MANY) + "deep");
        pages.put("one long text", () -> STORY + "<p>" + "the ferry goes on ".repeat(LARGE / 18));
        pages.put("one long word", () -> STORY + "<p>" + "x".repeat(LARGE));
        pages.put("one long attribute", () -> STORY + "<p class='" + "a-b ".repeat(LARGE / 4) + "'>after</p>");
        pages.put(
                "one long address", () -> STORY + "<a href='https://x.example/" + "a/".repeat(LARGE / 2) + "'>go</a>");
        pages.put("one long comment", () -> STORY + "<!--" + "- ".repeat(LARGE / 2));
        pages.put("one long title", () -> "<title>" + "ferry | ".repeat(LARGE / 8) + "</title>" + STORY);
        pages.put("one long headline", () -> "<h1>" + "ferry - ".repeat(LARGE / 8) + "</h1>" + STORY);
        pages.put("one long byline", () -> STORY + "<p class=byline>By " + "Ada Moss, ".repeat(LARGE / 10) + "</p>");
        pages.put("a million links", () -> STORY + "<a href=/a>a</a> ".repeat(1_000_000));
        pages.put("a million classes", () -> STORY + classes(200_000));
        pages.put("a million attributes", () -> STORY + "<p " + attributes(MANY) + ">after</p>");
        pages.put("a table of 200,000 cells", () -> STORY + "<table>" + ("<tr>" + "<td>1".repeat(20)).repeat(10_000));
        pages.put("fields for addresses", () -> STORY.repeat(99) + "<div>" + "<input type=email><b></b>".repeat(MANY));
        pages.put(
                "fields in nested boxes",
                () -> STORY.repeat(37)
                        + "<div>".repeat(200)
                        + "<input type=email>".repeat(20)
                        + "<i></i>".repeat(MANY));
        pages.put("items with a date", () -> STORY + "<b itemprop=datePublished content=2024-01-01>".repeat(MANY / 2));
        pages.put("encoded twice", () -> STORY + "<p>" + "Itâ€™s the ferryâ€™s end. ".repeat(LARGE / 25));
        pages.put("entities of no use", () -> STORY + "<p>" + "&acirc;&euro;&trade; ".repeat(MANY * 3));
        pages.put("links with a colon", () -> STORY + "<p><a href=/a>The ferry:</a></p>".repeat(MANY));
        pages.put("notes", () -> STORY + "<p><a class=footnote-number href='#1'>1</a></p>".repeat(MANY));
        pages.put(
                "pictures",
                () -> STORY + "<figure><img src=/a.jpg alt=a><figcaption>b</figcaption></figure>".repeat(MANY));
        pages.put("a long srcset", () -> STORY + "<img srcset='" + "/a.jpg 100w, ".repeat(MANY) + "'>");
        pages.put(
                "10,000 pieces of JSON-LD",
                () -> "<script type='application/ld+json'>{\"@type\":\"Article\"}</script>".repeat(10_000) + STORY);
        pages.put(
                "deep JSON-LD",
                () -> "<script type='application/ld+json'>" + "{\"@graph\":[".repeat(MANY / 2) + "</script>" + STORY);
        pages.put(
                "wide JSON-LD",
                () -> "<script type='application/ld+json'>["
                        + "{\"@type\":\"Article\",\"author\":\"a\"},".repeat(25_000) + "{}]</script>" + STORY);
        pages.put("metas", () -> "<meta name=author content='Ada Moss, Bo Halvard'>".repeat(MANY) + STORY);
        pages.put("times", () -> STORY + "<p class=date>soon</p><time datetime=x>3 of 4</time>".repeat(MANY));
        pages.put(
                "days in hidden boxes",
                () -> STORY + hidden("<b class=date>12341234</b>") + hidden("<time datetime=x>"));
        pages.put("nested times", () -> STORY + "<time datetime=x>a".repeat(400) + "the ferry ".repeat(LARGE / 20));
        pages.put("bylines", () -> STORY + "<p class=byline>by the way</p>".repeat(MANY));
        pages.put("headlines", () -> "<h1>The ferry</h1>".repeat(MANY) + STORY);
        pages.put(
                "articles",
                () -> STORY
                        + "<article><h1>Another</h1><p>It goes on and on, and comes back.</p></article>"
                                .repeat(MANY / 5));
        pages.put("breaks", () -> STORY + "<br>".repeat(1_000_000));
        pages.put("binary", () -> binary(5_000_000));
        pages.put("angle brackets", () -> STORY + "<".repeat(1_000_000));
        pages.put("entities", () -> STORY + "&amp;&#x41;&bogus;".repeat(MANY));
        return pages;
    }

    /// Long texts that nobody sees, each with days in boxes beside it.
    private static String hidden(String day) {
        String days = ("<div>" + day.repeat(19) + "</div>").repeat(19);
        return ("<div style='display:none'>" + "the ferry ".repeat(24_000) + days + "</div>").repeat(4);
    }

    private static String classes(int many) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < many; i++)
            html.append("<p class=story-")
                    .append((char) ('a' + i % 26))
                    .append(i)
                    .append("x>a</p>");
        return html.toString();
    }

    private static String attributes(int many) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < many; i++) html.append(" a").append(i).append("=1");
        return html.toString();
    }

    private static String binary(int many) {
        StringBuilder bytes = new StringBuilder();
        long state = 1;
        for (int i = 0; i < many; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            bytes.append((char) (state >>> 56));
        }
        return bytes.toString();
    }
}
