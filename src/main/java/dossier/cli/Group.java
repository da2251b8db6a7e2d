package dossier.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// A command with commands under it.
interface Group {
    /// Objects that picocli takes for commands, or command lines of such.
    List<Object> commands();

    /// The command line of a command and of those under it. Picocli looks through every class that it is given, which
    /// takes longer than many a command: where the words name one of the commands, it is given no other.
    static CommandLine line(Object command, List<String> words) {
        CommandLine line = command instanceof CommandLine known ? known : new CommandLine(command);
        if (!(command instanceof Group group)) return line;
        List<Object> all = group.commands();
        Optional<Object> named = words.stream()
                .limit(1)
                .flatMap(word -> all.stream().filter(one -> name(one).equals(word)))
                .findFirst();
        List<String> rest = words.stream().skip(1).toList();
        named.map(List::of).orElse(all).forEach(one -> line.addSubcommand(line(one, rest)));
        return line;
    }

    private static String name(Object command) {
        if (command instanceof CommandLine line) return line.getCommandName();
        return command.getClass().getAnnotation(Command.class).name();
    }
}
