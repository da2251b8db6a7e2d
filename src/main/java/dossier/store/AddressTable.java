package dossier.store;

import dossier.model.ArticleId;
import dossier.model.Content;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The rows of `article_address`: which addresses lead to an article.
final class AddressTable {
    private AddressTable() {}

    /// All addresses of a content by their keys, sorted: two transactions that want the same addresses want
    /// them in the same order, and so never wait for each other in a circle.
    static SortedMap<String, URI> of(Content content) {
        SortedMap<String, URI> addresses = new TreeMap<>();
        content.aliases().forEach(alias -> addresses.put(AddressKey.of(alias), alias));
        addresses.put(AddressKey.of(content.address()), content.address());
        return addresses;
    }

    /// Gives the article those of the addresses that nobody has.
    ///
    /// @return keys that another article has
    static List<String> claim(Handle handle, ArticleId article, Map<String, URI> addresses) {
        List<String> taken = new ArrayList<>();
        addresses.forEach((key, address) -> {
            Optional<Long> owner = owner(handle, key);
            boolean ours = owner.isPresent() ? owner.get() == article.value() : insert(handle, article, key, address);
            if (!ours) taken.add(key);
        });
        return taken;
    }

    private static Optional<Long> owner(Handle handle, String key) {
        return handle.createQuery("select article_id from article_address where url_hash = :key")
                .bind("key", key)
                .mapTo(Long.class)
                .findOne();
    }

    /// Waits for another transaction that is about to insert the same.
    private static boolean insert(Handle handle, ArticleId article, String key, URI address) {
        return handle.createUpdate("""
            insert into article_address (url_hash, article_id, address)
            values (:key, :article, :address)
            on conflict do nothing\
            """)
                        .bind("key", key)
                        .bind("article", article.value())
                        .bind("address", address.toString())
                        .execute()
                == 1;
    }
}
