package dossier.extract;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the blocks once more as a reader would, and drops the lines whose words tell that they are no part of the
/// text: the title said again, bylines and dates, pointers to other articles, calls to subscribe.
final class Trim {
    private static final int I = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern POINTER = Pattern.compile(
            "^[\\[(►▶→»>•*-]*\\s*(?:read (?:more|also|next|the full|full)|(?:can )?also read|must[ -]read|also:|see"
                + " (?:also|more|full)|(?:more|further)"
                + " (?:from|on|in|about|reading|stories|news|coverage)\\b|more:|related(?:"
                + " (?:stories|articles|news|content|coverage|topics|links|posts|reading|story|article|post))?\\s*(?::|$|—|-)|watch(?:"
                + " (?:also|more|live|now))?\\s*:|listen(?: (?:to|now))?\\s*:|don'?t miss|you (?:may|might) (?:also"
                + " )?(?:like|be interested)|recommended|lesen sie|lies auch|mehr (?:zum thema|dazu|lesen)|auch"
                + " interessant|das könnte sie|weiterlesen|siehe auch|(?:à )?lire (?:aussi|également)|voir aussi|a"
                + " voir|leggi (?:anche|pure)|ti potrebbe|lee (?:también|además)|lea (?:también|además)|(?:te|le)"
                + " puede interesar|puedes? ver:|mir[áa] (?:también|además)|leia (?:também|mais)|veja"
                + " (?:também|mais)|les også|läs (?:också|även|mer)|læs også|lees (?:ook|meer)|lue myös|czytaj"
                + " (?:także|też|więcej)|zobacz (?:też|także)|čtěte také|citește și|olvasta már|читайте"
                + " (?:также|ещё|еще)|смотрите также|читати також|читайте також|okuyun)",
            I);
    private static final Phrases FURNITURE =
            Phrases.of("the post .{1,200} (?:first appeared|appeared first) on .{1,100}|view all posts by .{1,80}|"
                + "advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|reklama?|sponsored|ad|media"
                + " playback is (?:unsupported|not supported) on your device|image"
                + " (?:copyright|caption|source)|(?:click|tap) here (?:to|for).{0,80}|share"
                + " this.{0,40}|share|teilen|partager|compartir|condividi|print|e-?mail|tweet|comments?|\\d+"
                + " comments?|follow (?:us|@).{0,120}|skip (?:to|past|advert|ad).{0,60}|end of"
                + " .{0,40}|(?:story|article) continues below.{0,40}|continue reading.{0,60}|loading\\W*|please enable"
                + " javascript.{0,80}|this video (?:can not|cannot) be played.{0,60}|video player|our standards:(?:"
                + " the .{2,40} trust principles\\.?)?|slideshow \\(\\d+ images?\\)|(?:all rights reserved|copyright"
                + " ©|© ?(?:copyright )?\\d{4}).{0,160}|last (?:modified|updated):? .{4,60}|first published"
                + " .{4,60}|(?:published|updated|posted)(?: on| at)?:?"
                + " (?:.{4,40}\\d{4}.{0,20}|\\d{4}-\\d{2}-\\d{2}\\b.{0,30})|[\\d.,]+ ?(?:min(?:ute)?s?|minuten)\\.?(?:"
                + " read| lesezeit)?|share on \\w+.{0,20}|photo gallery|view gallery|(?:view|see|show) (?:all )?\\d*"
                + " ?(?:images|photos|pictures)|(?:click to )?(?:enlarge|expand|zoom|open) (?:this |the"
                + " )?(?:image|picture|photo|figure)\\b.{0,30}|sign up (?:for|to|here).{0,200}|subscribe"
                + " (?:to|now|here).{0,200}|get (?:the|our) .{0,60}newsletter.{0,120}|(?:show|hide|toggle)"
                + " captions?|be sociable,? share!?|(?:jump to (?:the"
                + " )?(?:recipe|review|section|content|video)\\s*)+|(?:table of )?contents:?|in this"
                + " (?:article|story|guide|post):?|on this"
                + " page:?|inhaltsverzeichnis:?|inhaltsübersicht:?|sommaire:?|tabla de"
                + " contenidos?:?|índice:?|inhoudsopgave:?|zurück(?: zur? .{3,40})?|back to"
                + " (?:top|.{0,30}(?:home|page|blog|news))|\\d{1,2}[:.]\\d{2}(?: ?uhr|"
                + " ?h)?|tags?:.{0,200}|schlagwörter.{0,60}|schon gelesen\\??|neueste artikel|verwandte .{3,30}|über"
                + " den autor|dans la même rubrique|vous aimerez aussi.{0,20}|empfehlungen aus der redaktion|reuse"
                + " this content|page \\d{1,3} of \\d{1,3}|(?:posted|filed|abgelegt) (?:under|unter):? .{2,60}|for"
                + " more (?:stories|news|articles)\\b[^.]{0,60}\\b(?:check|visit|read|see|click|go"
                + " to|follow)\\b.{0,100}|follow .{2,40} (?:full coverage|live updates)\\b.{0,100}|(?:hat"
                + " (?:ihnen|dir) (?:dieser|der) (?:artikel|beitrag|text) gefallen|(?:did you |if you"
                + " )?(?:like|enjoy)(?:ed)? this (?:article|post|story)|vous avez aimé cet article)\\?.{0,240}|write"
                + " to .{3,60} at \\S+@\\S+|czytaj więcej|(?:à )?lire (?:aussi|également)|noticias?"
                + " relacionadas?|notizie correlate|meistgelesen|mehr anzeigen|les (?:også|mer)|læs (?:også|mere)|läs"
                + " (?:också|mer)|lees (?:ook|meer)|leia (?:também|mais)|leggi anche|lue"
                + " myös|\\W?関連(?:記事|キーワード|ニュース|リンク)\\W?|おすすめ(?:記事|情報)|key event|placeholder image.{0,5}|explore"
                + " further|\\$\\$\\w+\\$\\$|\\{\\{[\\w-]{1,40}(?:=\"[^\"]{0,80}\")?\\}\\}|\\$undefined|undefined|(?:zuletzt"
                + " )?(?:aktualisiert|geändert|veröffentlicht|mis à"
                + " jour|publié|actualizado|publicado|aggiornato|pubblicato)(?: am| le| el| il)?:?"
                + " .{4,40}\\d{4}.{0,20}");
    private static final Phrases PLACEHOLDER = Phrases.of(
            "empfohlener redaktioneller inhalt|externer inhalt.{0,40}|externen inhalt anzeigen|an dieser stelle"
                + " finde(?:n sie|st du) .{20,300}|ich bin damit einverstanden, dass mir .{20,300}|\\w+-inhalte"
                + " (?:erlauben|anzeigen)|link zum \\w+-inhalt|personenbezogene daten können an drittplattformen"
                + " .{20,200}|deine privatsphäre-einstellungen verhindern .{20,300}|stand: \\d.{5,40}|dieses thema im"
                + " programm:.{0,160}|lesedauer:? .{3,20}|bildbeschreibung (?:ein|aus)blenden|mehr zum"
                + " thema.{0,40}|view all \\(\\d+\\)|article content|next prev|prev next|thanks for"
                + " visiting!?|register / sign in .{0,60}|create an account or sign in .{0,80}|don't have an"
                + " account\\?.{0,40}|\\d{1,2} (?:hours?|min(?:ute)?s?|days?) ago(?: ?\\d{1,2}:\\d{2})?");
    /// Where one stands in a gallery, a row of the names of networks, and what a site earns by its links.
    private static final Pattern COUNTER =
            Pattern.compile("^\\d{1,3} ?(?:/|of|von|de|sur|di|van|av|z) ?\\d{1,3}\\W*$", I);
    private static final Pattern NETWORKS = Pattern.compile(
            "^(?:(?:sms|facebook|twitter|x|e-?mail|whats ?app|linked"
                + " ?in|pinterest|reddit|telegram|instagram|print|share|copy"
                + " link|tumblr|xing|pocket|flipboard|messenger|bluesky|threads|mastodon|viber|youtube|tiktok|rss)\\b\\W*){2,}$",
            I);
    private static final Pattern EARNINGS = Pattern.compile(
            "\\b(?:post|article|page|site|story|video|blog)\\b.{0,40}\\b(?:contains?|includes?|has)\\b.{0,40}\\baffiliate"
                + " links|\\b(?:we|i)\\b[^.]{0,60}\\b(?:earn|receive|get|make)\\s+"
                + "(?:(?:an?|some|small|modest|tiny|affiliate|referral|sales)\\s+){0,4}commissions?\\b",
            I);
    private static final Pattern CREDIT = Pattern.compile(
            "^\\(?(?:photo|image|picture|foto|bild|credit|photo credit|image credit|image source|photograph)s?"
                    + "(?: credit| courtesy(?: of)?| via)?\\s?:\\s?[^.!?]{2,60}\\)?$",
            I);
    private static final Pattern AGENCY = Pattern.compile(
            "^\\(?(?:(?:with )?(?:additional |further )?(?:reporting|writing|editing|compiled) (?:and \\w+"
                    + " )?(?:by|from)\\b.{3,300}|compiled by .{3,80}|with (?:files|reports) from .{3,120})\\)?$",
            I);
    private static final Pattern CONTRIBUTED = Pattern.compile(" contributed to this (?:report|story|article)\\W*$", I);
    private static final Pattern BYLINE = Pattern.compile("^(?i:by|von|par|por|di|av|door)\\s+\\p{Lu}[^.!?]{2,80}$");
    private static final Pattern DATE_LINE = Pattern.compile(
            "^(?:\\p{L}+,?\\s+)?(?:\\d{1,2}[./ -]+(?:\\d{1,2}|\\p{L}{3,10})\\.?[./ ,-]+\\d{4}|\\p{L}{3,10}\\.?"
                    + " \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|\\d{4}-\\d{2}-\\d{2})[\\s,|•·–-]*(?:(?:at |um |à"
                    + " )?\\d{1,2}[:.h]\\d{2}.{0,20})?$");
    private static final Pattern DATED_LABEL =
            Pattern.compile("^\\d{1,2}[./]\\s?\\d{1,2}[./]\\s?\\d{4}\\s*[-–—|•·]\\s*[^.!?]{2,90}$");
    private static final Pattern CLOCKED = Pattern.compile("\\d[:.h]\\d{2}\\D*$");
    private static final Phrases CLOSING = Phrases.of(
            "related(?: .{0,30})?|read more.{0,30}|more (?:on|from|stories|news|in|about|like).{0,60}|(?:if you"
                + " .{3,40},? )?you (?:may|might) also.{0,40}|more"
                + " (?:.{0,40}\\b)?(?:recipes|posts|articles|stories|guides|resources)|more"
                + " (?:reading|coverage)|recommended.{0,30}|also (?:on|read|in).{0,30}|see also|share"
                + " (?:this|on|now).{0,30}|about the authors?|author bio|comments?(?: \\(\\d+\\))?|leave a"
                + " (?:reply|comment)|tags?:?|topics?:?|most (?:read|popular|viewed).{0,20}|trending.{0,20}|latest"
                + " (?:news|stories|posts|articles).{0,20}|popular(?: (?:posts|stories).{0,20})?|(?:sign"
                + " up|subscribe|newsletter).{0,60}|top stories.{0,20}|up next|next (?:article|post)|previous"
                + " (?:article|post)|recent posts|mehr zum thema.{0,30}|das könnte (?:sie|dich) auch.{0,40}|auch"
                + " interessant|(?:à )?lire (?:aussi|également).{0,30}|die redaktion empfiehlt|(?:audio|video)s? und"
                + " (?:video|audio)s? zum thema|noticias? relacionadas?|\\W?関連(?:記事|ニュース|リンク)\\W?|sur le même"
                + " sujet|(?:te|le) puede interesar|lesen sie auch.{0,30}|read next|what to read next|don'?t"
                + " miss|editor'?s? picks?|around the web|from the web|join the (?:conversation|discussion)|follow"
                + " us.{0,30}");
    private static final Vocabulary PULLED =
            Vocabulary.of("pullquote,pull quote,pullquotes,pq,quote pull,pull,zitat,wp block pullquote");
    private static final int OPENING = 6;
    private static final Pattern NUMBERED = Pattern.compile("^#?\\d{1,3}[.):]");
    private static final Pattern ENDING_COLON = Pattern.compile("\\s*:$");
    private static final int A_SENTENCE = 60;
    private static final int UNDER_A_HEADING = 5;
    private static final int A_SERIES = 3;
    private static final int LONGEST_POINTER = 160;
    private static final String ONLY_A_LINK = "only a link";

