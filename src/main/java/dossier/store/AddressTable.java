package dossier.store;

import dossier.model.Article;
import dossier.model.ArticleId;
import dossier.model.Content;
import dossier.model.Sighting;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The rows of `article_address`: which addresses lead to an article.
final class AddressTable {
    private AddressTable() {}

    /// The addresses that tell an article from others by their keys, sorted: two transactions that want the same
    /// addresses want them in the same order, and so never wait for each other in a circle.
    ///
    /// None where the entry had no link, and the front page of its outlet stands in: then the entry alone tells
    /// which article it is.
    static SortedMap<String, URI> of(Article article) {
        Content content = article.content();
        Set<String> shared = shared(article.sighting());
        SortedMap<String, URI> addresses = new TreeMap<>();
        content.aliases().forEach(alias -> addresses.put(AddressKey.of(alias), alias));
        addresses.put(AddressKey.of(content.address()), content.address());
        addresses.entrySet().removeIf(each -> shared.contains(each.getKey()) || isStray(article, each.getValue()));
        return addresses;
    }

    /// What all articles of the feed have in common.
    private static Set<String> shared(Sighting sighting) {
        // A feed may stand at the front page itself.
        Set<String> shared = new HashSet<>();
        shared.add(AddressKey.of(sighting.feed().url()));
        shared.add(AddressKey.of(sighting.feed().outlet().home()));
        return shared;
    }

    /// A front page to which nothing but a page's careless `canonical`, or the redirect of a page that is gone, led.
    private static boolean isStray(Article article, URI address) {
        if (!AddressKey.isFrontPage(address)) return false;
        Optional<URI> link = article.sighting().entry().link();
        return link.map(AddressKey::of).filter(AddressKey.of(address)::equals).isEmpty();
    }

    /// The articles that have one of these addresses.
    static List<Long> owners(Handle handle, Set<String> keys) {
        return owners(handle, keys, false);
    }

    /// The articles of which a copy has one of these addresses.
    static List<Long> copied(Handle handle, Set<String> keys) {
        return owners(handle, keys, true);
    }

    private static List<Long> owners(Handle handle, Set<String> keys, boolean copied) {
        if (keys.isEmpty()) return List.of();
        return handle.createQuery("""
            select distinct article_id
            from article_address
            where url_hash in (<keys>) and copied = :copied
            order by article_id\
            """)
                .bindList("keys", List.copyOf(keys))
                .bind("copied", copied)
                .mapTo(Long.class)
                .list();
    }

    /// Gives the article those of the addresses that nobody has.
    ///
    /// @return keys that another article has
    static List<String> claim(Handle handle, ArticleId article, Map<String, URI> addresses) {
        return claim(handle, article, addresses, false);
    }

    /// @param copied they are those of a copy, at another outlet
    static List<String> claim(Handle handle, ArticleId article, Map<String, URI> addresses, boolean copied) {
        List<String> taken = new ArrayList<>();
        addresses.forEach((key, address) -> {
            Optional<Long> owner = owner(handle, key);
            boolean ours =
                    owner.isPresent() ? owner.get() == article.value() : insert(handle, article, key, address, copied);
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
    private static boolean insert(Handle handle, ArticleId article, String key, URI address, boolean copied) {
        return handle.createUpdate("""
            insert into article_address (url_hash, article_id, address, copied)
            values (:key, :article, :address, :copied)
            on conflict do nothing\
            """)
                        .bind("key", key)
                        .bind("article", article.value())
                        .bind("address", address.toString())
                        .bind("copied", copied)
                        .execute()
                == 1;
    }
}
