package dev.upkeep.rest.internal.gate;

import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that can be asked. No path is joined, looked up or dispatched in any other way than by this list. */
public enum Endpoint {
    HOME("GET", "/"),
    UI("GET", "/ui"),
    PAGE("GET", "/ui/{file}", Optional.empty(), Set.of("process", "view")),
    HEALTH("GET", "/health"),
    LIVE("GET", "/health/live"),
    READY("GET", "/health/ready", Optional.empty(), Set.of("process")),
    ROOT("GET", "/api", Permission.READ),
    OPEN_API("GET", "/api/openapi.json"),
    METRICS("GET", "/metrics", Permission.READ),
    CONFIG("GET", "/api/config", Permission.ADMIN),
    ROUTES("GET", "/api/routes", Permission.READ),
    LIST("GET", "/api/processes", Permission.READ, "state", "ready", "q"),
    RELOAD("POST", "/api/processes/reload", Permission.ADMIN, "dryRun"),
    ONE("GET", "/api/processes/{id}", Permission.READ),
    START("POST", "/api/processes/{id}/start", Permission.CONTROL, "wait", "timeout"),
    STOP("POST", "/api/processes/{id}/stop", Permission.CONTROL, "wait", "timeout"),
    RESTART("POST", "/api/processes/{id}/restart", Permission.CONTROL, "wait", "timeout"),
    LOGS(
            "GET",
            "/api/processes/{id}/logs",
            Permission.LOGS,
            "lines",
            "stream",
            "since",
            "until",
            "after",
            "before",
            "contains",
            "follow"),
    ALL_LOGS("GET", "/api/logs", Permission.LOGS, "process", "lines", "stream", "since", "until", "contains", "follow"),
    EVENTS("GET", "/api/events", Permission.READ, "process", "types", "logs");

    private static final String ID = "{id}";

    /** A name that is looked up; it may be empty. */
    private static final String FILE = "{file}";

    /** A word of the interface in the place of an id, and therefore never an id. */
    private static final String RESERVED = "reload";

    private final String method;
    private final List<String> template;
    private final Optional<Permission> permission;
    private final Set<String> parameters;

    Endpoint(String method, String template) {
        this(method, template, Optional.empty(), Set.of());
    }

    Endpoint(String method, String template, Permission permission, String... parameters) {
        this(method, template, Optional.of(permission), Set.of(parameters));
    }

    Endpoint(String method, String template, Optional<Permission> permission, Set<String> parameters) {
        this.method = method;
        this.template = List.of(template.substring(1).split("/"));
        this.permission = permission;
        this.parameters = parameters;
    }

    /** The only method that it answers, beside HEAD where this is GET. */
    public String method() {
        return method;
    }

    /** Its path, with {@code {id}} for the id of a process. */
    public String path() {
        return "/" + String.join("/", template);
    }

    /** What a caller must be allowed; empty if nobody has to say who they are. */
    public Optional<Permission> permission() {
        return permission;
    }

    /** The names of the query parameters that it understands. */
    public Set<String> parameters() {
        return parameters;
    }

    /** Whether something is different afterwards. */
    public boolean isAction() {
        return method.equals("POST");
    }

    /** Whether it may be done only so often: whatever costs something and is not a stop. */
    boolean isLimited() {
        return isAction() && this != STOP;
    }

    /** The segment of the target in the place of the id, if it has one. */
    public Optional<String> id(Target target) {
        int place = template.indexOf(ID);
        return place < 0 ? Optional.empty() : Optional.of(target.segments().get(place));
    }

    /** The segment of the target in the place of the file, if it has one. */
    Optional<String> file(Target target) {
        int place = template.indexOf(FILE);
        return place < 0 ? Optional.empty() : Optional.of(target.segments().get(place));
    }

    /** All that have this path, whatever the method. */
    public static List<Endpoint> at(Target target) {
        List<String> segments = target.segments();
        return Arrays.stream(values()).filter(e -> e.matches(segments)).toList();
    }

    /** The one that has this method, or else what is wrong. */
    public static Endpoint chosen(List<Endpoint> here, String method) {
        if (here.isEmpty()) {
            throw new Refused(Problem.notFound());
        }
        String asked = method.equals("HEAD") ? "GET" : method;
        return here.stream()
                .filter(e -> e.method.equals(asked))
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.methodNotAllowed(methods(here))));
    }

    private static List<String> methods(List<Endpoint> here) {
        List<String> methods = new ArrayList<>();
        for (Endpoint endpoint : here) {
            methods.add(endpoint.method);
            if (endpoint.method.equals("GET")) {
                methods.add("HEAD");
            }
        }
        return methods;
    }

    private boolean matches(List<String> segments) {
        if (segments.size() != template.size()) {
            return false;
        }
        for (int i = 0; i < template.size(); i++) {
            if (!matches(template.get(i), segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String part, String segment) {
        return switch (part) {
            case FILE -> true;
            case ID -> !segment.isEmpty() && !segment.equals(RESERVED);
            default -> part.equals(segment);
        };
    }
}
