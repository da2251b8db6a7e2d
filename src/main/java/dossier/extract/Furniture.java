package dossier.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Drops what is not the article, by its element and by the words its makers named it with. Each reason has a name
/// that `article trace` shows. What holds a good part of the page's running text is never dropped for its name.
final class Furniture {
    /// A named box with more of the page's running text than this is no furniture, whatever it is called.
    private static final double TOO_MUCH = 0.5;
    /// A word that names more than this of it, all boxes together, says nothing.
    private static final double TOO_MUCH_OF_A_WORD = 0.5;
    /// What is hidden and a little longer than all the rest may still be the same once more.
    private static final double AS_LONG = 1.5;

    private static final double SAME_WORDS = 0.7;

    private static final int A_LINE_OR_TWO = 300;
    private static final int LONGEST_CALL = 700;
    private static final int MOST_FIELDS = 20;
    private static final int A_SENTENCE = 60;
    private static final Pattern ASKING = Pattern.compile(
            "sign(?:ing|ed)? ?up|subscri|newsletter|e-?mail|inbox|privacy|terms of|agree|abonn|anmeld|inscri|iscri|"
                    + "contact|get in touch|up-to-date",
            Pattern.CASE_INSENSITIVE);

    private static final Vocabulary SHARE = Vocabulary.of("""
        share,shares,sharing,sharebar,sharetools,sharedaddy,sharethis,addthis,addtoany,socialbar,socials,social links,
        social media,social share,social icons,social bar,social buttons,social follow,social tools,social list,social nav,
        social icon,follow us,follow buttons,follow button,print link,email link,page tools,article tools,story tools,
        article actions,article social,action bar,post actions,toolbar,reactions,like button,likes,bookmark,save button,save article,
        jp post flair,wpcnt,gigya,shariff,sharer,sd sharing,copy link,text sizer,font sizer,text resizer,font resizer,textsize,fontsize,textresizer,fontresizer,embed report,embed skip,pinned share,text to speech,audio player,
        whatsapp,listen,article listen,speech,trinity player,heateor,ssba,clap,rating,ratings,post rating,vote,votes\
        """);
    private static final Vocabulary RELATED = Vocabulary.of("""
        related,relateds,relatedposts,related posts,recirc,recirculation,recommended,recommendation,recommendations,recommends,
        read more,readmore,more link,read next,readnext,read also,see also,also read,alsoread,also like,more stories,more news,more from,more on,more like,
        morefrom,outbrain,taboola,trending,popular,most read,mostread,most popular,mostpopular,most viewed,top stories,
        latest news,latest posts,latest stories,recent posts,recentposts,next article,next post,up next,upnext,yarpp,crp related,
        similar,similar posts,similar articles,you may,might like,may like,related links,see more,story list,
        nrelate,zergnet,revcontent,plista,ligatus,next up,next story,previous post,post navigation,post nav,
        nav links,nav previous,nav next,read further,further reading box,teaser list,article teasers,story feed,headlines,
        topic list,most commented,aanbevolen,lees ook,relacionadas,relacionados,relacionada,relacionado,correlati,leggi anche,
        liens,lire aussi,mehr zum,verwandte,weiterlesen,infinite scroll,teaserbox,hashtags,hot topics,
        inline recirc,inline promo,linklist,link list,link box,linkbox,internal links,relatedlinks,relatedarticles,
        relatedarticle,relatedcontent,relatednews,relatedstories,relatedtopics,relateditems,recommande,explore further,
        explore more,webring,wp embedded,next prev,prev next,more topic,more topics,video playlist,products slider,lnkrel\
        """);
    private static final Vocabulary TEASER = Vocabulary.of("""
        teaser,teasers,teaserpadding,teaser text,teasertext,card,cards,post card,article card,story card,news card,tile,tiles,
        promo card,storylink,story link,article link,article excerpt,post excerpt,article list,post list,news list,last news\
        """);
    private static final Vocabulary NEWSLETTER = Vocabulary.of("""
        newsletter,newsletters,newsletterbox,signup,sign up,subscribe,subscription,subscriptions,subscriber,mailchimp,mc embed,
        email signup,mailing list,optin,opt in,mailmunch,convertkit,hs form,register,registration,paywall,paygate,piano,
        regwall,meter,metered,donate,donation,donations,support us,contribution,membership,upsell,app download,download app,
        push notification,call to,cta,ctas,lead magnet,subscribe box,abo,abonnement,login,sign in,signin\
        """);
    private static final Vocabulary COMMENTS = Vocabulary.of("""
        comments,comment,commentlist,comment list,commenting,disqus,discussion,respond,livefyre,fb comments,facebook comments,
        coral talk,spotim,spot im,viafoura,hyvor,leserkommentare,kommentare,commentaires,comentarios,reacties,
        leave reply,comments area,user comments\
        """);
    private static final Vocabulary AD = Vocabulary.of("""
        ad,ads,advert,adverts,advertisement,advertisements,advertising,advertise,advertorial,adslot,adsbygoogle,adbox,adwrapper,adsense,
        adunit,dfp,gpt,adcontainer,ad container,ad slot,ad wrapper,google ad,mpu,leaderboard,sponsor,sponsors,sponsored,
        sponsorship,teads,werbung,anzeige,publicite,pub,publicidad,reklama,reklame,affiliate,affiliates,affiliate disclaimer,promo,promos,
        promobox,appstores,app stores,offer content,promotion,promotional,promoted,commercial,adzone,ad placeholder,banner,banners,partner box\
        """);
    private static final Vocabulary CONSENT = Vocabulary.of("""
        cookie,cookies,cookiebanner,consent,gdpr,onetrust,ccpa,privacy notice,cookie notice,cookie law,cmp banner,opt out,
        didomi,usercentrics,sourcepoint,social placeholder,embed placeholder,embed consent,opt in,optin,recommended content,externalcontent placeholder,consent placeholder,placeholder consent,recommended external\
        """);
    private static final Vocabulary NAVIGATION = Vocabulary.of("""
        nav,navbar,navigation,menu,submenu,menubar,breadcrumb,breadcrumbs,pagination,pager,paginator,page link,page links,skip link,skip to,masthead,
        subnav,topnav,offcanvas,off canvas,drawer,sitemap,site header,site footer,page header top,page footer,global header,
        global footer,site nav,footer,topbar,top bar,search form,searchform,search box,back to,language switcher,
        lang switcher,toc,table contents,tableofcontents,ez toc,lwptoc,tabs nav,quick links,quicklinks,tablist,post pagination,
        article nav,section nav,carousel controls,slick arrow,scroll top\
        """);
    private static final Vocabulary ABOUT = Vocabulary.of("""
        byline,bylines,byl,author,authors,authorbox,author box,author bio,author info,bio,biography,about author,writer,
        contributor,contributors,vcard,post author,article author,posted by,timestamp,dateline published,pubdate,
        publish date,published date,post date,entry date,article date,date published,posted on,
        date time,datetime,last updated,updated date,post meta,entry meta,postmeta,article meta,story meta,meta data,metadata,article info,
        story info,article details,meta info,byline date,post info,reading time,read time,readtime,reading progress,
        time to,view count,views count,post views,entry footer,post footer,article footer,story footer,dateline byline,
        article byline,kicker,eyebrow,rubric,section label,category label,overline,topper,post categories,cat links,entry categories,mini info,
        correction policy,trust badge,trustbadge,disclaimer,disclosure,copyright notice,editors note footer,corrections link,report error,
        report typo,ai summary,ai content,ai disclaimer,machine summary,attribution content,attribution container,postmetadata,feedback,press contact,contact box,contactbox\
        """);
    private static final Vocabulary TAGS = Vocabulary.of("""
        tags,taglist,tag list,tag cloud,tagcloud,post tags,entry tags,article tags,tags links,tags container,tag links,
        keywords,topics,topic tags,article topics,filed under,story topics,tags list,topic links\
        """);
    private static final Vocabulary ASIDE = Vocabulary.of("""
        widget,widgets,widget area,sidebar,side bar,rail,right rail,left rail,right column,secondary column,aside,modal,popup,popover,
        lightbox,overlay,tooltip,toast,snackbar,interstitial,hover card,hovercard,hover box,hoverbox,hover content,rollover block,flyout,dropdown,dialog,
        poll,quiz,contest,weather,ticker,marquee,stock ticker,livescore,betting,odds,job list,complementary,sticky bar,
        infobar,not print,notprint,announcement,notification,alert bar,site notice,noprint,no print,hidden print,print hidden,player controls,video controls,vjs,jw controls,
        swiper pagination,gallery nav,inline video,video card,video info,video item,video overlay,identity screen,change font\
        """);
    private static final Vocabulary LEGAL = Vocabulary.of("disclaimer,disclaimers,legal notice");
    /// What an editor puts beside the text in a frame of its own.
    private static final Vocabulary FACTS = Vocabulary.of("""
        factbox,fact box,factsbox,facts box,infobox,info box,infoboxes,infokasten,faktaboks,faktarute,fakta box,faktaruta\
        """);
    /// What shows code counts its lines for the eye alone.
    private static final Vocabulary LINES = Vocabulary.of("""
        linenos,lineno,linenumbers,line numbers,rouge gutter,gutter gl,blob num,code gutter\
        """);
    /// Classes that hide what they name, by whole class, in lower case: `overflow-hidden` and `label-hidden` hide
    /// nothing.
    private static final Set<String> HIDDEN = Set.of("""
        hidden hide invisible d-none display-none is-hidden u-hidden visuallyhidden visually-hidden visually-hide vh
        sr-only sronly screenreader screenreaders screenreader-text screenreader-only screenreader-response
        screen-reader screen-readers screen-reader-text screen-reader-only screen-reader-response screen_reader
        offscreen off-screen assistive assistive-text a11y-hidden accessibly-hidden accessible-hidden aural
        element-invisible w-condition-invisible hidden-text hide-text show-for-sr clip-text printonly print-only visible-print show-for-print
        print-header print-footer for-print only-print\
        """.split("\\s+"));
    /// The same behind the name of a block, or with the kind of box that is shown on paper.
    private static final Pattern HIDDEN_PART = Pattern.compile(
            "[\\w-]+(?:--|__|_)(?:visually-?hidden|sr-only|screen-?reader-text|offscreen|print-only)|visible-print-\\w+",
            Pattern.CASE_INSENSITIVE);
    /// Every class above holds one of these words; most classes hold none, and need no closer look.
    private static final Vocabulary HINTS = Vocabulary.of("""
        hidden,hide,invisible,none,visuallyhidden,visuallyhide,vh,sr,sronly,screen,screenreader,screenreaders,off,offscreen,
        assistive,aural,clip,print,printonly,screenreadertext\
        """);
    private static final Pattern SHOWN_LATER = Pattern.compile(
            "(?:^|\\s)(?:\\w{2,3}:(?:block|flex|inline|grid|table)|d-\\w{2}-(?:block|flex|inline|table)|show-for-)",
            Pattern.CASE_INSENSITIVE);