    private final List<String> titles;
    private final String site;

    /// @param titles the headline first, and what else the page is titled; not to be said again
    /// @param base where the page stands
    Trim(List<String> titles, URI base) {
        this.titles = titles.stream()
                .map(Trim::folded)
                .filter(title -> !title.isEmpty())
                .distinct()
                .toList();
        this.site = Metadata.domain(base);
    }

    List<Block> trim(List<Block> blocks) {
        List<Block> kept = new ArrayList<>();
        boolean closing = false;
        for (int i = 0; i < blocks.size(); i++) {
            Block block = blocks.get(i);
            if (closes(block) || announcesLinks(blocks, i)) {
                closing = true;
                continue;
            }
            if (closing && isPointing(block)) continue;
            closing = false;
            // An entry may be one link and nothing else: there it is the text.
            List<Block> rest = blocks.subList(i + 1, blocks.size());
            Optional<String> reason = reason(block, kept, rest).or(() -> atTheEdge(block, kept, rest));
            boolean onlyALink = reason.equals(Optional.of(ONLY_A_LINK));
            if (reason.isEmpty() || (onlyALink && (blocks.size() == 1 || headsText(blocks, i)))) kept.add(block);
        }
        return withoutEmptyHeadings(withoutPullQuotes(kept));
    }

