package dossier.model;

import java.time.Instant;
import java.util.Optional;

/// What a curator decided: a fact that outranks every rule (law 4). Of several about one article and tag, the newest
/// holds.
///
/// @param tag empty: it is about the article as a whole
/// @param actor who decided
/// @param note why, in the curator's words; may be empty
public record Decision(ArticleId article, What what, String tag, String actor, Instant at, String note) {
    /// What was decided.
    public enum What {
        /// The article has the tag.
        TAG,
        /// It does not have it.
        UNTAG,
        /// The tag that a rule proposed is right; of the whole article: it may be shown.
        APPROVE,
        /// The tag is wrong; of the whole article: it is not shown.
        REJECT,
        /// Back to what the rules say.
        RELEASE,
        /// Nothing; it is to be remembered.
        NOTE,
        /// So much of it may be shown as the note says, whatever its outlet allows.
        RIGHTS,
        /// Another article is the same as this one, and leads here.
        MERGE,
        /// It is one with another article, and leads there.
        MERGED,
        /// Something that was taken for this article is another one.
        SPLIT,
        /// It is of one story with another article.
        JOIN,
        /// It is of no story with others.
        PART,
        /// The article is removed, and its text destroyed: no other decision brings it back.
        TAKEDOWN;

        /// True where it sets, false where it forbids, empty where it does neither.
        public Optional<Boolean> positive() {
            return switch (this) {
                case TAG, APPROVE -> Optional.of(true);
                case UNTAG, REJECT -> Optional.of(false);
                case RELEASE, NOTE, RIGHTS, MERGE, MERGED, SPLIT, JOIN, PART, TAKEDOWN -> Optional.empty();
            };
        }
    }

    /// Whether it says which tags the article has, or whether it is shown. Others are done by those who know how.
    public boolean isOpinion() {
        return switch (what) {
            case TAG, UNTAG, APPROVE, REJECT, RELEASE -> true;
            case NOTE, RIGHTS, MERGE, MERGED, SPLIT, JOIN, PART, TAKEDOWN -> false;
        };
    }

    /// Whether it is about the article as a whole.
    public boolean whole() {
        return tag.isEmpty();
    }
}
