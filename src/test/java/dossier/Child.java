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

    /// Java, the classes of the tests and these words.
    ///
    /// @param heap such as `512m`
    public static ProcessBuilder of(String heap, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-Dcamel.threads.virtual.enabled=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Ddossier.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "dossier.Main"));
        command.addAll(words);
        return new ProcessBuilder(command);
    }
}
