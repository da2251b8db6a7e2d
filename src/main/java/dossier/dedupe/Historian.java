package dossier.dedupe;

import dossier.model.Chronicle;
import dossier.model.Edit;
import dossier.model.History;
import dossier.model.History.Line;
import dossier.model.History.Step;
import dossier.model.Version;
import java.util.ArrayList;
import java.util.List;

/// Compares the versions of an article, each with the one before it, for people who read. Neither reads nor writes.
public final class Historian {
    /// Unchanged lines that are shown before and after a change.
    private static final int AROUND = 1;

    /// Two lines with this share of their characters in common are one line that changed.
    private static final double KIN = 0.4;

    /// The steps of a history.
    public History compare(Chronicle told) {
        List<Version> versions = told.versions();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            boolean first = i + 1 == versions.size();
            steps.add(first ? first(versions.get(i)) : step(versions.get(i + 1), versions.get(i)));
        }
        return new History(told.found(), steps);
    }

    private static Step first(Version version) {
        return new Step(version, List.of(), List.of(), List.of(), List.of());
    }

    private static Step step(Version before, Version after) {
        List<Edit> title =
                before.title().equals(after.title()) ? List.of() : Differ.words(before.title(), after.title());
        boolean whole = before.whole() && after.whole();
        return new Step(
                after,
                title,
                whole ? lines(before.text(), after.text()) : List.of(),
                whole ? without(after.pictures(), before.pictures()) : List.of(),
                whole ? without(before.pictures(), after.pictures()) : List.of());
    }

    private static List<String> without(List<String> pictures, List<String> others) {
        return pictures.stream()
                .filter(picture -> !others.contains(picture))
                .distinct()
                .toList();
    }

    static List<Line> lines(String before, String after) {
        List<Edit> edits = Differ.lines(before, after);
        if (edits.stream().allMatch(edit -> edit.kind() == Edit.Kind.KEPT)) return List.of();
        List<Line> lines = new ArrayList<>();
        int at = 0;
        while (at < edits.size()) {
            int end = at;
            boolean kept = edits.get(at).kind() == Edit.Kind.KEPT;
            while (end < edits.size() && (edits.get(end).kind() == Edit.Kind.KEPT) == kept) end++;
            List<Edit> run = edits.subList(at, end);
            lines.addAll(kept ? folded(run, at == 0, end == edits.size()) : changed(run));
            at = end;
        }
        return lines;
    }

    /// Of lines that stayed, those beside a change, and a word on the rest.
    private static List<Line> folded(List<Edit> run, boolean atStart, boolean atEnd) {
        int head = atStart ? 0 : Math.min(AROUND, run.size());
        int tail = atEnd ? 0 : Math.min(AROUND, run.size() - head);
        int skipped = run.size() - head - tail;
        List<Line> lines = new ArrayList<>();
        run.subList(0, head).forEach(edit -> lines.add(whole(edit)));
        if (skipped == 1) lines.add(whole(run.get(head)));
        if (skipped > 1) lines.add(new Line(List.of(), skipped));
        run.subList(run.size() - tail, run.size()).forEach(edit -> lines.add(whole(edit)));
        return lines;
    }

    /// Lines that went, and those that came in their place: where two are kin, one line that changed.
    private static List<Line> changed(List<Edit> run) {
        List<Edit> taken = of(run, Edit.Kind.TAKEN);
        List<Edit> added = of(run, Edit.Kind.ADDED);
        List<Line> lines = new ArrayList<>();
        int next = 0;
        for (Edit gone : taken) {
            int kin = kin(gone, added, next);
            if (kin < 0) {
                lines.add(whole(gone));
                continue;
            }
            added.subList(next, kin).forEach(edit -> lines.add(whole(edit)));
            lines.add(new Line(Differ.words(gone.text(), added.get(kin).text()), 0));
            next = kin + 1;
        }
        added.subList(next, added.size()).forEach(edit -> lines.add(whole(edit)));
        return lines;
    }

    private static int kin(Edit gone, List<Edit> added, int from) {
        for (int i = from; i < Math.min(added.size(), from + 5); i++) {
            if (areKin(gone.text(), added.get(i).text())) return i;
        }
        return -1;
    }

    private static boolean areKin(String before, String after) {
        int same = Differ.words(before, after).stream()
                .filter(edit -> edit.kind() == Edit.Kind.KEPT)
                .mapToInt(edit -> edit.text().length())
                .sum();
        return same >= KIN * Math.max(before.length(), after.length());
    }

    private static List<Edit> of(List<Edit> run, Edit.Kind kind) {
        return run.stream().filter(edit -> edit.kind() == kind).toList();
    }

    private static Line whole(Edit edit) {
        return new Line(List.of(edit), 0);
    }
}
