package dossier.web;

import dossier.model.Calendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A row of a month's calendar, from Monday to Sunday.
///
/// @param days seven; nothing where a day is of another month
public record Week(List<Optional<Cell>> days) {
    /// A day and how many articles are of it.
    public record Cell(LocalDate day, long articles) {}

    /// Copies the list.
    public Week {
        days = List.copyOf(days);
    }

    static List<Week> of(Calendar calendar) {
        List<Week> weeks = new ArrayList<>();
        LocalDate last = calendar.month().atEndOfMonth();
        LocalDate monday = calendar.month().atDay(1).with(DayOfWeek.MONDAY);
        for (; !monday.isAfter(last); monday = monday.plusWeeks(1)) weeks.add(week(calendar, monday));
        return weeks;
    }

    private static Week week(Calendar calendar, LocalDate monday) {
        List<Optional<Cell>> days = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            LocalDate day = monday.plusDays(i);
            boolean inside = day.getMonth() == calendar.month().getMonth();
            days.add(inside ? Optional.of(new Cell(day, calendar.counts().getOrDefault(day, 0L))) : Optional.empty());
        }
        return new Week(days);
    }
}
