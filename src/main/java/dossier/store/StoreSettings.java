package dossier.store;

import java.nio.file.Path;

/// Where the archive is kept.
///
/// @param url JDBC address: H2 or PostgreSQL
/// @param user of the database
/// @param password of the database
/// @param data the folder for everything that is not in the database: captures, the worker's lock
public record StoreSettings(String url, String user, String password, Path data) {
    public StoreSettings {
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:"))
            throw new IllegalArgumentException(
                    "store.url names no database we know, jdbc:h2:… or jdbc:postgresql:…: '" + url + "'");
    }

    /// The default: H2 in a file of the data folder, open to other commands on this machine.
    public static StoreSettings in(Path data) {
        Path file = data.toAbsolutePath().normalize().resolve("dossier");
        return new StoreSettings("jdbc:h2:file:" + file + ";AUTO_SERVER=TRUE", "dossier", "", data);
    }

    boolean isH2() {
        return url.startsWith("jdbc:h2:");
    }

    @Override
    public String toString() {
        return "StoreSettings[url=" + url + ", user=" + user + ", data=" + data + "]";
    }
}