    /// A heading that leads to another site, or is the next of a list, is one all the same where the text goes on
    /// under it; to another article of the site leads the heading of its card.
    private boolean headsText(List<Block> blocks, int at) {
        if (!(blocks.get(at) instanceof Block.Text heading)) return false;
        String said = heading.line().text();
        boolean leadsAway = !heading.line().html().contains(site);
        List<Block> under = blocks.subList(at + 1, Math.min(blocks.size(), at + 1 + UNDER_A_HEADING));
        if (!heading.isHeading()) return isLinkWithColon(heading) && isSeries(blocks) && textFollows(under);
        // Under a product, a heading such as "Why we like it".
        boolean again = leadsAway
                && under.size() > 1
                && under.getFirst() instanceof Block.Text next
                && next.isHeading()
                && next.line().links() == 0;
        return (leadsAway || NUMBERED.matcher(said).find())
                && textFollows(again ? under.subList(1, under.size()) : under);
    }

    /// Each thing of a list may be headed by a line that leads to it.
    private static boolean isSeries(List<Block> blocks) {
        return blocks.stream().filter(Trim::isLinkWithColon).limit(A_SERIES).count() == A_SERIES;
    }

    private static boolean isLinkWithColon(Block block) {
        return block instanceof Block.Text text
                && text.line().isLink()
                && text.line().text().endsWith(":");
    }

