package dev.upkeep.rest.internal.process;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.gate.Target;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The processes as a collection: all of them, one of them, or the words that there is no such one. */
public final class Processes {
    private final Upkeep upkeep;

    public Processes(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    /** All, as the caller sees them. */
    public Reply list(Call call) {
        ObjectNode body = Json.object();
        body.set(
                "processes",
                Json.array(upkeep.processes().stream()
                        .map(s -> ProcessBody.of(s, call.caller()))
                        .toList()));
        return Reply.json(200, body);
    }

    /** The one that is asked for. */
    public Reply one(Call call) {
        return Reply.json(200, ProcessBody.of(existing(call.id()), call.caller()));
    }

    /** The ids that a list in the parameter {@code process} names, all if there is none; refuses if one is unknown. */
    public List<ProcessId> named(Target target) {
        return target.parameter("process")
                .map(list -> Arrays.stream(list.split(",", -1))
                        .map(this::existing)
                        .map(ProcessStatus::id)
                        .distinct()
                        .toList())
                .orElseGet(
                        () -> upkeep.processes().stream().map(ProcessStatus::id).toList());
    }

    /** The process of this id; refuses if there is none. */
    public ProcessStatus existing(String id) {
        List<ProcessStatus> all = upkeep.processes();
        return all.stream()
                .filter(s -> s.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(Problem.processNotFound(
                        id, all.stream().map(ProcessStatus::id).toList())));
    }
}
