package dossier.model;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// How the archive presents itself.
///
/// @param title of the site
/// @param url its public address, without a slash at the end
/// @param zone in which days begin
/// @param dateFormat of the date headings, such as `dd/MM/yyyy`
/// @param pageSize articles on a page
/// @param feedSize articles in a feed
public record Site(String title, URI url, ZoneId zone, DateTimeFormatter dateFormat, int pageSize, int feedSize) {
    /// The absolute address of a path that begins with a slash, fit for a feed or a header.
    public String at(String path) {
        return Address.ascii(url + path);
    }
}
