package dossier.parse;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The files that were uploaded to a WordPress, by number and by the post that they belong to.
final class Attachments {
    private static final int MOST = 200_000;
    private static final Set<String> PICTURES = Set.of("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp");

    private final Map<Long, Attachment> byNumber = new HashMap<>();
    private final Map<Long, List<Attachment>> byPost = new HashMap<>();

    /// A file.
    ///
    /// @param alt for those who cannot see it; may be empty
    /// @param caption plain text, may be empty
    record Attachment(long number, URI url, String alt, String caption) {
        boolean isPicture() {
            String path = String.valueOf(url.getPath()).toLowerCase(java.util.Locale.ROOT);
            return PICTURES.contains(path.substring(path.lastIndexOf('.') + 1));
        }
    }

    boolean isFull() {
        return byNumber.size() == MOST;
    }

    void add(Attachment attachment, long post) {
        byNumber.put(attachment.number(), attachment);
        byPost.computeIfAbsent(post, _ -> new ArrayList<>(2)).add(attachment);
    }

    Optional<Attachment> get(long number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /// Those that were uploaded for a post.
    List<Attachment> of(long post) {
        return byPost.getOrDefault(post, List.of());
    }
}