    /// Perhaps behind a picture, a button, a short line or two.
    private static boolean textFollows(List<Block> under) {
        for (Block block : under) {
            switch (block) {
                case Block.Text text
                when text.isHeading() -> {
                    return false;
                }
                case Block.Text text
                when text.line().text().length() > A_SENTENCE -> {
                    return !isMostlyLink(text);
                }
                case Block.Bullets bullets -> {
                    return !isLinks(bullets);
                }
                default -> {}
            }
        }
        return false;
    }

    /// A quote that only repeats a sentence of the text was there to catch the eye.
    private static List<Block> withoutPullQuotes(List<Block> blocks) {
        if (blocks.stream().noneMatch(Block.Quote.class::isInstance)) return blocks;
        String all = folded(
                Render.text(blocks.stream().filter(Block.Text.class::isInstance).toList()));
        return blocks.stream()
                .filter(block -> !(block instanceof Block.Quote quote && repeats(quote, all)))
                .toList();
    }

    private static boolean repeats(Block.Quote quote, String all) {
        String said =
                quote.blocks().isEmpty() ? "" : folded(quote.blocks().getFirst().text());
        return said.length() > 15 && isPulled(quote.box()) && all.contains(said);
    }

    private static boolean isPulled(Box box) {
        return box.words.any(PULLED)
                || box.parent().filter(up -> up.words.any(PULLED)).isPresent();
    }

