package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.SizeType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.OrphanPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** The keys of a process. */
public final class ProcessKeys {
    private static final Type<List<String>> ARGS = Types.list("a list", "[server.js, --verbose]", Types.AS_WRITTEN);
    private static final Type<List<String>> REQUIRED = Types.list("a list of names", "[DATABASE_URL]", Types.NAME);
    private static final Type<String> COMMAND = Types.text("node");
    private static final Type<Signal> SIGNAL =
            SingleType.of("the name of a signal", "SIGTERM", ProcessKeys::signal, Scalar.Kind.TEXT);

    private static final Type<Boolean> START_ON = Types.word("`boot` or `request`", startWords());

    private static final Type<KillMode> KILL_MODE = Types.word("`tree` or `process`", killModes());

    static final Section<ProcessDraft> ALL = new Section<ProcessDraft>()
            .key("enabled", Types.YES_NO, "true", "false: known, never started", (p, v) -> p.spec.enabled(v))
            .required("name", Types.text("\"Example API\""), "its name for people", (p, v) -> p.spec.name(v))
            .key("description", Types.text("\"Answers requests\""), "", "for people", (p, v) -> p.spec.description(v))
            .required("command", COMMAND, "the program to run", (p, v) -> p.program = v)
            .key("args", ARGS, "[]", "its arguments; no shell is involved", (p, v) -> p.args = v)
            .key("cwd", Types.path("./app"), "the supervisor's", "the folder it starts in", (p, v) -> p.spec.cwd(v))
            .key("env", Types.texts("{PORT: \"3000\"}"), "{}", "added to its environment", (p, v) -> p.env = v)
            .key(EnvFileKey.read())
            .key("requiredEnv", REQUIRED, "[]", "variables it can't do without", (p, v) -> p.requiredEnv = v)
            .key("inheritEnv", new Inherit(), "true", "what it inherits", (p, v) -> p.spec.inherited(v))
            .key("pidFile", Types.path("./app.pid"), "./pids/{id}.pid", "notes its pid", (p, v) -> p.spec.pidFile(v))
            .key("logFile", Types.path("./app.log"), "./logs/{id}.log", "takes its lines", (p, v) -> p.spec.logFile(v))
            .section("log", LogKeys.ALL, "how its lines are kept", p -> p.log)
            .key(restartPolicy())
            .key(HealthKeys.check("healthCheck", "how its health is found out", p -> p.health))
            .key(HealthKeys.check("readinessProbe", "whether it gets requests", p -> p.readiness))
            .key(HealthKeys.check("livenessProbe", "whether it is restarted", p -> p.liveness))
            .key("stopSignal", SIGNAL, "SIGTERM", "what asks it to end", (p, v) -> p.stopSignal = v)
            .key(stopTimeout("stopTimeout"))
            .key(
                    "dependsOn",
                    new DependsOn(),
                    "{}",
                    "what must be there before it is launched",
                    (p, v) -> p.dependsOn = v)
            .key(
                    "restartOnDependency",
                    Types.YES_NO,
                    "false",
                    "restarts it with them",
                    (p, v) -> p.restartOnDependency = v)
            .key(stopTimeout("stopGracePeriod").asOldSpellingOf("`stopTimeout`"))
            .key("stopCommand", HookKeys.COMMAND, "none", "asks it to end, not a signal", (p, v) -> p.stopCommand = v)
            .section("hooks", HookKeys.ALL, "what is run beside it", p -> p.hooks)
            .key("killMode", KILL_MODE, "tree", "whom a stop is for", (p, v) -> p.killMode = v)
            .key(orphanPolicy((p, v) -> p.orphanPolicy = Optional.of(v)))
            .section("ulimits", LimitKeys.ULIMITS, "limits of resources", p -> p.limits)
            .key("nice", LimitKeys.NICE, "inherited", "its niceness", (p, v) -> p.limits.nice(v))
            .key("umask", LimitKeys.UMASK, "inherited", "what its files are not open to", (p, v) -> p.limits.umask(v))
            .key("user", LimitKeys.USER, "the supervisor's", "whom it runs as", (p, v) -> p.limits.user(v))
            .section("schedule", ScheduleKeys.ALL, "when it runs, if not always", p -> p.schedule)
            .key("memoryLimit", new SizeType("1MB", false), "", "more, and it is replaced", ProcessDraft::memoryLimit)
            .key(
                    "watch",
                    new WatchKeys(),
                    "false",
                    "restarts it when sources change",
                    (p, v) -> v.ifPresent(p.spec::watch))
            .key("maxAge", DurationType.POSITIVE, "", "older, and it is replaced", ProcessDraft::maxAge)
            .section("updatePolicy", UpdateKeys.ALL, "what becomes of a version that fails", p -> p)
            .key(startTimeout())
            .key(RestartKeys.maxRestarts(ProcessDraft::restart))
            .key(RestartKeys.restartDelay(ProcessDraft::restart))
            .key(RestartKeys.restartOnExit(ProcessDraft::restart))
            .key(ScaleKeys.port())
            .key(ScaleKeys.instances())
            .key(ScaleKeys.<ProcessDraft>replicas().asOldSpellingOf("`instances`"))
            .key("autoStart", Types.YES_NO, "true", "whether the supervisor starts it", (p, v) -> p.autoStart = v)
            .key("startOn", START_ON, "boot", "what starts it", (p, v) -> p.onRequest = v)
            .key(
                    "idleTimeout",
                    DurationType.POSITIVE,
                    "never",
                    "so long without a request, and it is stopped",
                    (p, v) -> p.idleTimeout = Optional.of(v));

