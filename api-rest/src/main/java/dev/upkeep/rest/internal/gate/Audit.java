package dev.upkeep.rest.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.rest.http.ApiRequest;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what, and who was refused: one line each, to the logger {@code upkeep.audit}. Nothing in it is as a
 * stranger sent it: endpoints are named by their template, and other texts are of our own.
 */
public final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("upkeep.audit");

    private Audit() {}

    /** An action that got through, and what came of it. */
    public static void acted(Call call, int status, Moment begin, Moment end, String requestId) {
        write(
                call.request(),
                call.caller().name(),
                call.endpoint().name().toLowerCase(Locale.ROOT),
                call.endpoint().id(call.target()),
                Integer.toString(status),
                end.since(begin).toMillis(),
                requestId);
    }

    /** Somebody who did not get through, and why. */
    public static void refused(ApiRequest request, String caller, String code, String requestId) {
        write(request, caller, "-", Optional.empty(), code, 0, requestId);
    }

    private static void write(
            ApiRequest request,
            String principal,
            String action,
            Optional<String> process,
            String outcome,
            long millis,
            String requestId) {
        LOG.atInfo()
                .addKeyValue("principal", printable(principal))
                .addKeyValue("address", printable(request.remoteAddress()))
                .addKeyValue("action", action)
                .addKeyValue("process", process.orElse("-"))
                .addKeyValue("outcome", outcome)
                .addKeyValue("durationMs", millis)
                .addKeyValue("requestId", requestId)
                .log(
                        "{} from {}: {} {} -> {}",
                        printable(principal),
                        printable(request.remoteAddress()),
                        action,
                        process.orElse("-"),
                        outcome);
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e\\p{L}\\p{N} ]", "?");
    }
}