    private static boolean closes(Block block) {
        return block instanceof Block.Text text
                && text.line().text().length() < 90
                && (text.isHeading() || isBold(text))
                && CLOSING.matches(text.line().text());
    }

    /// "You may also be interested in:", and then a list of nothing but links.
    private static boolean announcesLinks(List<Block> blocks, int at) {
        return at + 1 < blocks.size()
                && blocks.get(at) instanceof Block.Text text
                && text.line().text().length() < 90
                && blocks.get(at + 1) instanceof Block.Bullets bullets
                && isLinked(bullets)
                && CLOSING.matches(ENDING_COLON.matcher(text.line().text()).replaceFirst(""));
    }

    private static boolean isBold(Block.Text text) {
        return text.line().html().startsWith("<strong>") && text.line().html().endsWith("</strong>");
    }

    /// What stands under a heading such as "More on this story".
    private static boolean isPointing(Block block) {
        return switch (block) {
            case Block.Text text -> isMostlyLink(text) || text.line().text().length() < 60;
            case Block.Bullets bullets -> isLinked(bullets);
            case Block.Figure _, Block.Embed _ -> true;
            default -> false;
        };
    }

    private Optional<String> reason(Block block, List<Block> before, List<Block> rest) {
        return switch (block) {
            case Block.Text text -> ofText(text, before, rest);
            case Block.Bullets bullets -> ofList(bullets, before);
            case Block.Quote(Box _, List<Block> said)
            when said.size() == 1 && said.getFirst() instanceof Block.Text text && isPointer(text.line()) ->
                Optional.of("pointer");
            case Block.Quote _, Block.Table _, Block.Code _, Block.Figure _, Block.Embed _ -> Optional.empty();
        };
    }

    /// What stands before the first line or after the last and is nothing but links, leads elsewhere; what the text
    /// announces, such as its sources, is its own.
    private Optional<String> atTheEdge(Block block, List<Block> before, List<Block> rest) {
        boolean first = before.isEmpty();
        boolean last = rest.isEmpty();
        if (before.size() + rest.size() < 3 || !(first || last)) return Optional.empty();
        boolean links =
                switch (block) {
                    case Block.Bullets list ->
                        (isLinks(list) && (first || !isAnnounced(before)))
                                || (first && isTrail(list))
                                || (last && isCards(list));
                    case Block.Table table -> isLinks(table);
                    default -> false;
                };
        return links ? Optional.of("links before or after the text") : Optional.empty();
    }

    /// The way down from the front page: links, and where one stands.
    private static boolean isTrail(Block.Bullets list) {
        List<List<Block>> items = list.items();
        return items.size() > 1
                && items.subList(0, items.size() - 1).stream()
                        .allMatch(item -> item.size() == 1
                                && item.getFirst() instanceof Block.Text text
                                && text.line().isLink()
                                && text.line().text().length() < A_SENTENCE);
    }

