package dossier.cli;

import dossier.cli.newsroom.Newsroom;
import dossier.settings.Configuration;
import dossier.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/// The whole pipeline against the bundled newsroom: nothing to configure, no network needed.
@Command(
        name = "demo",
        description = "The whole pipeline against the bundled newsroom, no network needed; ends with Ctrl-C.")
final class Demo implements Callable<Integer> {
    private final Dossier dossier;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Where the archive is served (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    Demo(Dossier dossier) {
        this.dossier = dossier;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = settings();
        Newsroom newsroom = newsroom(settings.integer("server.port"));
        Scratch scratch = Scratch.named("dossier-demo");
        Path data = dossier.namesData() ? dossier.data() : scratch.folder();
        Configuration configuration = new Configuration(settings, newsroom.outlets(), newsroom.rules(), List.of());
        Worker worker = Worker.serve(dossier, configuration, data);
        welcome(newsroom, configuration);
        Run.untilStopped(() -> {
            worker.close();
            newsroom.close();
            scratch.close();
        });
        return ExitCode.OK;
    }

    /// Where the archive is wanted, the newsroom makes room.
    private Newsroom newsroom(int archive) throws IOException {
        return archive == Newsroom.PREFERRED_PORT
                ? Newsroom.start(dossier.clock(), 0)
                : Newsroom.start(dossier.clock());
    }

    /// The demo's own settings, and above them what the call says.
    private Settings settings() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("site.title", "The China & India Dossier");
        values.put("server.port", String.valueOf(port));
        values.put("http.allow-private", "true");
        values.put("http.per-host-delay", "50ms");
        values.put("poll.shortest", "20s");
        for (String set : dossier.sets()) values.put(set.replaceFirst("=.*", ""), set.replaceFirst("^[^=]*=?", ""));
        try {
            return Settings.of(values);
        } catch (IllegalArgumentException wrong) {
            throw new Refused(String.valueOf(wrong.getMessage()));
        }
    }

    private void welcome(Newsroom newsroom, Configuration configuration) {
        String url = configuration.settings().uri("site.url").toString();
        dossier.err().println("""
            The newsroom's outlets are at %s and are being read now.

              %s/               the archive, newest first
              %s/tags/spying    Archive for ‘spying’
              %s/blogroll       the linked blogs

            Ctrl-C ends it.\
            """.formatted(newsroom.home(), url, url, url));
    }
}
