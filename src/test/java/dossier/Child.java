package dossier;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The program in a process of its own, which may be killed.
public final class Child {
    private Child() {}

    /// A port that nobody listens at.
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// The program with these words. It lives for seconds: what Java's second compiler would make of it takes half of
    /// its processor's time and comes too late.
    ///
    /// @param heap such as `512m`
    public static ProcessBuilder of(String heap, List<String> words) {
        return java(heap, List.of("-XX:TieredStopAtLevel=1"), "dossier.Main", words);
    }

    /// The same for any program among the tests.
    static ProcessBuilder of(String heap, Class<?> main, List<String> words) {
        return java(heap, List.of("-XX:TieredStopAtLevel=1"), main.getName(), words);
    }

    /// The program where its speed is measured.
    static ProcessBuilder measured(String heap, List<String> words) {
        return java(heap, List.of(), "dossier.Main", words);
    }

    private static ProcessBuilder java(String heap, List<String> options, String main, List<String> words) {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx" + heap));
        command.addAll(options);
        command.addAll(List.of(
                "-Dcamel.threads.virtual.enabled=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Ddossier.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                main));
        command.addAll(words);
        return new ProcessBuilder(command);
    }
}