    private static boolean isLinks(Block.Table table) {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .flatMap(cell -> cell.blocks().stream())
                .allMatch(
                        block -> block instanceof Block.Text text && text.line().isLink());
    }

    /// Headlines of the same site, each with what its article is about.
    private boolean isCards(Block.Bullets list) {
        return list.items().size() > 1
                && list.items().stream()
                        .map(item -> item.stream()
                                .filter(Block.Text.class::isInstance)
                                .map(Block.Text.class::cast)
                                .toList())
                        .allMatch(item -> item.size() > 1
                                && item.getFirst().line().isLink()
                                && item.getFirst().line().html().contains(site));
    }

    /// A short list of nothing but links, which no line announces, leads to other articles.
    private static Optional<String> ofList(Block.Bullets list, List<Block> before) {
        if (isPointers(list)) return Optional.of("list of pointers");
        boolean links = list.items().size() <= 6 && list.items().stream().allMatch(Trim::isCard);
        return links && !isAnnounced(before) ? Optional.of("list of links") : Optional.empty();
    }

    /// By a heading, a picture, or a line that ends in a colon.
    private static boolean isAnnounced(List<Block> before) {
        return before.isEmpty()
                || !(before.getLast() instanceof Block.Text text)
                || text.isHeading()
                || text.line().text().endsWith(":");
    }

    /// A headline, with its kicker perhaps, and nothing but a link.
    private static boolean isCard(List<Block> item) {
        int words = 0;
        for (Block block : item) {
            if (!(block instanceof Block.Text text) || !text.line().isLink()) return false;
            words += text.line().text().length();
        }
        return item.size() <= 3 && words > 15;
    }

    private Optional<String> ofText(Block.Text block, List<Block> before, List<Block> rest) {
        String text = block.line().text();
        boolean opening = before.size() < 2 * OPENING
                && before.stream().filter(Block.Text.class::isInstance).count() < OPENING;
        if (!hasWords(text)) return Optional.of("no words");
        if (opening && isTitle(text)) return Optional.of("title again");
        if (text.length() < 420 && PLACEHOLDER.matches(text)) return Optional.of("placeholder");
        if (text.length() < 320 && FURNITURE.matches(text)) return Optional.of("furniture's words");
        if (text.length() < 12
                && isBesidePicture(block, before, rest)
                && COUNTER.matcher(text).matches()) return Optional.of("counter");
        if (text.length() < 160 && NETWORKS.matcher(text).matches()) return Optional.of("names of networks");
        if (text.length() < 320 && speaksOfEarnings(text)) return Optional.of("what the site earns");
        if (text.length() < 90 && CREDIT.matcher(text).matches()) return Optional.of("credit");
        if (opening && isDatedLabel(block) && !isChronicle(before, rest)) return Optional.of("date line");
        if (text.length() < 320 && isAgency(text)) return Optional.of("agency credit");
        if (text.length() < 250 && isPointer(block.line())) return Optional.of("pointer");
        if (text.length() < 80 && opening && BYLINE.matcher(text).matches()) return Optional.of("byline");
        if (text.length() < 60
                && isStamp(block, opening, rest)
                && DATE_LINE.matcher(text).matches()) return Optional.of("date line");
        boolean button = !block.isHeading() || text.length() > 25;
        if (button && block.line().isLink() && block.line().links() >= text.length() - 2)
            return block.box().name.equals("blockquote") ? Optional.empty() : Optional.of(ONLY_A_LINK);
        return Optional.empty();
    }

    /// At the end of the text only with a time of day: a date alone may be what is announced.
    private static boolean isStamp(Block.Text block, boolean opening, List<Block> rest) {
        boolean ending = rest.size() < 2 && !block.isHeading();
        return opening || (ending && CLOCKED.matcher(block.line().text()).find());
    }

