package dev.upkeep.rest.internal.process;

import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * That somebody acts on what they have seen, and not on what has become of it (RFC 9110, If-Match). Who acts on a sight of
 * a process uses it up: of two who act on the same, one is refused, however close they come. Thread-safe.
 */
final class Preconditions {
    private final Map<ProcessId, String> used = new ConcurrentHashMap<>();

    /** Refuses who has seen the process otherwise; who says nothing about it is never refused. */
    void check(ProcessId id, String etag, List<String> ifMatch) {
        if (ifMatch.isEmpty() || isAny(ifMatch)) {
            return;
        }
        if (!names(ifMatch, etag) || etag.equals(used.put(id, etag))) {
            throw new Refused(Problem.processChanged(id, etag));
        }
    }

    /** Whether a header names this version, or any. */
    static boolean names(List<String> header, String etag) {
        return isAny(header)
                || header.stream()
                        .flatMap(value -> List.of(value.split(",")).stream())
                        .map(String::strip)
                        .anyMatch(etag::equals);
    }

    private static boolean isAny(List<String> header) {
        return header.stream().anyMatch(value -> value.strip().equals("*"));
    }
}
