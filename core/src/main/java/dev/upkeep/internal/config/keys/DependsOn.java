package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Dependencies.Condition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A list of ids, or a map of ids to how far each must have come. */
final class DependsOn implements Type<Map<ProcessId, Condition>> {
    private static final Type<Condition> CONDITION = Types.word("`started`, `ready` or `completed`", words());

    private static final Section<Wanted> ENTRY = new Section<Wanted>()
            .key("condition", CONDITION, "ready", "how far it must have come", (w, v) -> w.condition = v)
            .elsewhere("restart", "write `restartOnDependency: true` beside `dependsOn`");

    /** One entry as far as it has been read. */
    private static final class Wanted {
        Condition condition = Condition.READY;
    }

    private static Map<String, Condition> words() {
        Map<String, Condition> words = new LinkedHashMap<>();
        words.put("started", Condition.STARTED);
        words.put("ready", Condition.READY);
        words.put("completed", Condition.COMPLETED);
        words.put("service_started", Condition.STARTED);
        words.put("service_healthy", Condition.READY);
        words.put("service_completed_successfully", Condition.COMPLETED);
        return words;
    }

    @Override
    public Shape shape() {
        return Shape.anyOf(
                Shape.list(Types.PROCESS_ID.shape()),
                Shape.map(Shape.anyOf(CONDITION.shape(), Shape.section(ENTRY), Shape.NOTHING)));
    }

    @Override
    public String noun() {
        return "a list or a map of processes";
    }

    @Override
    public String example() {
        return "[database, cache]";
    }

    @Override
    public boolean mayBeNothing() {
        return true;
    }

    @Override
    public Optional<Map<ProcessId, Condition>> read(Value value) {
        Map<ProcessId, Condition> read = new LinkedHashMap<>();
        if (value.isMap()) {
            value.entries("process id", Code.DUPLICATE_KEY)
                    .forEach((id, entry) -> read(id, entry).ifPresent(c -> read.put(new ProcessId(id), c)));
        } else {
            value.items(noun(), "write a list, e.g. `dependsOn: " + example() + "`")
                    .forEach(item -> read(value, item).ifPresent(id -> read.put(id, Condition.READY)));
        }
        return Optional.of(read);
    }

    /** An item of a list also stands where an entry of the map would. */
    private static Optional<ProcessId> read(Value list, Value item) {
        Optional<ProcessId> id = Types.PROCESS_ID.read(item);
        id.ifPresent(i -> item.at(Pointers.child(list.pointer(), i.value())));
        return id;
    }

    private static Optional<Condition> read(String id, Value entry) {
        if (!ProcessId.isValid(id)) {
            entry.reportAtKey(
                    Code.INVALID_ID, Pointers.name(entry.pointer()) + " is no id of a process", Types.idHelp());
            return Optional.empty();
        }
        if (entry.isSingle() && !entry.isNothing()) {
            return CONDITION.read(entry);
        }
        Wanted wanted = new Wanted();
        if (!entry.isNothing()) {
            ENTRY.bind(entry, wanted);
        }
        return Optional.of(wanted.condition);
    }
}
