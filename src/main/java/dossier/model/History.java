package dossier.model;

import java.util.List;

/// How an article came to say what it says.
///
/// @param found the article, or why there is none
/// @param steps newest first
public record History(Found found, List<Step> steps) {
    public History {
        steps = List.copyOf(steps);
    }

    /// One version, compared with the one before it. The first that is told has nothing to be compared with.
    ///
    /// @param title what became of the words of the headline
    /// @param lines what became of the text
    /// @param gained addresses of pictures
    /// @param lost addresses of pictures
    public record Step(Version version, List<Edit> title, List<Line> lines, List<String> gained, List<String> lost) {
        public Step {
            title = List.copyOf(title);
            lines = List.copyOf(lines);
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
        }
    }

    /// A line of the text, or a run of lines that stayed as they were.
    ///
    /// @param skipped so many lines; 0: this is one line
    public record Line(List<Edit> edits, int skipped) {
        public Line {
            edits = List.copyOf(edits);
        }
    }
}