    /// What a vocabulary tells of a box.
    private record Named(String reason, Vocabulary vocabulary) {}

    /// A word of several vocabularies belongs to the first of them: the order must not be left to chance.
    private static final List<Named> NAMED = List.of(
            new Named("line numbers", LINES),
            new Named("share", SHARE),
            new Named("related", RELATED),
            new Named("newsletter", NEWSLETTER),
            new Named("teaser", TEASER),
            new Named("comments", COMMENTS),
            new Named("advert", AD),
            new Named("consent", CONSENT),
            new Named("navigation", NAVIGATION),
            new Named("about", ABOUT),
            new Named("tags", TAGS),
            new Named("aside", ASIDE),
            new Named("fact box", FACTS));

    private static final Map<String, String> REASONS = reasons();
    /// All of these words: most boxes are named by none of them, which one look tells.
    private static final Vocabulary TELLING = Vocabulary.of(String.join(",", REASONS.keySet()));
    private static final Pattern INVISIBLE = Pattern.compile(
            "display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all", Pattern.CASE_INSENSITIVE);
    /// Wrappers of a whole page or article carry words of all kinds (`has-sidebar`, `category-media tag-share`).
    private static final Set<String> WRAPPERS = Set.of("body", "html", "main", "article");
    private static final Vocabulary BODY = Vocabulary.of("""
        article body,articlebody,story body,storybody,entry content,post content,article content,content body,body content,
        post body,body copy,article text,story content,post entry,text body,main content,page content,article main,
        content article,rich text,richtext,body text\
        """);

