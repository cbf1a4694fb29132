package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.spec.TokenSpec;
import dev.upkeep.spec.TokenSpec.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of {@code management}. */
final class TokenKeys {
    private static final Type<Role> ROLE = Types.word(
            "`viewer`, `operator` or `admin`",
            Stream.of(Role.values())
                    .collect(Collectors.toMap(Role::word, role -> role, (a, b) -> a, LinkedHashMap::new)));

    private static final Type<String> HASH =
            SingleType.of("`sha256:` and 64 hexadecimal digits", "\"sha256:…\"", TokenKeys::hash, Scalar.Kind.TEXT);

    /** A token as far as it has been read. */
    private static final class Draft {
        private Optional<String> name = Optional.empty();
        private Optional<Role> role = Optional.empty();
        private Optional<String> hash = Optional.empty();

        /** Empty if something is missing, which has been reported. */
        private Optional<TokenSpec> build() {
            return name.flatMap(n -> role.flatMap(r -> hash.map(h -> new TokenSpec(n, r, h))));
        }
    }

    /** All tokens as far as they have been read. */
    static final class Drafts {
        private final List<Draft> tokens = new ArrayList<>();

        List<TokenSpec> build() {
            return tokens.stream().flatMap(t -> t.build().stream()).toList();
        }
    }

    private static final Section<Draft> TOKEN = new Section<Draft>()
            .required("name", Types.text("ci"), "whose it is", (t, v) -> t.name = Optional.of(v))
            .required("role", ROLE, "what it is for", (t, v) -> t.role = Optional.of(v))
            .required("hash", HASH, "the SHA-256 of the token", (t, v) -> t.hash = Optional.of(v))
            .elsewhere("token", "write its SHA-256 as `hash`, and keep the token itself out of files");

    static final Section<Drafts> ALL = new Section<Drafts>()
            .key(ListKey.of("tokens", "who else may see and steer", TOKEN, d -> d.tokens, Draft::new));

    private TokenKeys() {}

    private static String hash(String text) throws Unfit {
        if (!TokenSpec.isHash(text)) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is no SHA-256",
                    "write `sha256:` and what `printf %s TOKEN | sha256sum` prints, 64 digits");
        }
        return text;
    }
}
