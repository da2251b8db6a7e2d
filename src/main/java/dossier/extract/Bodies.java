package dossier.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the boxes that hold the article: the container of its text, and what belongs to it but stands before it.
final class Bodies {
    private static final Set<String> LEAD = Words.set("""
        standfirst,summary,subtitle,sub title,subheadline,sub headline,subheading,sub heading,dek,deck,lead,lede,leadtext,
        intro,introduction,excerpt,abstract,strapline,chapo,chapeau,vorspann,entradilla,bajada,sottotitolo,occhiello,
        description,teaser text,preamble,ingress,lead text,sub head,subhead,headline secondary,lead paragraph,synopsis,
        bullet points,key points,highlights,article summary,sous titre,copete,linha fina,lid,perex,anons,lead in\
        """);
    private static final Set<String> PIECES =
            Set.of("p", "ul", "ol", "blockquote", "table", "pre", "h2", "h3", "h4", "dl", "figure");

    private final Tree tree;
    private final Optional<Box> headline;

    Bodies(Tree tree, Optional<Box> headline) {
        this.tree = tree;
        this.headline = headline;
    }

    /// What was chosen and why.
    record Choice(List<Box> before, Box container, String why) {
        List<Box> all() {
            List<Box> all = new ArrayList<>(before);
            all.add(container);
            return all;
        }
    }

    Choice choose() {
        Box container = descend(tree.root());
        return new Choice(before(container), container, container.toString());
    }

    /// Goes down to the child that holds most of the running text, as long as what is left beside it is no part of
    /// the article.
    private Box descend(Box top) {
        Box current = top;
        while (true) {
            Optional<Box> heaviest = heaviest(current);
            if (heaviest.isEmpty()) return current;
            Box next = heaviest.get();
            if (PIECES.contains(next.name) || next.inline) return current;
            if (next.good < 0.5 * current.good) return current;
            if (!isBody(next) && isSplit(current, next)) return current;
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

    private static boolean isBody(Box box) {
        return Furniture.isBodyNamed(box);
    }

    /// True where text beside the heaviest child reads like more of the same article.
    private static boolean isSplit(Box parent, Box heaviest) {
        if (parent.name.equals("body")) return parent.good - heaviest.good > 0.4 * heaviest.good;
        for (Box kid : parent.kids) {
            if (kid == heaviest || kid.isDropped() || kid.good < 40) continue;
            if (PIECES.contains(kid.name) && kid.linkShare() < 0.5) return true;
            if (!kid.words.isEmpty() && kid.words.equals(heaviest.words) && kid.linkShare() < 0.5) return true;
            if (kid.good > 0.15 * heaviest.good && kid.linkShare() < 0.35) return true;
        }
        return false;
    }

    /// Between the headline and the text stand the standfirst and the lead picture.
    private List<Box> before(Box container) {
        if (headline.isEmpty() || headline.get().isInside(container)) return List.of();
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

    private void between(Box box, Box title, Box container, List<Box> into) {
        for (Box kid : box.kids) {
            if (kid.isDropped() || kid == title || kid == container) continue;
            if (kid.order > container.order) return;
            if (title.isInside(kid) || container.isInside(kid)) {
                between(kid, title, container, into);
            } else if ((kid.order > title.order && isLead(kid)) || isLeadPicture(kid)) {
                into.add(kid);
            } else {
                between(kid, title, container, into);
            }
        }
    }

    private static boolean isLead(Box box) {
        if (box.chars < 40 || box.linkShare() > 0.4 || box.chars > 1_500) return false;
        if (box.words.any(LEAD)) return true;
        return (box.name.equals("p") || box.name.equals("h2")) && box.lineChars >= 60;
    }

    private static boolean isLeadPicture(Box box) {
        return box.name.equals("figure") && box.pictures > 0 && box.chars < 1_000;
    }
}
