package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the boxes that hold the article: the container of its text, and what belongs to it but stands before it.
final class Bodies {
    private static final Vocabulary LEAD = Vocabulary.of("""
        standfirst,summary,subtitle,sub title,subheadline,sub headline,subheading,sub heading,dek,deck,lead,lede,leadtext,
        intro,introduction,excerpt,abstract,strapline,chapo,chapeau,vorspann,entradilla,bajada,sottotitolo,occhiello,
        description,teaser text,preamble,ingress,lead text,sub head,subhead,headline secondary,lead paragraph,synopsis,
        subhed,sub hed,article standfirst,bullet points,key points,highlights,article summary,sous titre,copete,linha fina,lid,perex,anons,lead in\
        """);
    private static final Vocabulary LEAD_PICTURE = Vocabulary.of("""
        lead image,lead media,lead art,hero image,hero media,hero,leadmedia,headmedia,leadimage,lead picture,featured image,post thumbnail,main image,article image,
        header image,top image,story image,featured media,article media,main media,opener,aufmacher,cover image,image top\
        """);
    private static final Vocabulary GALLERY =
            Vocabulary.of("carousel,gallery,galleries,slideshow,slider,swiper,slides");
    private static final Vocabulary PERSON =
            Vocabulary.of("author,authors,avatar,byline,profile,bio,writer,contributor,logo");
    private static final int NEAR = 80;
    private static final int JUST_ABOVE = 25;
    private static final Vocabulary ARTICLE = Vocabulary.of("article,post,story,entry,hentry");
    /// What WordPress and its kin name each post of a list.
    private static final Vocabulary POST = Vocabulary.of("hentry,type post,post card,post item,post summary");
    private static final Vocabulary CONTINUED = Vocabulary.of(
            "faq,faqs,accordion,accordions,key takeaways,takeaways,key points,conclusion,footnotes,references");
    private static final Set<String> PIECES =
            Set.of("p", "ul", "ol", "blockquote", "table", "pre", "h2", "h3", "h4", "dl", "figure");

    private final Tree tree;
    private final Optional<Box> headline;

    Bodies(Tree tree, Optional<Box> headline) {
        this.tree = tree;
        this.headline = headline;
    }

    /// What was chosen and why.
    record Choice(List<Box> before, Box container, String why) {}

    /// True for a box before the text that holds words of the article, beside its pictures.
    static boolean isStandfirst(Box box) {
        return box.pictures == 0 || (isLead(box) && !box.name.equals("figure") && box.chars > 150);
    }

    Choice choose() {
        headline.flatMap(Bodies::articleAround).ifPresent(this::dropOtherArticles);
        Box container = descend(tree.root());
        return new Choice(before(container), container, container.toString());
    }

    private static Optional<Box> articleAround(Box box) {
        Optional<Box> up = box.parent();
        while (up.isPresent() && !up.get().name.equals("article")) up = up.get().parent();
        return up;
    }

    /// Beside the article under the headline, other articles are what the reader shall read next. Within it they are
    /// the same where their own heading leads elsewhere; else they may be the posts of a live blog.
    private void dropOtherArticles(Box own) {
        boolean any = false;
        for (Box box : tree.boxes()) {
            boolean article = box.name.equals("article") || box.words.any(POST);
            if (!article || box == own || box.isDropped() || own.isInside(box)) continue;
            boolean beside = !box.isInside(own) && box.good < own.good;
            if (!beside && !(box.isInside(own) && box.good < 0.8 * own.good && hasLinkedHeading(box, 5))) continue;
            box.drop("another article");
            any = true;
        }
        if (any) tree.count();
    }

    private static boolean hasLinkedHeading(Box box, int depth) {
        for (Box kid : box.kids) {
            boolean heading = kid.name.length() == 2 && kid.name.charAt(0) == 'h' && kid.chars > 0;
            if (heading && (kid.linkShare() > 0.7 || kid.lineLinks > 0)) return true;
            if (depth > 0 && !kid.isDropped() && hasLinkedHeading(kid, depth - 1)) return true;
        }
        return false;
    }

    /// Goes down to the child that holds most of the running text, as long as what is left beside it is no part of
    /// the article.
    private Box descend(Box top) {
        Box current = top;
        while (true) {
            Optional<Box> heaviest = heaviest(current);
            if (heaviest.isEmpty()) return current;
            Optional<Box> titled = titledTwin(current, heaviest.get());
            if (titled.isPresent()) {
                current = titled.get();
                continue;
            }
            Box next = heaviest.get();
            if (PIECES.contains(next.name) || next.inline) return current;
            if (next.good < 0.5 * current.good) return current;
            if (!isWhole(current, next) && (isBody(next) ? hasTwin(current, next) : isSplit(current, next)))
                return current;
            current = next;
        }
    }

    private static Optional<Box> heaviest(Box box) {
        Box best = null;
        for (Box kid : box.kids) {
            if (!kid.isDropped() && kid.good > 0 && (best == null || kid.good > best.good)) best = kid;
        }
        return Optional.ofNullable(best);
    }

    /// The article with its headline is all of it, whatever stands beside.
    private boolean isWhole(Box parent, Box next) {
        return next.name.equals("article")
                && next.good > 0.6 * parent.good
                && headline.filter(title -> title.isInside(next)).isPresent();
    }

    private static boolean isBody(Box box) {
        return Furniture.isBodyNamed(box);
    }