    private ProcessKeys() {}

    /** How all keys of a process are written, older spellings too. */
    public static Set<String> names() {
        return ALL.names();
    }

    /** Written for one process, or for all. */
    static <D> Key<D> orphanPolicy(BiConsumer<D, OrphanPolicy> then) {
        Map<String, OrphanPolicy> words = new LinkedHashMap<>();
        words.put("adopt", OrphanPolicy.ADOPT);
        words.put("kill", OrphanPolicy.KILL);
        return Key.of(
                "orphanPolicy",
                Types.word("`adopt` or `kill`", words),
                "adopt",
                "what becomes of what outlived its supervisor",
                then);
    }

    private static Map<String, Boolean> startWords() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("boot", false);
        words.put("request", true);
        return words;
    }

    private static Map<String, KillMode> killModes() {
        Map<String, KillMode> words = new LinkedHashMap<>();
        words.put("tree", KillMode.TREE);
        words.put("process", KillMode.PROCESS);
        return words;
    }

    private static Key<ProcessDraft> restartPolicy() {
        return new Key<>(
                "restartPolicy",
                "a map, or `always`, `on-failure` or `never`",
                false,
                "",
                "whether it is started again after an end",
                Optional.empty(),
                true,
                Optional.of(RestartKeys.ALL),
                Shape.anyOf(RestartKeys.CONDITION.shape(), Shape.section(RestartKeys.ALL)),
                (value, process) -> RestartKeys.bind(value, process.restart()));
    }

    private static Key<ProcessDraft> startTimeout() {
        return Key.<ProcessDraft, Duration>of(
                "startTimeout",
                DurationType.POSITIVE,
                "60s",
                "how long a new version may take to be ready",
                (p, v) -> p.startTimeout = v);
    }

    private static Key<ProcessDraft> stopTimeout(String name) {
        return Key.<ProcessDraft, Duration>of(
                name, DurationType.ANY, "5000", "after it, what is left is killed", (p, v) -> p.stopTimeout = v);
    }

    private static Signal signal(String text) throws Unfit {
        String upper = text.toUpperCase(Locale.ROOT);
        String name = upper.startsWith("SIG") ? upper : "SIG" + upper;
        return Arrays.stream(Signal.values())
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Unfit(
                        Code.INVALID_VALUE,
                        "is " + Words.quoted(text) + ", which is no signal to end a process with",
                        "write "
                                + Words.oneOf(Arrays.stream(Signal.values())
                                        .map(Enum::name)
                                        .toList())));
    }

    /** True, false, or the names of what is inherited. */
    private static final class Inherit implements Type<Inherited> {
        private static final String HELP = "write `true`, `false` or a list of names, e.g. `[PATH, HOME]`";

        @Override
        public Shape shape() {
            return Shape.anyOf(Shape.YES_NO, Shape.list(Types.NAME.shape()));
        }

        @Override
        public String noun() {
            return "true, false or a list of names";
        }

        @Override
        public String example() {
            return "[PATH, HOME]";
        }

        @Override
        public Optional<Inherited> read(Value value) {
            if (value.isList()) {
                List<String> names = value.items(noun(), HELP).stream()
                        .flatMap(i -> Types.NAME.read(i).stream())
                        .toList();
                return Optional.of(new Inherited(false, names));
            }
            return Types.YES_NO.read(value).map(all -> all ? Inherited.ALL : Inherited.NONE);
        }
    }
}
