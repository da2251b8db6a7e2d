package dossier.cli;

import dossier.settings.Configuration;
import dossier.settings.Settings;
import dossier.store.WorkerLock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A house whose routes run. There is one for a data folder at a time, so that no host is asked twice at once.
final class Worker implements AutoCloseable {
    private final WorkerLock lock;
    private final House house;
    private final River river;
    private final Resume resume;
    private final Path data;

    private Worker(WorkerLock lock, House house, River river, Resume resume, Path data) {
        this.lock = lock;
        this.house = house;
        this.river = river;
        this.resume = resume;
        this.data = data;
    }

    /// Opens the house and lets the river run, pages included.
    static Worker serve(Dossier dossier, Configuration configuration, Path data) {
        requireFreePort(configuration.settings());
        WorkerLock lock = WorkerLock.tryTake(data).orElseThrow(() -> taken(data));
        House house = House.open(dossier, configuration, data);
        house.takeOver();
        house.serve();
        return new Worker(lock, house, river(dossier, house, true), Resume.begin(house, data), data);
    }

    /// The server would find out on a thread of its own, and nobody would end the process.
    private static void requireFreePort(Settings settings) {
        String host = settings.text("server.host");
        int port = settings.integer("server.port");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException taken) {
            throw new Failure("Cannot listen on %s:%d: %s. Name another with --set server.port=N (demo: --port N)"
                    .formatted(host, port, taken.getMessage()));
        }
    }

    /// The routes over an open house.
    ///
    /// @param serve true: the web routes as well
    static River river(Dossier dossier, House house, boolean serve) {
        Configuration configuration = house.configuration();
        Map<String, String> properties = new HashMap<>(configuration.settings().texts());
        List.of("store.password", "alarm.secret", "alarm.webhook", "webhook.secret", "webhook.url")
                .forEach(properties::remove);
        for (String server : new String[] {"camel.server", "camel.management"}) {
            properties.put(server + ".host", configuration.settings().text("server.host"));
            properties.put(server + ".port", configuration.settings().text("server.port"));
        }
        // What hubs send is read whole, and is a feed; whoever sends more to any address is refused (413).
        properties.put(
                "camel.server.maxBodySize",
                String.valueOf(configuration.settings().bytes("http.max-bytes")));
        properties.putAll(configuration.settings().camel());
        return dossier.river().open(house.beans(), properties, serve);
    }

    /// What to say where another process has the folder.
    static Failure taken(Path data) {
        return new Failure(
                holder(data) + " works on " + data + " already; stop it first, or name another folder with --data");
    }

    static String holder(Path data) {
        return WorkerLock.lastHolder(data).map(pid -> "Process " + pid).orElse("Another process");
    }

    House house() {
        return house;
    }

    @Override
    public void close() {
        resume.close();
        river.close();
        if (ArticleTakedown.leftToTheWorker(data)) house.compactAtEnd();
        house.close();
        lock.close();
    }
}