    private static boolean isDatedLabel(Block block) {
        return block instanceof Block.Text text
                && text.line().text().length() < 110
                && DATED_LABEL.matcher(text.line().text()).matches();
    }

    /// Several dates in a row are the text.
    private static boolean isChronicle(List<Block> before, List<Block> rest) {
        return (!before.isEmpty() && isDatedLabel(before.getLast()))
                || (!rest.isEmpty() && isDatedLabel(rest.getFirst()));
    }

    /// Elsewhere it may be the mark that a review gives.
    private static boolean isBesidePicture(Block.Text block, List<Block> before, List<Block> rest) {
        return !block.isHeading()
                && ((!before.isEmpty() && before.getLast() instanceof Block.Figure)
                        || (!rest.isEmpty() && rest.getFirst() instanceof Block.Figure));
    }

    private static boolean isAgency(String text) {
        return AGENCY.matcher(text).matches()
                || (text.contains("contributed") && CONTRIBUTED.matcher(text).find());
    }

    /// Few lines hold one of the words, and only those need a closer look.
    private static boolean speaksOfEarnings(String text) {
        return (text.contains("ffiliate") || text.contains("ommission"))
                && EARNINGS.matcher(text).find();
    }

    private static boolean hasWords(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i)))
            if (Character.isLetterOrDigit(text.codePointAt(i))) return true;
        return false;
    }

    /// The headline, perhaps behind its kicker.
    private boolean isTitle(String text) {
        if (text.length() > 300) return false;
        String said = folded(text);
        return titles.stream()
                .anyMatch(title -> said.equals(title)
                        || (title.length() > 20 && said.endsWith(title) && said.length() < title.length() * 2));
    }

    /// "Read more: " and a link; not a sentence that happens to begin so.
    private static boolean isPointer(Line line) {
        return line.links() * 3 > line.text().length()
                && POINTER.matcher(line.text()).find();
    }

    private static boolean isMostlyLink(Block.Text text) {
        return text.line().links() * 2 > text.line().text().length();
    }

    private static boolean isLinks(Block.Bullets bullets) {
        return bullets.items().stream().allMatch(item -> item.stream()
                .allMatch(block -> !(block instanceof Block.Text text) || isMostlyLink(text)));
    }

    /// A line or two, each with a link.
    private static boolean isLinked(Block.Bullets bullets) {
        return bullets.items().stream().allMatch(item -> item.stream()
                .anyMatch(block -> block instanceof Block.Text text
                        && text.line().links() > 0
                        && (isMostlyLink(text) || isNoSentence(text.line().text()))));
    }

    private static boolean isNoSentence(String text) {
        return text.length() < LONGEST_POINTER && !text.endsWith(".");
    }

    private static boolean isPointers(Block.Bullets bullets) {
        return bullets.items().stream().allMatch(item -> item.stream()
                .anyMatch(block -> block instanceof Block.Text text && isPointer(text.line())));
    }

    /// A heading with nothing under it announced something that was dropped.
    private static List<Block> withoutEmptyHeadings(List<Block> blocks) {
        List<Block> kept = new ArrayList<>(blocks);
        while (!kept.isEmpty() && kept.getLast() instanceof Block.Text text && text.isHeading()) kept.removeLast();
        return kept;
    }

    /// Letters and digits alone, in lower case.
    static String folded(String text) {
        char[] folded = new char[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); ) {
            char c = text.charAt(i);
            if (c == '\u0130' || c == '\u03a3') return foldedWhole(text);
            if (c < 0x80) {
                if (c >= 'A' && c <= 'Z') folded[length++] = (char) (c + 32);
                else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) folded[length++] = c;
                i++;
                continue;
            }
            int point = text.codePointAt(i);
            if (Character.isLetterOrDigit(point))
                length += Character.toChars(Character.toLowerCase(point), folded, length);
            i += Character.charCount(point);
        }
        return new String(folded, 0, length);
    }

    /// The Turkish I and the Greek sigma become small in a way of their own.
    private static String foldedWhole(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
