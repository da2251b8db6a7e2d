package dossier.extract;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Drops what is not the article, by its element and by the words its makers named it with. Each reason has a name
/// that `article trace` shows. What holds a good part of the page's running text is never dropped for its name.
final class Furniture {
    /// A named box with more of the page's running text than this is no furniture, whatever it is called.
    private static final double TOO_MUCH = 0.35;
    private static final int A_LINE_OR_TWO = 300;

    private static final Set<String> SHARE = Words.set("""
        share,shares,sharing,sharebar,sharetools,sharedaddy,sharethis,addthis,addtoany,socialbar,socials,social links,
        social media,social share,social icons,social bar,social buttons,social follow,social tools,social list,social nav,
        social icon,follow us,follow buttons,follow button,print link,email link,page tools,article tools,story tools,
        article actions,action bar,post actions,toolbar,reactions,like button,likes,bookmark,save button,save article,
        jp post flair,wpcnt,gigya,shariff,sharer,sd sharing,copy link,text size,font size,text to speech,audio player,
        listen,article listen,speech,trinity player,heateor,ssba,clap,rating,ratings,post rating,vote,votes\
        """);
    private static final Set<String> RELATED = Words.set("""
        related,relateds,relatedposts,related posts,recirc,recirculation,recommended,recommendation,recommendations,recommends,
        read more,readmore,read next,readnext,read also,see also,also read,alsoread,also like,more stories,more news,more from,more on,more like,
        morefrom,outbrain,taboola,trending,popular,most read,mostread,most popular,mostpopular,most viewed,top stories,
        latest news,latest posts,latest stories,recent posts,recentposts,next article,next post,up next,upnext,yarpp,crp related,
        similar,similar posts,similar articles,you may,might like,may like,related links,see more,story list,
        nrelate,zergnet,revcontent,plista,ligatus,next up,next story,previous post,post navigation,post nav,
        nav links,nav previous,nav next,read further,further reading box,teaser list,article teasers,story feed,headlines,
        topic list,most commented,aanbevolen,lees ook,relacionadas,relacionados,relacionada,relacionado,correlati,leggi anche,
        liens,lire aussi,mehr zum,verwandte,weiterlesen,infinite scroll,teaserbox,hashtags,hot topics,
        inline recirc,inline promo,linklist,link list,link box,linkbox,internal links\
        """);
    private static final Set<String> NEWSLETTER = Words.set("""
        newsletter,newsletters,newsletterbox,signup,sign up,subscribe,subscription,subscriptions,subscriber,mailchimp,mc embed,
        email signup,mailing list,optin,opt in,mailmunch,convertkit,hs form,register,registration,paywall,paygate,piano,
        regwall,meter,metered,donate,donation,donations,support us,contribution,membership,upsell,app download,download app,
        push notification,call to,cta,ctas,lead magnet,subscribe box,abo,abonnement,login,sign in,signin\
        """);
    private static final Set<String> COMMENTS = Words.set("""
        comments,comment,commentlist,comment list,commenting,disqus,discussion,respond,livefyre,fb comments,facebook comments,
        coral talk,spotim,spot im,viafoura,hyvor,leserkommentare,kommentare,commentaires,comentarios,reacties,
        leave reply,comments area,user comments\
        """);
    private static final Set<String> AD = Words.set("""
        ad,ads,advert,adverts,advertisement,advertisements,advertising,advertise,advertorial,adslot,adsbygoogle,adbox,adwrapper,adsense,
        adunit,dfp,gpt,adcontainer,ad container,ad slot,ad wrapper,google ad,mpu,leaderboard,sponsor,sponsors,sponsored,
        sponsorship,teads,werbung,anzeige,publicite,pub,publicidad,reklama,reklame,affiliate,affiliates,affiliate disclaimer,promo,promos,
        promobox,promotion,promotional,promoted,commercial,adzone,ad placeholder,banner,banners,partner box\
        """);
    private static final Set<String> CONSENT = Words.set("""
        cookie,cookies,cookiebanner,consent,gdpr,onetrust,ccpa,privacy notice,cookie notice,cookie law,cmp,opt out,
        didomi,usercentrics,placeholder consent,recommended external\
        """);
    private static final Set<String> NAVIGATION = Words.set("""
        nav,navbar,navigation,menu,submenu,menubar,breadcrumb,breadcrumbs,pagination,pager,paginator,page links,skip link,skip to,masthead,
        subnav,topnav,offcanvas,off canvas,drawer,sitemap,site header,site footer,page header top,page footer,global header,
        global footer,site nav,footer,topbar,top bar,search form,searchform,search box,back to,language switcher,
        lang switcher,toc,table contents,tableofcontents,ez toc,lwptoc,tabs nav,quick links,quicklinks,tablist,post pagination,
        article nav,section nav,carousel controls,slick arrow,scroll top\
        """);
    private static final Set<String> ABOUT = Words.set("""
        byline,bylines,byl,author,authors,authorbox,author box,author bio,author info,bio,biography,about author,writer,
        contributor,contributors,vcard,post author,article author,posted by,timestamp,dateline published,pubdate,
        publish date,published date,post date,entry date,article date,date published,posted on,
        date time,datetime,last updated,updated date,post meta,entry meta,postmeta,article meta,story meta,meta data,metadata,article info,
        story info,article details,meta info,byline date,post info,reading time,read time,readtime,reading progress,
        time to,view count,views count,post views,entry footer,post footer,article footer,story footer,dateline byline,
        article byline,kicker,eyebrow,rubric,section label,category label,overline,topper,post categories,cat links,entry categories,mini info,
        correction policy,trust badge,trustbadge,disclaimer,disclosure,copyright notice,editors note footer,corrections link,report error,
        report typo,attribution content,attribution container\
        """);
    private static final Set<String> TAGS = Words.set("""
        tags,taglist,tag list,tag cloud,tagcloud,post tags,entry tags,article tags,tags links,tags container,tag links,
        keywords,topics,topic tags,article topics,filed under,story topics,tags list,topic links\
        """);
    private static final Set<String> ASIDE = Words.set("""
        widget,widgets,widget area,sidebar,side bar,rail,right rail,left rail,right column,secondary column,aside,modal,popup,popover,
        lightbox,overlay,tooltip,toast,snackbar,interstitial,hover card,hovercard,flyout,dropdown,dialog,
        poll,quiz,contest,weather,ticker,marquee,stock ticker,livescore,betting,odds,job list,complementary,sticky bar,
        infobar,announcement,notification,alert bar,site notice,noprint,no print,hidden print,print hidden,player controls,video controls,vjs,jw controls,
        swiper pagination,gallery nav\
        """);
    private static final Set<String> HIDDEN = Words.set("""
        hidden,visually hidden,visuallyhidden,sr only,screen reader,screen readers,screenreader,offscreen,off screen,assistive text,assistive,
        u hidden,is hidden,hide,invisible,display none,d none,print only,printonly,visible print,show print,print header,print footer,
        accessibly hidden,accessible hidden,a11y,aural,element invisible,hidden text,hide text,vh,
        show for sr,visually hide,clip text\
        """);

