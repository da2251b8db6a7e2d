package dossier.cli;

import picocli.CommandLine.Option;

/// Who acts: curators sign what they decide.
final class Actor {
    @Option(names = "--by", paramLabel = "NAME", description = "Who decides (default: the user of the system)")
    private String name = System.getProperty("user.name", "");

    String name() {
        if (name.isBlank()) throw new Refused("Nobody is named; say who decides with --by NAME");
        return name.strip();
    }
}
