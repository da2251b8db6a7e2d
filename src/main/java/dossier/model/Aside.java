package dossier.model;

import java.util.List;

/// What stands beside every list: the tags, the outlets and the blogroll.
///
/// @param blogroll outlets of [Kind#BLOG], in the order of the configuration
public record Aside(List<TagCount> tags, List<OutletCount> outlets, List<Outlet> blogroll) {
    public Aside {
        tags = List.copyOf(tags);
        outlets = List.copyOf(outlets);
        blogroll = List.copyOf(blogroll);
    }
}
