package dossier.cli;

import dossier.store.ChangeSet;
import dossier.store.Figures;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A change set as it is told.
record SetLine(
        long set,
        ChangeSet.Kind kind,
        List<String> rules,
        String by,
        ChangeSet.State state,
        Instant started,
        Optional<Instant> ended,
        Optional<Instant> undone,
        Figures figures) {
    static SetLine of(ChangeSet set, List<String> rules) {
        return new SetLine(
                set.id(),
                set.kind(),
                rules,
                set.actor(),
                set.state(),
                set.started(),
                set.ended(),
                set.undone(),
                set.figures());
    }

    /// What it did, or what taking it back did.
    static String sentences(ChangeSet set) {
        Figures figures = set.figures();
        StringBuilder text = new StringBuilder();
        if (set.state() == ChangeSet.State.UNDONE) {
            text.append("Change set %d taken back: %d rows as they were".formatted(set.id(), figures.restored()));
            if (figures.left() > 0) text.append(", %d left because they changed again since".formatted(figures.left()));
            return text.append(System.lineSeparator()).toString();
        }
        new TreeMap<>(figures.tags())
                .forEach((tag, of) -> text.append(tag(tag, of)).append(System.lineSeparator()));
        text.append("Change set %d: %s looked at, %d changed; %d more shown, %d no longer%n"
                .formatted(
                        set.id(),
                        Table.articles(figures.articles()),
                        figures.changed(),
                        figures.shown(),
                        figures.hidden()));
        if (set.state() == ChangeSet.State.DONE && figures.changed() > 0)
            text.append("`%s undo %d` takes it back%n"
                    .formatted(set.kind() == ChangeSet.Kind.RERUN ? "rules" : "article", set.id()));
        return text.toString();
    }

    static String tag(String tag, Figures.OfTag of) {
        String waiting = of.waiting() == 0 ? "" : ", %d wait for review".formatted(of.waiting());
        return "%s: +%d -%d%s".formatted(Table.oneLine(tag), of.added(), of.lost(), waiting);
    }
}
