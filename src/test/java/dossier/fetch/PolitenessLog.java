package dossier.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads the request log of a proxy, one JSON object a line, and prints how politely was asked: `PolitenessLog LOG`.
///
/// Of each request the log tells `t`, the second in which it was answered, `host`, `path`, `inflight`, how many of the
/// host's requests were being answered, `cond`, whether it was conditional, `status`, and `agent`. A gap is the time
/// from one answer to the next, so it is the pause between two requests and the time of the second one together.
public final class PolitenessLog {
    private record Line(
            double t, String host, String path, int status, int inFlight, boolean conditional, String agent) {
        static Line of(JsonNode json) {
            return new Line(
                    json.get("t").asDouble(),
                    json.get("host").asText(),
                    json.get("path").asText(),
                    json.get("status").asInt(),
                    json.get("inflight").asInt(),
                    json.get("cond").asBoolean(),
                    json.path("agent").asText());
        }
    }

    /// What the log comes to.
    ///
    /// @param mostInFlight of one host, and which
    /// @param shortestGap seconds between two answers of one host, and which
    /// @param again requests for an address that had been answered with 200 before, robots.txt left aside
    /// @param conditional of those
    /// @param unchanged of those, answered 304
    record Figures(
            int requests,
            int hosts,
            int mostInFlight,
            String busiest,
            double shortestGap,
            String hastiest,
            int again,
            int conditional,
            int unchanged,
            int robots,
            Set<String> agents) {}

    private PolitenessLog() {}

    /// Prints the figures of a log.
    public static void main(String[] args) throws IOException {
        Figures it = read(Path.of(args[0]));
        System.out.printf(
                Locale.ROOT,
                """
                requests            %d to %d hosts, %d of them for robots.txt
                most in flight      %d (%s)
                shortest gap        %.3f s (%s)
                asked again         %d, conditional %.1f %%, answered 304 %.1f %%
                user agents         %s
                """,
                it.requests(),
                it.hosts(),
                it.robots(),
                it.mostInFlight(),
                it.busiest(),
                it.shortestGap(),
                it.hastiest(),
                it.again(),
                share(it.conditional(), it.again()),
                share(it.unchanged(), it.again()),
                it.agents());
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : 100.0 * part / whole;
    }

    static Figures read(Path log) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Line> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) if (!line.isBlank()) lines.add(Line.of(json.readTree(line)));
        return figures(lines);
    }

    private static Figures figures(List<Line> lines) {
        Map<String, Double> last = new HashMap<>();
        Set<String> had = new HashSet<>();
        Set<String> agents = new TreeSet<>();
        int most = 0;
        String busiest = "";
        double gap = Double.POSITIVE_INFINITY;
        String hastiest = "";
        int again = 0;
        int conditional = 0;
        int unchanged = 0;
        int robots = 0;
        for (Line line : lines) {
            agents.add(line.agent());
            if (line.inFlight() > most) {
                most = line.inFlight();
                busiest = line.host();
            }
            Double before = last.put(line.host(), line.t());
            if (before != null && line.t() - before < gap) {
                gap = line.t() - before;
                hastiest = line.host();
            }
            if (line.path().equals("/robots.txt")) robots++;
            else if (had.contains(line.host() + line.path())) {
                again++;
                if (line.conditional()) conditional++;
                if (line.status() == 304) unchanged++;
            }
            if (line.status() == 200) had.add(line.host() + line.path());
        }
        return new Figures(
                lines.size(), last.size(), most, busiest, gap, hastiest, again, conditional, unchanged, robots, agents);
    }
}