    /// Where several articles follow each other on one page, the one under the headline.
    private Optional<Box> titledTwin(Box parent, Box heaviest) {
        if (headline.isEmpty() || !headline.get().isInside(parent)) return Optional.empty();
        Box own = null;
        for (Box kid : parent.kids) if (!kid.isDropped() && headline.get().isInside(kid)) own = kid;
        if (own == null || own.good < 60 || own.good < 0.1 * heaviest.good) return Optional.empty();
        Box mine = own;
        long others = parent.kids.stream()
                .filter(kid -> kid != mine && !kid.isDropped() && isArticle(kid) && kid.good > 0.1 * heaviest.good)
                .count();
        return isArticle(mine) && others > 0 ? Optional.of(mine) : Optional.empty();
    }

    /// An article of its own brings a headline of its own. So may a section of one, by the outline of HTML5.
    private static boolean isArticle(Box box) {
        boolean named = box.name.equals("article") || box.words.any(ARTICLE);
        boolean large = box.good > 300 && !box.name.equals("section");
        return box.good > 0 && (named || large) && hasHeadline(box, 6);
    }

    private static boolean hasHeadline(Box box, int depth) {
        for (Box kid : box.kids) {
            if (kid.name.equals("h1")) return true;
            if (depth > 0 && !kid.isDropped() && hasHeadline(kid, depth - 1)) return true;
        }
        return false;
    }

    /// True where the text is cut into pieces that are named alike.
    private static boolean hasTwin(Box parent, Box heaviest) {
        for (Box kid : parent.kids) {
            if (kid == heaviest || kid.isDropped()) continue;
            boolean alike = kid.words.equals(heaviest.words) || isBody(kid);
            if (kid.good > 30 && alike && kid.linkShare() < 0.5) return true;
            if (kid.good > 30 && kid.words.any(CONTINUED)) return true;
        }
        return false;
    }

    /// True where text beside the heaviest child reads like more of the same article.
    private static boolean isSplit(Box parent, Box heaviest) {
        if (parent.name.equals("body")) return parent.good - heaviest.good > 0.4 * heaviest.good;
        double pieces = 0;
        for (Box kid : parent.kids) {
            if (kid == heaviest || kid.isDropped() || kid.good < 30 || kid.linkShare() > 0.5) continue;
            if (kid.words.any(CONTINUED)) return true;
            if (!kid.words.isEmpty() && kid.words.equals(heaviest.words)) return true;
            if (kid.good > 0.15 * heaviest.good && kid.linkShare() < 0.35) return true;
            if (isPiece(kid)) pieces += kid.good;
        }
        return pieces > Math.max(60, 0.03 * heaviest.good);
    }

    /// A paragraph, whatever element it is.
    private static boolean isPiece(Box box) {
        return PIECES.contains(box.name) || (box.lineChars > 60 && box.lineChars * 10 > box.chars * 7);
    }

    /// Between the headline and the text stand the standfirst and the lead picture.
    private List<Box> before(Box container) {
        if (headline.isEmpty()) return leads(container);
        if (headline.get().isInside(container)) return List.of();
        Box title = headline.get();
        Box common = title;
        while (!container.isInside(common)) {
            Optional<Box> up = common.parent();
            if (up.isEmpty()) return List.of();
            common = up.get();
        }
        List<Box> found = new ArrayList<>();
        between(common, title, container, found);
        return found;
    }

    /// Without a headline, a standfirst that is named one, right above the text.
    private static List<Box> leads(Box container) {
        return container.parent().stream()
                .flatMap(up -> up.kids.stream())
                .filter(kid -> !kid.isDropped() && kid.order < container.order && kid.words.any(LEAD) && isLead(kid))
                .toList();
    }

    private void between(Box box, Box title, Box container, List<Box> into) {
        for (Box kid : box.kids) {
            if (kid.isDropped() || kid == title || kid == container) continue;
            if (kid.order > container.order) return;
            if (title.isInside(kid) || container.isInside(kid)) {
                between(kid, title, container, into);
            } else if ((kid.order > title.order && isLead(kid)) || isLeadPicture(kid, title)) {
                into.add(kid);
            } else {
                between(kid, title, container, into);
            }
        }
    }

    private static boolean isLead(Box box) {
        if (box.chars < 40 || box.linkShare() > 0.4 || box.chars > 1_500) return false;
        if (box.words.any(LEAD)) return true;
        return switch (box.name) {
            case "p", "h2" -> box.lineChars >= 60;
            // A line of its own in whatever box, that reads like a sentence.
            case "div" -> box.lineChars >= 80 && box.lineChars == box.chars && box.links == 0;
            default -> false;
        };
    }

    private static boolean isLeadPicture(Box box, Box title) {
        if (box.pictures == 0 || box.chars > 1_000) return false;
        if (box.name.equals("figure")) return true;
        if (box.words.any(GALLERY)) return box.chars < 400 && box.linkShare() < 0.2 && box.order > title.order - NEAR;
        if (box.pictures > 2 || box.chars >= 400) return false;
        if (box.words.any(LEAD_PICTURE)) return true;
        return box.pictures == 1 && box.good < 150 && box.links == 0 && !box.words.any(PERSON) && isNear(box, title);
    }

    /// A large picture between headline and text, whatever its box is called.
    private static boolean isNear(Box box, Box title) {
        return box.order > title.order - JUST_ABOVE && !box.name.equals("a") && hasLarge(box);
    }

    private static boolean hasLarge(Box box) {
        if (box.isDropped() || box.name.equals("a") || box.words.any(PERSON)) return false;
        if (box.name.equals("img")) return Images.isLarge(box.element);
        for (Box kid : box.kids) if (hasLarge(kid)) return true;
        return false;
    }
}