    /// What holds a part of an article, though another word in its name would have it dropped.
    private static final Vocabulary CONTENT = Vocabulary.of("""
        code toolbar,kg card,callout card,main canvas,accordion drawer,faq card,inline content,article tweet,embed tweet,twitter tweet\
        """);
    /// What unfolds when a reader asks for it.
    private static final Vocabulary UNFOLDS = Vocabulary.of("""
        accordion,accordions,collapse,collapsible,faq,faqs,answer,answers,toggle content,expandable,panel collapse\
        """);
    private static final int A_FEW_CHARS = 20;
    private static final int A_FEW_LINKS = 3;
    /// These name running text as well: what is folded up, a block as wide as the page, what an editor thinks of a
    /// thing.
    private static final Set<String> NEEDS_LINKS =
            Set.of("read more", "readmore", "more link", "banner", "banners", "rating", "ratings", "speech");

    /// What is for other articles; but where the only headline of the page stands, there stands its own.
    private static final Set<String> ELSEWHERE = Set.of("teaser", "related");

    private static final Set<String> LOOSE = Set.of("navigation", "aside", "teaser");
    static final Vocabulary SLIDE = Vocabulary.of("slide,carousel slide,gallery item,gallery slide,slideshow item");
    private static final Vocabulary LIVE =
            Vocabulary.of("live match,live commentary,live ticker,liveticker,liveblog,live blog");
    private static final Vocabulary SIDEBAR = Vocabulary.of("widget,widgets,widget area,sidebar,secondary");
    /// What shows a picture larger than its place in the text.
    private static final Vocabulary LARGER = Vocabulary.of("modal,lightbox,popup,overlay");
    private static final Vocabulary PICTURED = Vocabulary.of("image,picture,photo,figure,foto,bild,caption");

