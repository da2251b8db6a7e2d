package dossier;

import static org.assertj.core.api.Assertions.assertThat;

import dossier.cli.House;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Keeps the routes: they are files, so no compiler looks at them, and this test does it instead.
class RoutesTest {
    private static final Path FOLDER = Path.of("routes");

    /// A route as it stands in a file.
    private record Route(String file, Map<?, ?> yaml) {
        String id() {
            return String.valueOf(yaml.get("id"));
        }

        String from() {
            return String.valueOf(((Map<?, ?>) yaml.get("from")).get("uri"));
        }

        List<Map<?, ?>> steps() {
            return maps(((Map<?, ?>) yaml.get("from")).get("steps"));
        }
    }

    private static final List<Route> ROUTES = new ArrayList<>();
    private static final List<Map<?, ?>> HANDLERS = new ArrayList<>();
    private static final Map<String, Class<?>> BEANS = new HashMap<>(House.beanTypes());

    /// What flows through the queues: the type that the first sender puts in.
    private final Map<String, Type> queues = new LinkedHashMap<>();

    @BeforeAll
    static void read() throws IOException {
        BEANS.put("door", Door.class);
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                for (Map<?, ?> top :
                        maps(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)))) {
                    if (top.get("route") instanceof Map<?, ?> route)
                        ROUTES.add(new Route(file.getFileName().toString(), route));
                    if (top.get("routeConfiguration") instanceof Map<?, ?> handler) HANDLERS.add(handler);
                }
            }
        }
    }

    @Test
    void theRouteFilesAreTheOnesOfThePlan() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "poll.yaml", "article.yaml", "publish.yaml", "web.yaml", "upkeep.yaml", "errors.yaml");
        }
    }

    @Test
    void everyRouteHasAnIdOfItsOwnAndSaysWhatItIsFor() {
        assertThat(ROUTES).isNotEmpty();
        assertThat(ROUTES.stream().map(Route::id).toList())
                .doesNotHaveDuplicates()
                .doesNotContain("null");
        for (Route route : ROUTES) {
            assertThat(String.valueOf(route.yaml().get("description")))
                    .as(route.id())
                    .hasSizeGreaterThan(9)
                    .isNotEqualTo("null");
            String file = route.file().replace(".yaml", "");
            assertThat(route.id()).as("the id begins with the name of its file").startsWith(file);
        }
    }

    @Test
    void everyBeanAndMethodExists() {
        for (Route route : ROUTES) beans(route.steps()).forEach(bean -> method(route.id(), bean));
        for (Map<?, ?> handler : HANDLERS) {
            for (Map<?, ?> onException : maps(handler.get("onException"))) {
                Map<?, ?> what = (Map<?, ?>) onException.get("onException");
                beans(maps(what.get("steps"))).forEach(bean -> method(String.valueOf(handler.get("id")), bean));
            }
        }
    }

    @Test
    void everyBeanOfTheHouseHasItsPlaceInARoute() {
        Set<String> named = ROUTES.stream()
                .flatMap(route -> beans(route.steps()).stream())
                .map(bean -> String.valueOf(bean.get("ref")))
                .collect(Collectors.toSet());
        named.add("parked");
        assertThat(named).containsAll(BEANS.keySet());
    }

    @Test
    void everyStepAcceptsWhatTheStepBeforeGives() {
        // Twice: a queue's type is known only when its sender has been seen.
        for (int round = 0; round < 2; round++) {
            for (Route route : ROUTES) {
                Type start = route.from().startsWith("{{queue.")
                        ? queues.getOrDefault(route.from(), Object.class)
                        : Object.class;
                walk(route, route.steps(), start);
            }
        }
        assertThat(queues.keySet()).contains("{{queue.visits}}", "{{queue.sightings}}", "{{queue.changes}}");
    }

    @Test
    void everyQueueThatIsFilledIsEmptiedAndTheOtherWayRound() {
        Set<String> filled = new HashSet<>();
        Set<String> emptied = new HashSet<>();
        for (Route route : ROUTES) {
            if (isQueue(route.from()))
                assertThat(emptied.add(route.from()))
                        .as("one route empties " + route.from())
                        .isTrue();
            filled.addAll(targets(route.steps()));
        }
        assertThat(filled).isEqualTo(emptied);
    }

    @Test
    void everyNamedHandlerExists() {
        Set<Object> handlers =
                HANDLERS.stream().map(handler -> handler.get("id")).collect(Collectors.toSet());
        assertThat(handlers).as("a handler for all routes that name none").contains((Object) null);
        for (Route route : ROUTES)
            assertThat(handlers).as(route.id()).contains(route.yaml().get("routeConfigurationId"));
    }

    @Test
    void everyWebRouteDropsAllHeadersBeforeItAnswers() {
        List<Route> web = ROUTES.stream()
                .filter(route -> route.from().startsWith("platform-http:"))
                .toList();
        assertThat(web).hasSizeGreaterThan(20);
        for (Route route : web) {
            List<Map<?, ?>> steps = route.steps();
            assertThat(bean(steps.getFirst()).orElseThrow()).as(route.id()).isIn("door.ask", "door.receive");
            assertThat(steps.get(1).get("removeHeaders")).as(route.id()).isEqualTo(Map.of("pattern", "*"));
            assertThat(bean(steps.getLast())).as(route.id()).contains("door.answer");
            assertThat(route.yaml().get("routeConfigurationId")).as(route.id()).isEqualTo("web");
            assertThat(route.file()).isEqualTo("web.yaml");
        }
    }

    @Test
    void theAddressesOfTheContractAreThere() {
        List<String> paths = ROUTES.stream()
                .map(Route::from)
                .filter(from -> from.startsWith("platform-http:"))
                .toList();
        for (String path : List.of(
                "/",
                "/tags",
                "/tags/{tag}",
                "/outlets/{slug}",
                "/days/{day}",
                "/articles/{id}/{slug}",
                "/search",
                "/blogroll",
                "/about",
                "/robots.txt",
                "/sitemap.xml",
                "/opml")) {
            assertThat(paths).contains("platform-http:" + path);
        }
        for (String list : List.of("", "/tags/{tag}", "/outlets/{slug}", "/search")) {
            for (String format : List.of("rss", "atom", "json"))
                assertThat(paths).contains("platform-http:" + list + "/feed." + format);
        }
    }

    @Test
    void routesHoldNoLogic() {
        for (Route route : ROUTES) {
            assertThat(route.yaml().toString())
                    .as(route.id())
                    .doesNotContain("choice=", "filter=", "script=", "groovy=", "setBody=", "doTry=");
        }
    }

    /// A record says itself whether it has to go round once more, and comes out of each round as what it went in as.
    @Test
    void whatGoesRoundSaysItselfForHowLong() {
        int loops = 0;
        for (Route route : ROUTES) {
            for (Map<?, ?> loop : loops(route.steps())) {
                assertThat(loop.get("simple")).as(route.id()).isEqualTo("${body.isUnfinished}");
                assertThat(loop.get("doWhile")).as(route.id()).isEqualTo(true);
                loops++;
            }
        }
        assertThat(loops).isEqualTo(2);
    }

    private static List<Map<?, ?>> loops(List<Map<?, ?>> steps) {
        List<Map<?, ?>> loops = new ArrayList<>();
        for (Map<?, ?> step : steps) {
            if (step.get("loop") instanceof Map<?, ?> loop) loops.add(loop);
            inner(step).ifPresent(each -> loops.addAll(loops(each)));
        }
        return loops;
    }

    /// The steps within a step.
    private static Optional<List<Map<?, ?>>> inner(Map<?, ?> step) {
        return Stream.of("split", "loop")
                .filter(name -> step.get(name) instanceof Map)
                .findFirst()
                .map(name -> maps(((Map<?, ?>) step.get(name)).get("steps")));
    }

    /// Follows the type of the body through the steps, and remembers what is put into queues.
    ///
    /// @return what comes out behind the last
    private Type walk(Route route, List<Map<?, ?>> steps, Type start) {
        Type body = start;
        for (Map<?, ?> step : steps) {
            if (step.get("bean") instanceof Map<?, ?> bean) body = through(route, method(route.id(), bean), body);
            if (step.get("split") instanceof Map<?, ?> split)
                walk(route, maps(split.get("steps")), element(route, body));
            if (step.get("loop") instanceof Map<?, ?> loop) {
                assertThat((Class<?>) body).as(route.id() + " goes round").hasPublicMethods("isUnfinished");
                assertThat(walk(route, maps(loop.get("steps")), body)).isEqualTo(body);
            }
            if (step.get("to") != null) fill(route, target(step.get("to")), body);
        }
        return body;
    }

    private void fill(Route route, String queue, Type body) {
        Type known = queues.get(queue);
        // A bell that is rung without a word carries nothing that anyone reads.
        if (body == Object.class) return;
        queues.putIfAbsent(queue, body);
        if (known != null)
            assertThat(body.getTypeName()).as(route.id() + " fills " + queue).isEqualTo(known.getTypeName());
    }

    private static Type through(Route route, Method method, Type body) {
        Optional<Type> wanted = Arrays.stream(method.getGenericParameterTypes())
                .filter(type -> type != Exchange.class)
                .findFirst();
        wanted.ifPresent(type -> assertThat(accepts(type, body))
                .as(
                        "%s: %s.%s takes %s, not %s",
                        route.id(), method.getDeclaringClass().getSimpleName(), method.getName(), type, body)
                .isTrue());
        return method.getReturnType() == void.class ? body : boxed(method.getGenericReturnType());
    }

    private static boolean accepts(Type wanted, Type given) {
        if (boxed(wanted).equals(given)) return true;
        return wanted instanceof Class<?> to && given instanceof Class<?> from && to.isAssignableFrom(from);
    }

    private static Type boxed(Type type) {
        return type == long.class ? Long.class : type == int.class ? Integer.class : type;
    }

    private static Type element(Route route, Type body) {
        assertThat(body).as(route.id() + " splits a list").isInstanceOf(ParameterizedType.class);
        ParameterizedType list = (ParameterizedType) body;
        assertThat(list.getRawType()).isEqualTo(List.class);
        return list.getActualTypeArguments()[0];
    }

    private static Method method(String route, Map<?, ?> bean) {
        Class<?> type = BEANS.get(String.valueOf(bean.get("ref")));
        assertThat(type).as(route + ": bean " + bean.get("ref")).isNotNull();
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(bean.get("method")) && !method.isBridge())
                .toList();
        assertThat(methods)
                .as(route + ": " + bean.get("ref") + "." + bean.get("method"))
                .hasSize(1);
        return methods.getFirst();
    }

    private static List<Map<?, ?>> beans(List<Map<?, ?>> steps) {
        List<Map<?, ?>> beans = new ArrayList<>();
        for (Map<?, ?> step : steps) {
            if (step.get("bean") instanceof Map<?, ?> bean) beans.add(bean);
            inner(step).ifPresent(each -> beans.addAll(beans(each)));
        }
        return beans;
    }

    private static Set<String> targets(List<Map<?, ?>> steps) {
        Set<String> targets = new HashSet<>();
        for (Map<?, ?> step : steps) {
            if (step.get("to") != null) targets.add(target(step.get("to")));
            inner(step).ifPresent(each -> targets.addAll(targets(each)));
        }
        return targets;
    }

    private static Optional<String> bean(Map<?, ?> step) {
        return step.get("bean") instanceof Map<?, ?> bean
                ? Optional.of(bean.get("ref") + "." + bean.get("method"))
                : Optional.empty();
    }

    private static String target(Object to) {
        return to instanceof Map<?, ?> map ? String.valueOf(map.get("uri")) : String.valueOf(to);
    }

    private static boolean isQueue(String uri) {
        return uri.startsWith("{{queue.") || uri.startsWith("seda:") || uri.startsWith("direct:");
    }

    private static List<Map<?, ?>> maps(Object list) {
        return ((List<?>) list)
                .stream().<Map<?, ?>>map(item -> (Map<?, ?>) item).toList();
    }
}