    private static final Map<String, Set<String>> NAMED = Map.ofEntries(
            Map.entry("share", SHARE),
            Map.entry("related", RELATED),
            Map.entry("newsletter", NEWSLETTER),
            Map.entry("comments", COMMENTS),
            Map.entry("advert", AD),
            Map.entry("consent", CONSENT),
            Map.entry("navigation", NAVIGATION),
            Map.entry("about", ABOUT),
            Map.entry("tags", TAGS),
            Map.entry("aside", ASIDE),
            Map.entry("hidden", HIDDEN));
    private static final Map<String, String> REASONS = reasons();
    private static final Pattern INVISIBLE = Pattern.compile(
            "display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all", Pattern.CASE_INSENSITIVE);
    /// Wrappers of a whole page or article carry words of all kinds (`has-sidebar`, `category-media tag-share`).
    private static final Set<String> WRAPPERS = Set.of("body", "html", "main", "article");
    private static final Set<String> BODY = Words.set("""
        article body,articlebody,story body,storybody,entry content,post content,article content,content body,body content,
        post body,body copy,article text,story content,post entry,text body,main content,page content,article main,
        content article,rich text,richtext,body text\
        """);

    private Furniture() {}

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new java.util.HashMap<>();
        NAMED.forEach((reason, words) -> words.forEach(word -> reasons.put(word, reason)));
        return Map.copyOf(reasons);
    }

    /// Drops it all over a page.
    static void drop(Tree tree) {
        double all = tree.root().good;
        for (Box box : tree.boxes()) {
            if (box.isDropped()) continue;
            reason(box, all).ifPresent(box::drop);
        }
        tree.count();
    }

    static boolean isBodyNamed(Box box) {
        return box.words.any(BODY);
    }

    private static Optional<String> reason(Box box, double all) {
        if (WRAPPERS.contains(box.name)) return Optional.empty();
        if (box.good > TOO_MUCH * all && all > 0) return Optional.empty();
        return byElement(box).or(() -> byVisibility(box)).or(() -> byName(box));
    }

    private static Optional<String> byElement(Box box) {
        return switch (box.name) {
            case "nav" -> Optional.of("nav element");
            case "footer" -> inQuote(box) ? Optional.empty() : Optional.of("footer element");
            case "form", "fieldset" -> Optional.of("form element");
            case "amp-ad", "amp-social-share", "amp-consent", "amp-sidebar" -> Optional.of("amp furniture");
            default -> Optional.empty();
        };
    }

    private static boolean inQuote(Box box) {
        return box.parent()
                .filter(parent -> parent.name.equals("blockquote") || parent.name.equals("figure"))
                .isPresent();
    }

    private static Optional<String> byVisibility(Box box) {
        if (box.element.attributesSize() == 0) return Optional.empty();
        if (box.element.hasAttr("hidden") && !box.attr("hidden").equals("until-found"))
            return Optional.of("hidden attribute");
        if (INVISIBLE.matcher(box.attr("style")).find()) return Optional.of("invisible style");
        if (box.attr("aria-hidden").equals("true") && box.pictures == 0 && box.chars < 200)
            return Optional.of("aria-hidden");
        return switch (box.attr("role")) {
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
                    "tooltip" -> Optional.of("role " + box.attr("role"));
            default -> Optional.empty();
        };
    }

    private static Optional<String> byName(Box box) {
        if (box.words.isEmpty()) return Optional.empty();
        String word = box.words.first(REASONS.keySet());
        if (word.isEmpty() || (isBodyNamed(box) && box.chars > A_LINE_OR_TWO)) return Optional.empty();
        String reason = REASONS.getOrDefault(word, "");
        return mayGo(box, reason) ? Optional.of(reason + " named " + word) : Optional.empty();
    }

    /// Some words name furniture only where there is little text under them.
    private static boolean mayGo(Box box, String reason) {
        if (isHeading(box)) return reason.equals("hidden") || reason.equals("related") || reason.equals("newsletter");
        return switch (reason) {
            case "about" -> box.chars < 900;
            case "share", "tags" -> box.chars < 700 || box.linkShare() > 0.4;
            case "aside", "navigation", "hidden" -> box.chars < 3_000 || box.linkShare() > 0.3;
            default -> true;
        };
    }

    private static boolean isHeading(Box box) {
        return box.name.length() == 2 && box.name.charAt(0) == 'h' && Character.isDigit(box.name.charAt(1));
    }
}