    private final double all;
    private final List<Box> boxes;
    private final List<Box> bodies;
    private final Optional<Box> headline;
    private final Map<String, Boolean> hidden = new HashMap<>();
    private final Map<String, Double> weights = new HashMap<>();

    private Furniture(Tree tree) {
        this.all = tree.root().good;
        this.boxes = tree.boxes();
        this.bodies = tree.boxes().stream()
                .filter(box -> box.good > A_LINE_OR_TWO && isBodyNamed(box))
                .toList();
        this.headline = onlyHeadline(tree);
        weigh(tree.root(), new ArrayList<>());
    }

    private static Optional<Box> onlyHeadline(Tree tree) {
        List<Box> all = tree.headings().stream()
                .filter(box -> box.name.equals("h1") && box.chars > A_FEW_CHARS)
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new HashMap<>();
        NAMED.forEach(named -> named.vocabulary().words().forEach(word -> reasons.putIfAbsent(word, named.reason())));
        return Map.copyOf(reasons);
    }

    /// Drops it all over a page.
    static void drop(Tree tree) {
        Furniture furniture = new Furniture(tree);
        furniture.dropAsking(tree.fields().stream()
                .filter(Furniture::isForAddress)
                .limit(MOST_FIELDS)
                .toList());
        for (Box box : tree.boxes()) {
            if (!box.isDropped()) furniture.reason(box).ifPresent(box::drop);
        }
        tree.count();
    }

    private static boolean isForAddress(Box box) {
        return box.attr("type").equalsIgnoreCase("email");
    }

    private void dropAsking(List<Box> fields) {
        if (fields.isEmpty()) return;
        Set<Box> articles = articles();
        for (Box field : fields) around(field, articles).ifPresent(box -> box.drop("asks for an address"));
    }

    /// The largest box about a field for an e-mail address that says little but why to fill it in.
    private static Optional<Box> around(Box field, Set<Box> articles) {
        Box asking = field;
        for (Optional<Box> up = field.parent(); up.isPresent(); up = up.get().parent()) {
            Box box = up.get();
            if (box.isDropped()) return Optional.empty();
            if (box.chars >= LONGEST_CALL || articles.contains(box) || saysMore(box, asking)) break;
            asking = box;
        }
        return Optional.of(asking).filter(box -> box != field);
    }

    /// True where text stands beside what asks for an address, and speaks of something else.
    private static boolean saysMore(Box box, Box asking) {
        for (Box kid : box.kids) {
            boolean text = kid != asking && kid.good > A_SENTENCE;
            if (text && !ASKING.matcher(kid.element.text()).find()) return true;
        }
        return box.own > A_SENTENCE && !ASKING.matcher(box.element.ownText()).find();
    }

