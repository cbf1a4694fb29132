package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.spec.Hooks;
import dev.upkeep.spec.Hooks.Hook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of {@code hooks}, and how a command is written that is run beside a process. */
final class HookKeys {
    static final Type<List<String>> COMMAND = new CommandLine();

    private static final Section<HookDraft> ONE = new Section<HookDraft>()
            .required("command", COMMAND, "the program and its arguments", (h, v) -> h.command = v)
            .key("timeout", DurationType.POSITIVE, "30s", "after it, it is killed", (h, v) -> h.timeout = v);

    private static final Type<Hook> HOOK = new HookType();

    static final Section<Draft> ALL = new Section<Draft>()
            .key("preStart", HOOK, "", "run before each launch", (h, v) -> h.hooks = h.hooks.withPreStart(v))
            .key("postStart", HOOK, "", "run after each launch", (h, v) -> h.hooks = h.hooks.withPostStart(v))
            .key("preStop", HOOK, "", "run before it is asked to end", (h, v) -> h.hooks = h.hooks.withPreStop(v))
            .key("postStop", HOOK, "", "run after nothing of it lives", (h, v) -> h.hooks = h.hooks.withPostStop(v));

    private HookKeys() {}

    /** Hooks as far as they have been read. */
    static final class Draft {
        Hooks hooks = Hooks.NONE;
    }

    private static final class HookDraft {
        List<String> command = List.of();
        Duration timeout = Hook.USUAL;
    }

    private static final class HookType implements Type<Hook> {
        @Override
        public Shape shape() {
            return Shape.anyOf(COMMAND.shape(), Shape.section(ONE));
        }

        @Override
        public String noun() {
            return "a command, or a map with one";
        }

        @Override
        public String example() {
            return "[npm, run, migrate]";
        }

        @Override
        public Optional<Hook> read(Value value) {
            HookDraft hook = new HookDraft();
            if (value.isMap()) {
                ONE.bind(value, hook);
            } else {
                COMMAND.read(value).ifPresent(words -> hook.command = words);
            }
            return hook.command.isEmpty() ? Optional.empty() : Optional.of(new Hook(hook.command, hook.timeout));
        }
    }

    /** A list of words, or a program without arguments. */
    private static final class CommandLine implements Type<List<String>> {
        private static final String HELP = "write a list: the program, then its arguments, e.g. `[nginx, -s, quit]`";

        @Override
        public Shape shape() {
            return Shape.anyOf(Shape.TEXT, Shape.list(Types.AS_WRITTEN.shape()));
        }

        @Override
        public String noun() {
            return "a list of a program and its arguments";
        }

        @Override
        public String example() {
            return "[nginx, -s, quit]";
        }

        @Override
        public Optional<List<String>> read(Value value) {
            int before = value.isList() ? value.items(noun(), HELP).size() : 1;
            List<String> words = value.isList()
                    ? value.items(noun(), HELP).stream()
                            .flatMap(i -> Types.AS_WRITTEN.read(i).stream())
                            .toList()
                    : Types.text("nginx").read(value).map(List::of).orElse(List.of());
            if (words.size() < before) {
                return Optional.empty();
            }
            return isUsable(words, value) ? Optional.of(words) : Optional.empty();
        }

        private static boolean isUsable(List<String> words, Value value) {
            if (words.isEmpty() || words.get(0).isBlank()) {
                value.report(Code.EMPTY_VALUE, value.name() + " names no program", HELP);
                return false;
            }
            if (!value.isList() && words.get(0).strip().contains(" ")) {
                String list = "[" + String.join(", ", words.get(0).strip().split("\\s+")) + "]";
                value.report(
                        Code.INVALID_VALUE,
                        value.name() + " is one text with blanks, and no shell takes it apart",
                        "write a list: " + Words.quoted(list));
                return false;
            }
            return true;
        }
    }
}
