package dossier.web;

import dossier.model.Channel;
import dossier.model.Found;
import dossier.model.Reply;
import dossier.model.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Writes every kind of page as a file, to be looked at: `Gallery DIR`, then serve the folder.
public final class Gallery {
    private static final String SVG = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675"><rect width="1200" height="675" fill="#b9c3c4"/>
        <path fill="#8fa0a3" d="M0 430h1200v245H0z"/><path stroke="#4c5a5d" stroke-width="14" fill="none" \
        d="M180 440V150h330l-330 90M760 440V110h340l-340 110M300 440V240M880 440V220"/><path fill="#6f4a3f" d="M420 470h420l-50 70H470z"/></svg>
        """;

    private Gallery() {}

    /// Writes into the folder that the first word names.
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Pages pages = new Pages(Samples.SITE);
        Channel results = Samples.channel(
                Channel.Type.SEARCH, "spying OR port*", "/search?q=spying+OR+port*", Samples.SPY, Samples.SHORT);
        Channel many = new Channel(
                Channel.Type.ALL,
                "",
                "/",
                Samples.spying().items(),
                2,
                7,
                131,
                Optional.empty(),
                true,
                Optional.empty(),
                Samples.ASIDE);
        write(folder, "index.html", pages.list(many));
        write(folder, "tags/spying", pages.list(Samples.spying()));
        write(
                folder,
                "outlets/meridian-wire",
                pages.list(Samples.channel(
                        Channel.Type.OUTLET, Samples.WIRE.name(), "/outlets/meridian-wire", Samples.SHORT)));
        write(
                folder,
                "days/2019-11-21",
                pages.list(Samples.channel(Channel.Type.DAY, "2019-11-21", "/days/2019-11-21", Samples.SHORT)));
        write(folder, "articles/12", pages.article(new Found.Here(Samples.SPY, Samples.ASIDE)));
        write(folder, "articles/12-history", pages.history(Samples.history()));
        write(folder, "articles/12-gone", pages.article(Samples.history().found()));
        write(folder, "search", pages.results(Samples.results(results)));
        write(
                folder,
                "search-wrong",
                pages.results(Samples.results(Samples.broken(
                        Channel.Type.SEARCH,
                        "spying AND (china",
                        "/search?q=x",
                        true,
                        "Column 12: this parenthesis is not closed; expected `)`"))));
        write(
                folder,
                "search-empty",
                pages.results(Samples.results(Samples.broken(Channel.Type.SEARCH, "", "/search", true, ""))));
        write(folder, "tags-all", pages.tags(Samples.ASIDE));
        write(folder, "blogroll", pages.blogroll(Samples.ASIDE));
        write(folder, "about", pages.about(Samples.ASIDE));
        write(folder, "missing", pages.article(new Found.Nowhere("/articles/99")));
        for (String name : new String[] {"style.css", "favicon.svg"}) {
            Request request = new Request("/static/" + name, Map.of(), Optional.empty(), Optional.empty());
            save(folder.resolve("static").resolve(name), new Statics().file(request));
        }
        for (String name : new String[] {"harbour.svg", "court.svg"}) {
            Path file = folder.resolve("pictures").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, SVG);
        }
    }

    private static void write(Path folder, String name, Reply reply) throws IOException {
        save(folder.resolve(name.endsWith(".html") ? name : name + "/index.html"), reply);
    }

    private static void save(Path file, Reply reply) throws IOException {
        Files.createDirectories(file.getParent());
        String text = reply.body().text(StandardCharsets.UTF_8);
        Files.writeString(file, text.replace("src=\"pictures/", "src=\"/pictures/"));
    }
}
