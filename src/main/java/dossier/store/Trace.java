package dossier.store;

import dossier.model.Addition;
import dossier.model.ArticleId;
import dossier.model.CaptureId;
import dossier.model.Change;
import dossier.model.Content;
import dossier.model.Decision;
import dossier.model.Evidence;
import dossier.model.Outlet;
import dossier.model.Publish;
import dossier.model.SightingId;
import dossier.model.Tagging;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that is known of an article, or of an entry that is not one yet: for `article show` and `article trace`.
///
/// @param article empty while there are only sightings
/// @param verdict in one sentence: whether it is shown, and why (not)
/// @param addresses every address that leads to it
/// @param sightings oldest first
/// @param captures its pages as fetched
/// @param revisions newest first
/// @param taggings by rule, those withdrawn among them
/// @param decisions of curators, oldest first
/// @param parked what went wrong, newest first
/// @param changes its lines in the diary
/// @param upstream what its page said when it was asked for again; empty where nobody will ask
public record Trace(
        Optional<Facts> article,
        String verdict,
        List<URI> addresses,
        List<Sighted> sightings,
        List<Captured> captures,
        List<Revised> revisions,
        List<Tagged> taggings,
        List<Decision> decisions,
        List<Failed> parked,
        List<Change> changes,
        Optional<Upstream> upstream) {
    public Trace {
        addresses = List.copyOf(addresses);
        sightings = List.copyOf(sightings);
        captures = List.copyOf(captures);
        revisions = List.copyOf(revisions);
        taggings = List.copyOf(taggings);
        decisions = List.copyOf(decisions);
        parked = List.copyOf(parked);
        changes = List.copyOf(changes);
    }

    /// The article now.
    ///
    /// @param path in the archive
    /// @param dated published; where that is unknown last changed, before it was seen, or first seen
    /// @param dateKnown false: `dated` is not when it was published
    /// @param content its newest revision, in full: not for the public
    /// @param versions the other articles of its story, shown or not
    /// @param rights how much of it may be shown, where a curator said so
    public record Facts(
            ArticleId id,
            String path,
            Outlet outlet,
            boolean shown,
            int revision,
            Instant dated,
            boolean dateKnown,
            Instant firstSeen,
            Instant changed,
            Content content,
            Optional<Publish> rights,
            List<String> tags,
            List<ArticleId> versions) {}

    /// One entry in one feed, or an address that a person added.
    ///
    /// @param state `WAITING`, `DONE`, `PARKED`; of what was added, `ASKED` before that, and where it is no article
    ///     `REFUSED` or `DOUBTED`
    /// @param tries how often its page was asked for in vain
    /// @param page why there was no page
    /// @param again when its page will be asked for once more
    /// @param added who added it; empty where a feed carried it
    public record Sighted(
            SightingId id,
            String outlet,
            URI feed,
            String entryKey,
            String title,
            Optional<URI> url,
            Instant seen,
            String state,
            int tries,
            Optional<String> page,
            Optional<Instant> again,
            Optional<Instant> done,
            Optional<CaptureId> capture,
            Optional<Addition> added) {
        boolean isRefused() {
            return state.equals("REFUSED") || state.equals("DOUBTED");
        }
    }

    /// A page as fetched.
    ///
    /// @param file below `data/captures`
    /// @param at first byte of its record in the file
    /// @param length of its record
    public record Captured(
            CaptureId id,
            URI asked,
            URI address,
            Instant fetched,
            int status,
            String sha256,
            long bytes,
            String file,
            long at,
            long length) {}

    /// One revision.
    ///
    /// @param why which parts differ from the one before
    public record Revised(
            int number,
            Instant at,
            String title,
            List<String> why,
            List<Evidence> evidence,
            List<String> flags,
            Optional<CaptureId> capture,
            SightingId sighting,
            int characters) {}

    /// What a rule says.
    ///
    /// @param state `IN_FORCE`, `PENDING`, `WITHDRAWN`
    /// @param reason why it waits: `REVIEW`, `CAP`; empty where it does not
    public record Tagged(Tagging tagging, String state, Instant at, String reason) {}

    /// The page where it stands.
    ///
    /// @param visits after the first
    /// @param heard what came of the last of them; empty before the first
    /// @param due when it will be asked for once more
    /// @param goneSince when it was first found to be gone
    /// @param goneWhy how that was noticed
    public record Upstream(
            int visits,
            String heard,
            Optional<Instant> asked,
            Optional<Instant> due,
            Optional<Instant> goneSince,
            String goneWhy) {}

    /// An exception.
    ///
    /// @param retried when it was tried again
    public record Failed(
            Instant at, String route, String cause, String detail, SightingId sighting, Optional<Instant> retried) {}
}