    /// The boxes that hold an article, a figure or the headline.
    private Set<Box> articles() {
        Set<Box> articles = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Box box : boxes) {
            boolean holds = WRAPPERS.contains(box.name)
                    || box.name.equals("figure")
                    || headline.filter(only -> only == box).isPresent();
            Optional<Box> up = holds ? Optional.of(box) : Optional.empty();
            while (up.isPresent() && articles.add(up.get())) up = up.get().parent();
        }
        return articles;
    }

    static boolean isBodyNamed(Box box) {
        return box.words.any(BODY);
    }

    /// How much of the page's running text stands under each word: a word that names much of it names no furniture.
    private void weigh(Box box, List<String> active) {
        // What holds most of the page is not dropped for its name, and tells nothing of others of that name.
        boolean wrapper = WRAPPERS.contains(box.name) || box.good > TOO_MUCH * all;
        String word = wrapper ? "" : word(box);
        boolean first = !word.isEmpty() && !active.contains(word);
        if (first) active.add(word);
        if (box.own > 0) active.forEach(each -> weights.merge(each, box.own, Double::sum));
        for (Box kid : box.kids) if (!kid.isDropped()) weigh(kid, active);
        if (first) active.removeLast();
    }

    /// What a box is for by its name; empty where it says nothing. Who comments on a match live writes an article.
    private static String named(Box box) {
        String reason = REASONS.getOrDefault(word(box), "");
        return reason.equals("comments") && box.words.any(LIVE) ? "" : reason;
    }

    private static String word(Box box) {
        return box.words.first(TELLING);
    }

    private Optional<String> reason(Box box) {
        if (WRAPPERS.contains(box.name)) return Optional.empty();
        if (isComments(box) && box.good < 0.9 * all) return Optional.of("comments");
        if (isSidebar(box)) return Optional.of("sidebar");
        if (box.good > TOO_MUCH * all && all > 0)
            return isHiddenTwin(box) ? Optional.of("hidden twin") : Optional.empty();
        Optional<String> reason = byElement(box);
        if (reason.isEmpty()) reason = byVisibility(box);
        return reason.isEmpty() ? byName(box) : reason;
    }

    private boolean holdsHeadline(Box box) {
        return headline.filter(only -> only.isInside(box)).isPresent();
    }

    /// The text of the page once more, for programs: readers are shown the same words.
    private boolean isHiddenTwin(Box box) {
        return box.styled
                && box.good < AS_LONG * (all - box.good)
                && byStyle(box).isPresent()
                && isShownElsewhere(box);
    }

    private boolean isShownElsewhere(Box hidden) {
        StringBuilder shown = new StringBuilder();
        for (Box box : boxes) {
            boolean apart = !box.isDropped() && box != hidden && !box.isInside(hidden);
            if (apart && box.plain > 0) shown.append(box.element.ownText()).append(' ');
        }
        Set<String> words = Set.of(Titles.words(shown.toString()));
        String[] same = Titles.words(hidden.element.text());
        long found = Stream.of(same).filter(words::contains).count();
        return found > SAME_WORDS * same.length;
    }

    /// A column beside a short article may well hold more text than the article.
    private boolean isSidebar(Box box) {
        boolean named = box.words.any(SIDEBAR)
                && (box.name.equals("aside") || box.attr("role").equals("complementary"));
        return named && bodies.stream().anyMatch(body -> !body.isInside(box) && !box.isInside(body));
    }

    /// Discussion may well be longer than the article.
    private static boolean isComments(Box box) {
        return box.chars > 0 && named(box).equals("comments") && !isBodyNamed(box);
    }

    private static Optional<String> byElement(Box box) {
        return switch (box.name) {
            case "nav" -> Optional.of("nav element");
            case "footer" -> inQuote(box) ? Optional.empty() : Optional.of("footer element");
            case "form", "fieldset" -> Optional.of("form element");
            case "aside" -> isCard(box) ? Optional.of("card of another article") : Optional.empty();
            case "ul", "ol" -> isContents(box) ? Optional.of("list of contents") : Optional.empty();
            case "amp-ad", "amp-social-share", "amp-consent", "amp-sidebar" -> Optional.of("amp furniture");
            default -> Optional.empty();
        };
    }

    /// Its heading leads elsewhere, and so does every other link of it: picture, "read more", all to the same place.
    private static boolean isCard(Box box) {
        if (box.links == 0 || !headsElsewhere(box)) return false;
        List<String> targets = new ArrayList<>();
        targets(box, targets);
        return targets.size() > 1 && targets.stream().distinct().count() == 1;
    }

    private static boolean headsElsewhere(Box box) {
        for (Box kid : box.kids) {
            if (isHeading(kid) && kid.chars > A_FEW_CHARS && kid.linkShare() > 0.7) return true;
            if (!kid.isDropped() && headsElsewhere(kid)) return true;
        }
        return false;
    }

    private static void targets(Box box, List<String> into) {
        if (box.name.equals("a") && box.element.hasAttr("href")) into.add(box.attr("href"));
        box.kids.forEach(kid -> targets(kid, into));
    }

    /// Nothing but links to places of the same page.
    private static boolean isContents(Box box) {
        return box.linkShare() > 0.85 && box.links > A_FEW_CHARS && inPageLinks(box) >= A_FEW_LINKS;
    }

    /// How many there are, or a large negative number where one leads elsewhere.
    private static int inPageLinks(Box box) {
        if (box.name.equals("a") && box.element.hasAttr("href"))
            return box.attr("href").startsWith("#") ? 1 : -10_000;
        int links = 0;
        for (Box kid : box.kids) links += inPageLinks(kid);
        return links;
    }

    private static boolean inQuote(Box box) {
        return box.parent()
                .filter(parent -> parent.name.equals("blockquote") || parent.name.equals("figure"))
                .isPresent();
    }

    private Optional<String> byVisibility(Box box) {
        Optional<String> reason = box.styled ? byStyle(box) : Optional.empty();
        if (reason.isPresent()) return reason;
        if (isHidden(box) && !unfolds(box)) return Optional.of("hidden class");
        return box.styled ? byRole(box) : Optional.empty();
    }

    private static Optional<String> byStyle(Box box) {
        if (box.element.attributes().hasKey("hidden") && !box.attr("hidden").equals("until-found") && !unfolds(box))
            return Optional.of("hidden attribute");
        String style = box.attr("style");
        if (isInvisible(style) && !unfolds(box)) return Optional.of("invisible style");
        if (box.attr("aria-hidden").equals("true")
                && box.pictures == 0
                && box.chars < 200
                && !box.name.equals("figcaption")) return Optional.of("aria-hidden");
        return Optional.empty();
    }

    private static Optional<String> byRole(Box box) {
        String role = box.attr("role");
        // The panels of an article may stand within the list of their tabs.
        if (role.isEmpty() || (role.equals("tablist") && box.good > A_LINE_OR_TWO)) return Optional.empty();
        return switch (role) {
            case "navigation",
                    "menu",
                    "menubar",
                    "search",
                    "complementary",
                    "banner",
                    "contentinfo",
                    "dialog",
                    "alertdialog",
                    "toolbar",
                    "tablist",
                    "tooltip" -> Optional.of("role " + role);
            default -> Optional.empty();
        };
    }

    /// Most styles speak of neither, and need no closer look.
    private static boolean isInvisible(String style) {
        return (Glance.holds(style, "none") || Glance.holds(style, "hid"))
                && INVISIBLE.matcher(style).find();
    }

    /// An answer that a reader unfolds under its question.
    private static boolean unfolds(Box box) {
        if (box.chars < A_FEW_CHARS || box.linkShare() > 0.3) return false;
        return box.words.any(UNFOLDS)
                || box.parent().filter(up -> up.words.any(UNFOLDS)).isPresent();
    }

    /// A long text is hidden to be unfolded.
    private boolean isHidden(Box box) {
        if (!box.words.any(HINTS)) return false;
        String classes = box.attr("class");
        boolean unfolded = box.good > Math.max(400, 0.15 * all) && !isInCard(box);
        if (classes.isEmpty() || classes.length() > 500 || unfolded) return false;
        return hidden.computeIfAbsent(classes, Furniture::hides);
    }

    /// The text that a card for another article holds back is that article's.
    private static boolean isInCard(Box box) {
        return box.isWithin(3, up -> ELSEWHERE.contains(named(up)));
    }

    private static boolean hides(String classes) {
        StringTokenizer names = new StringTokenizer(classes);
        boolean hides = false;
        while (names.hasMoreTokens() && !hides) {
            String name = names.nextToken();
            hides = HIDDEN.contains(name.toLowerCase(Locale.ROOT))
                    || HIDDEN_PART.matcher(name).matches();
        }
        return hides && !SHOWN_LATER.matcher(classes).find();
    }

    private Optional<String> byName(Box box) {
        if (box.words.isEmpty()) return Optional.empty();
        String word = word(box);
        if (weights.getOrDefault(word, 0.0) > TOO_MUCH_OF_A_WORD * all) return Optional.empty();
        String reason = named(box);
        if (reason.isEmpty() || (isBodyNamed(box) && box.chars > A_LINE_OR_TWO)) return Optional.empty();
        if (LOOSE.contains(reason) && isOfFigure(box)) return Optional.empty();
        if (ELSEWHERE.contains(reason) && holdsHeadline(box)) return Optional.empty();
        if (runsInText(box, reason) || box.words.any(CONTENT)) return Optional.empty();
        if (word.equals("read more") && isInSlide(box)) return Optional.empty();
        if (isRunningText(box, word)) return Optional.empty();
        return mayGo(box, reason) ? Optional.of(reason + " named " + word) : Optional.empty();
    }

    /// A box that rates a product tells of it, and leads to its shop.
    private static boolean isRunningText(Box box, String word) {
        double most = word.startsWith("rating") ? 0.25 : 0.1;
        return NEEDS_LINKS.contains(word) && box.chars > 150 && box.linkShare() < most;
    }

    /// A link within a sentence, however its makers named it, is a part of the sentence.
    private static boolean runsInText(Box box, String reason) {
        if (!box.name.equals("a") || reason.equals("share") || reason.equals("comments")) return false;
        return box.parent()
                .filter(up -> up.lineChars - up.lineLinks > A_FEW_CHARS)
                .isPresent();
    }

    /// A figure and its caption may well be called `widget` or `footer`.
    private static boolean isOfFigure(Box box) {
        if (box.name.equals("figure") || isInFigure(box)) return box.linkShare() < 0.5;
        if (box.parent().filter(up -> up.name.equals("figure")).isPresent()) return hasKid(box, "figcaption");
        if (box.words.any(LARGER) && hasKid(box, "figure"))
            return box.chars < 2 * LONGEST_CALL && box.linkShare() < 0.3 && isInArticle(box);
        boolean named = box.words.any(PICTURED) && isInArticle(box);
        return box.pictures == 1 && box.chars < 500 && box.linkShare() < 0.3 && (named || hasKid(box, "figure"));
    }

    private static boolean isInFigure(Box box) {
        return box.name.equals("figcaption") || box.isWithin(4, up -> up.name.equals("figure"));
    }

    /// The caption of a slide may unfold under "read more".
    private static boolean isInSlide(Box box) {
        return box.linkShare() <= 0.2 && box.isWithin(4, up -> up.words.any(SLIDE) && up.pictures == 1);
    }

    private static boolean hasKid(Box box, String name) {
        for (Box kid : box.kids) if (kid.name.equals(name) || hasKid(kid, name)) return true;
        return false;
    }

    /// Some words name furniture only where there is little text under them.
    private static boolean mayGo(Box box, String reason) {
        if (isHeading(box)) return reason.equals("teaser") || reason.equals("related") || reason.equals("newsletter");
        return switch (reason) {
            case "about" -> box.chars < 900 || box.words.any(LEGAL);
            case "fact box" -> !box.name.equals("table");
            case "teaser" -> box.links > 12 && box.chars < 500 && box.pictures < 3;
            case "share", "tags" -> box.chars < 700 || box.linkShare() > 0.4;
            case "aside" -> box.chars < 400 || box.linkShare() > 0.25 || !isInArticle(box);
            case "navigation" -> box.chars < 3_000 || box.linkShare() > 0.3;
            default -> true;
        };
    }

    private static boolean isInArticle(Box box) {
        return box.isWithin(up -> up.name.equals("article") || isBodyNamed(up));
    }

    private static boolean isHeading(Box box) {
        return box.name.length() == 2 && box.name.charAt(0) == 'h' && Character.isDigit(box.name.charAt(1));
    }
}
