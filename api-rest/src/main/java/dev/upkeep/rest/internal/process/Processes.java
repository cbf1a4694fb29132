package dev.upkeep.rest.internal.process;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.gate.Target;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The processes as a collection: all of them, one of them, or the words that there is no such one. */
public final class Processes {
    private static final Set<String> STATES =
            Arrays.stream(State.values()).map(State::word).collect(Collectors.toUnmodifiableSet());

    private final Upkeep upkeep;
    private final ProcessBody view;

    public Processes(Upkeep upkeep, ProcessBody view) {
        this.upkeep = upkeep;
        this.view = view;
    }

    /** All that the parameters leave over, as the caller sees them. */
    public Reply list(Call call) {
        List<ProcessStatus> chosen = chosen(call.target());
        String etag = view.etag(chosen, call.caller());
        if (Preconditions.names(call.request().header("if-none-match"), etag)) {
            return Reply.notModified(etag);
        }
        ObjectNode body = Json.object();
        body.set(
                "processes",
                Json.array(chosen.stream().map(s -> view.of(s, call.caller())).toList()));
        return Reply.json(200, body, "ETag", etag);
    }

    /** Which requests go to which. */
    public Reply routes() {
        return Reply.json(200, RoutesBody.of(upkeep.configuration().proxy().routes()));
    }

    /** The one that is asked for; only that it is the same, if the caller knows it so. */
    public Reply one(Call call) {
        ProcessStatus status = existing(call.id());
        String etag = view.etag(status);
        return Preconditions.names(call.request().header("if-none-match"), etag)
                ? Reply.notModified(etag)
                : Reply.json(200, view.whole(status, call.caller()), "ETag", etag);
    }

    private List<ProcessStatus> chosen(Target target) {
        Set<String> states = target.parameter("state").map(Processes::states).orElse(STATES);
        String text = target.parameter("q").orElse("").toLowerCase(Locale.ROOT);
        boolean any = target.parameter("ready").isEmpty();
        boolean ready = target.isSet("ready");
        return upkeep.processes().stream()
                .filter(p -> states.contains(p.state().word()))
                .filter(p -> any || p.ready() == ready)
                .filter(p -> (p.id() + "\n" + p.name() + "\n" + p.description())
                        .toLowerCase(Locale.ROOT)
                        .contains(text))
                .toList();
    }

    private static Set<String> states(String list) {
        Set<String> states = Set.copyOf(List.of(list.split(",", -1)));
        if (!STATES.containsAll(states)) {
            throw new Refused(Problem.badParameter(
                    "state", "words out of " + STATES.stream().sorted().toList() + ", separated by commas"));
        }
        return states;
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
