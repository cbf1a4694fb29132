package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.route.Cors;
import dev.upkeep.route.FieldEdits;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keys of {@code cors} of a route. */
final class CorsKeys {
    /** As far as they have been read. */
    static final class Draft {
        private List<String> origins = List.of();
        private List<String> methods = List.of();
        private List<String> headers = List.of();
        private List<String> exposed = List.of();
        private boolean credentials;
        private Optional<Duration> maxAge = Optional.empty();

        Cors build() {
            return new Cors(origins, methods, headers, exposed, credentials, maxAge);
        }
    }

    private static final Type<List<String>> ORIGINS = Types.list(
            "a list of origins",
            "[https://app.example.com]",
            SingleType.of("an origin", "https://app.example.com", CorsKeys::origin, Scalar.Kind.TEXT));

    private static final Type<List<String>> METHODS = names("a list of methods", "[PUT, DELETE]", "PUT");
    private static final Type<List<String>> FIELDS = names("a list of header fields", "[X-Token]", "X-Token");

    static final Section<Draft> ALL = new Section<Draft>()
            .required("origins", ORIGINS, "the pages, e.g. `[https://app.example.com]`", (c, v) -> c.origins = v)
            .key("methods", METHODS, "[]", "methods beside GET, HEAD and POST", (c, v) -> c.methods = v)
            .key("headers", FIELDS, "[]", "fields that requests may have", (c, v) -> c.headers = v)
            .key("exposedHeaders", FIELDS, "[]", "fields of answers that pages may read", (c, v) -> c.exposed = v)
            .key("credentials", Types.YES_NO, "false", "whether cookies may come along", (c, v) -> c.credentials = v)
            .key(
                    "maxAge",
                    DurationType.ANY,
                    "the browser's",
                    "how long a permission may be remembered",
                    (c, v) -> c.maxAge = Optional.of(v));

    private CorsKeys() {}

    private static Type<List<String>> names(String noun, String example, String one) {
        return Types.list(noun, example, SingleType.of("a name", one, CorsKeys::name, Scalar.Kind.TEXT));
    }

    private static String origin(String text) throws Unfit {
        String origin = text.toLowerCase(Locale.ROOT);
        if (!Cors.isOrigin(origin)) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is " + Words.quoted(text) + ", which is no origin",
                    "write scheme, host and perhaps port, without a path: `https://app.example.com`; or `\"*\"` for all");
        }
        return origin;
    }

    private static String name(String text) throws Unfit {
        if (FieldEdits.objection(text).isPresent()) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is " + Words.quoted(text) + ", which is no such name",
                    "write a name as it stands in requests, or `\"*\"` for all");
        }
        return text;
    }
}
