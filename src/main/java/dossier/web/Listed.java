package dossier.web;

import dossier.model.Channel;
import dossier.model.Outlet;
import java.util.List;
import java.util.Optional;

/// A list as its template wants it.
///
/// @param outlet whose page it is, on the page of an outlet
/// @param days its articles, by day
/// @param newer address of the page before, without host
/// @param older address of the page after
public record Listed(
        Frame frame,
        Channel channel,
        Optional<Outlet> outlet,
        List<Day> days,
        Optional<String> newer,
        Optional<String> older) {
    /// Copies the list.
    public Listed {
        days = List.copyOf(days);
    }
}
