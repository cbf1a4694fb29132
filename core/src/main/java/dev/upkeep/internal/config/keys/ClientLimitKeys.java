package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.SizeType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.route.ClientLimits;
import java.time.Duration;
import java.util.Optional;

/** The keys of {@code limits} in {@code proxy.yaml}. */
final class ClientLimitKeys {
    /** As far as they have been read. */
    static final class Draft {
        private int uriSize = ClientLimits.DEFAULT.uriSize();
        private int headerSize = ClientLimits.DEFAULT.headerSize();
        private int connections = ClientLimits.DEFAULT.connections();
        private Duration headerTimeout = ClientLimits.DEFAULT.headerTimeout();
        private Duration bodyTimeout = ClientLimits.DEFAULT.bodyTimeout();
        private Duration keepAliveTimeout = ClientLimits.DEFAULT.keepAliveTimeout();

        ClientLimits build() {
            return new ClientLimits(uriSize, headerSize, connections, headerTimeout, bodyTimeout, keepAliveTimeout);
        }
    }

    /** Servers keep whole heads in memory, so there is an end to it. */
    private static final Type<Integer> SIZE = new HeadSize(new SizeType("1KB", false));

    static final Section<Draft> ALL = new Section<Draft>()
            .key("maxUriSize", SIZE, "8KB", "how long path and query may be", (l, v) -> l.uriSize = v)
            .key("maxHeaderSize", SIZE, "16KB", "how large all fields may be", (l, v) -> l.headerSize = v)
            .key(
                    "maxConnections",
                    Types.whole(1, 10_000_000, "20000"),
                    "20000",
                    "how many connections may be open",
                    (l, v) -> l.connections = v)
            .key(
                    "headerTimeout",
                    DurationType.POSITIVE,
                    "20s",
                    "how long a new connection may take to send the head of a request",
                    (l, v) -> l.headerTimeout = v)
            .key(
                    "bodyTimeout",
                    DurationType.POSITIVE,
                    "60s",
                    "how long a client may send nothing of a body, or take nothing of an answer",
                    (l, v) -> l.bodyTimeout = v)
            .key(
                    "keepAliveTimeout",
                    DurationType.POSITIVE,
                    "60s",
                    "how long after one request the head of the next may take",
                    (l, v) -> l.keepAliveTimeout = v);

    private ClientLimitKeys() {}

    /** A size of 1 MiB at most. */
    private record HeadSize(SizeType any) implements Type<Integer> {
        private static final int MOST = 1 << 20;

        @Override
        public String noun() {
            return any.noun();
        }

        @Override
        public String example() {
            return "16KB";
        }

        @Override
        public Shape shape() {
            return any.shape();
        }

        @Override
        public Optional<Integer> read(Value value) {
            Optional<Long> size = any.read(value);
            if (size.isPresent() && size.get() > MOST) {
                value.report(Code.INVALID_VALUE, value.name() + " is too large", "write `1MB` or less");
                return Optional.empty();
            }
            return size.map(Long::intValue);
        }
    }
}
