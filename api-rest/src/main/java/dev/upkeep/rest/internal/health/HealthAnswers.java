package dev.upkeep.rest.internal.health;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.process.ProcessBody;
import dev.upkeep.rest.internal.process.Processes;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Answers how things are. The status code is the verdict, the body its grounds. */
public final class HealthAnswers {
    private final Upkeep upkeep;
    private final Processes processes;
    private final InstantSource clock;

    public HealthAnswers(Upkeep upkeep, Processes processes, InstantSource clock) {
        this.upkeep = upkeep;
        this.processes = processes;
        this.clock = clock;
    }

    /** The whole; names of processes only for those who may see them. */
    public Reply health(Principal caller) {
        HealthReport report = report();
        List<ObjectNode> certificates = CertificateReasons.of(upkeep.certificates(), report.now());
        HealthReport.Verdict verdict = report.verdict().orWorse(!certificates.isEmpty());
        ObjectNode body = Json.object()
                .put("status", verdict.name().toLowerCase(Locale.ROOT))
                .put("timestamp", Json.time(report.now()))
                .put("uptime", uptime(report.now()).toSeconds());
        List<ProcessStatus> shown = caller.may(Permission.READ) ? report.processes() : List.of();
        body.set("processes", processes(report, shown));
        body.put("live", upkeep.isResponsive()).put("ready", ready(report));
        body.set(
                "reasons",
                Json.array(Stream.concat(
                                report.waiting().stream()
                                        .filter(shown::contains)
                                        .map(HealthAnswers::reason),
                                caller.may(Permission.READ) ? certificates.stream() : Stream.of())
                        .toList()));
        return Reply.json(verdict == HealthReport.Verdict.UNHEALTHY ? 503 : 200, body);
    }

    /** Whether this supervisor should be killed: never because of its processes, but because it makes no decisions any more. */
    public Reply live() {
        boolean live = upkeep.isResponsive();
        return Reply.json(live ? 200 : 503, Json.object().put("status", live ? "live" : "not-live"));
    }

    /** Whether traffic should come here, or to one process. */
    public Reply ready(Call call) {
        boolean ready =
                call.target().parameter("process").map(id -> ready(id, call)).orElseGet(() -> ready(report()));
        return Reply.json(ready ? 200 : 503, Json.object().put("status", ready ? "ready" : "not-ready"));
    }

    /** Which processes there are is told only to those who may see them. */
    private boolean ready(String id, Call call) {
        if (!call.caller().may(Permission.READ)) {
            throw new Refused(Problem.unauthorized());
        }
        return processes.existing(id).ready() && !upkeep.isStopping();
    }

    private boolean ready(HealthReport report) {
        return report.ready() && !upkeep.isStopping();
    }

    private HealthReport report() {
        Set<ProcessId> critical = upkeep.configuration().proxy().routes().stream()
                .map(route -> route.process())
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return new HealthReport(upkeep.processes(), critical, clock.instant());
    }

    private Duration uptime(Instant now) {
        Duration since = Duration.between(upkeep.startedAt(), now);
        return since.isNegative() ? Duration.ZERO : since;
    }

    private static ObjectNode processes(HealthReport report, List<ProcessStatus> shown) {
        ObjectNode processes = Json.object()
                .put("total", report.processes().size())
                .put(
                        "running",
                        report.processes().stream()
                                .filter(p -> p.state().isAlive())
                                .count());
        processes.set(
                "details", Json.array(shown.stream().map(ProcessBody::brief).toList()));
        return processes;
    }

    private static ObjectNode reason(ProcessStatus process) {
        return Json.object()
                .put("id", process.id().value())
                .put("reason", process.reason().word())
                .put("message", process.reason().sentence());
    }
}
