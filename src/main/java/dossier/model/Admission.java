package dossier.model;

/// Whether what stands at an address that a person named is an article.
public sealed interface Admission {
    /// What was read there.
    Article article();

    /// It is one.
    record Fit(Article article) implements Admission {}

    /// It looks like none; the person may know better.
    record Doubtful(Article article, String why) implements Admission {}

    /// There is nothing that could be kept.
    record Unfit(Article article, String why) implements Admission {}
}
