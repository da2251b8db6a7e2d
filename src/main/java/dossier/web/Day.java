package dossier.web;

import dossier.model.Item;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// The articles of a list that are of one day, in the order of the list.
public record Day(LocalDate date, List<Item> items) {
    /// Copies the list.
    public Day {
        items = List.copyOf(items);
    }

    /// A new day begins wherever the date changes, so the order of the list stays as it is.
    static List<Day> of(List<Item> items, ZoneId zone) {
        List<Day> days = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= items.size(); i++) {
            LocalDate date = date(items.get(start), zone);
            if (i < items.size() && date.equals(date(items.get(i), zone))) continue;
            days.add(new Day(date, items.subList(start, i)));
            start = i;
        }
        return days;
    }

    private static LocalDate date(Item item, ZoneId zone) {
        return item.date().atZone(zone).toLocalDate();
    }
}
