package dossier.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.model.Fault;
import dossier.model.Fetch;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void aCertificateThatNobodySignedIsNotTrusted(@TempDir Path folder) throws Exception {
        SSLContext own = selfSigned(folder.resolve("keys"));
        try (SSLServerSocket server = (SSLServerSocket)
                own.getServerSocketFactory().createServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.startVirtualThread(() -> shakeHands(server));
            URI url = URI.create("https://daily.localhost:" + server.getLocalPort() + "/feed");
            try (Fetcher fetcher = new Fetcher(Asking.SETTINGS, new Asking.Clock())) {
                assertThat(fetcher.fetch(Asking.feed(url))).isInstanceOfSatisfying(Fetch.Failed.class, failed -> {
                    assertThat(failed.fault()).isEqualTo(Fault.SOFT);
                    assertThat(failed.reason()).isEqualTo("the certificate of daily.localhost cannot be trusted");
                });
            }
        }
    }

    private static void shakeHands(SSLServerSocket server) {
        try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
        } catch (IOException refused) {
            return; // The client went away, as it should.
        }
    }

    private static SSLContext selfSigned(Path file) throws IOException, InterruptedException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=daily.localhost",
                        "-ext",
                        "SAN=dns:daily.localhost",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString()))
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
