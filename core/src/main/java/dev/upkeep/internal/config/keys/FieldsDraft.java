package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.route.FieldEdits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a route changes in the header of messages, as far as it has been read. */
final class FieldsDraft {
    private static final String HELP = "choose another field, or leave this one out";
    private static final Type<String> NAME =
            SingleType.of("the name of a header field", "Server", FieldsDraft::name, Scalar.Kind.TEXT);

    static final Type<List<String>> REMOVE = Types.list("a list of header fields", "[Server]", NAME);
    static final Type<Map<String, String>> SET = new Fields();

    Map<String, String> set = Map.of();
    Set<String> removed = Set.of();

    FieldEdits build() {
        return set.isEmpty() && removed.isEmpty() ? FieldEdits.NONE : new FieldEdits(set, removed);
    }

    private static String name(String text) throws Unfit {
        Optional<String> objection = FieldEdits.objection(text);
        if (objection.isPresent()) {
            throw new Unfit(Code.INVALID_VALUE, "cannot be taken: " + objection.get(), HELP);
        }
        return text;
    }

    /** Names, and what they are set to. */
    private static final class Fields implements Type<Map<String, String>> {
        private final Type<Map<String, String>> texts = Types.texts("{X-Served-By: upkeep}");

        @Override
        public Shape shape() {
            return texts.shape();
        }

        @Override
        public String noun() {
            return texts.noun();
        }

        @Override
        public String example() {
            return texts.example();
        }

        @Override
        public boolean mayBeNothing() {
            return true;
        }

        @Override
        public Optional<Map<String, String>> read(Value value) {
            Map<String, String> fit = new LinkedHashMap<>();
            value.entries("field", Code.DUPLICATE_KEY)
                    .forEach((name, entry) -> Types.AS_WRITTEN
                            .read(entry)
                            .filter(text -> isFit(entry, name, text))
                            .ifPresent(text -> fit.put(name, text)));
            return Optional.of(fit);
        }

        private static boolean isFit(Value entry, String name, String text) {
            Optional<String> objection = FieldEdits.objection(name).or(() -> FieldEdits.objection(name, text));
            objection.ifPresent(why -> entry.report(Code.INVALID_VALUE, entry.name() + " cannot be set: " + why, HELP));
            return objection.isEmpty();
        }
    }
}
