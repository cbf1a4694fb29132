package dev.upkeep.internal.gate;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Route;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the access log says of one request. */
final class AccessLine {
    private static final DateTimeFormatter COMMON =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private AccessLine() {}

    static String of(AccessLog form, Instant time, Exchanged one, Optional<Route> route, Optional<GateLease> lease) {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("id", one.head().id());
        more.put("host", one.head().authority());
        route.ifPresent(to -> more.put("route", to.domain().orElse("") + to.path()));
        lease.flatMap(GateLease::process)
                .or(() -> route.flatMap(Route::process))
                .map(ProcessId::value)
                .ifPresent(process -> more.put("process", process));
        lease.ifPresent(last -> {
            last.process().ifPresent(process -> more.put("instance", last.instance()));
            more.put("upstream", last.upstream().host() + ":" + last.upstream().port());
        });
        more.put("ms", one.time().toMillis());
        more.put("received", one.received());
        more.put("complete", one.complete());
        one.refusal().map(Refusal::code).ifPresent(code -> more.put("cause", code));
        return form == AccessLog.JSON ? json(time, one, more) : combined(time, one, more);
    }

    private static String combined(Instant time, Exchanged one, Map<String, Object> more) {
        StringBuilder line = new StringBuilder(256);
        line.append(orDash(one.client().address())).append(" - - [");
        COMMON.formatTo(time, line);
        line.append("] ");
        quote(
                line,
                one.head().method() + " " + one.head().target() + " HTTP/"
                        + one.client().version());
        line.append(' ').append(one.status()).append(' ').append(one.sent()).append(' ');
        quote(line, orDash(one.client().referer()));
        line.append(' ');
        quote(line, orDash(one.client().agent()));
        more.forEach((name, value) -> {
            line.append(' ').append(name).append('=');
            if (value instanceof String text) {
                quote(line, text);
            } else {
                line.append(value);
            }
        });
        return line.toString();
    }

    private static String json(Instant time, Exchanged one, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("time", time.toString());
        all.put("client", one.client().address());
        all.put("method", one.head().method());
        all.put("target", one.head().target());
        all.put("version", one.client().version());
        all.put("status", one.status());
        all.put("sent", one.sent());
        all.put("referer", one.client().referer());
        all.put("agent", one.client().agent());
        all.putAll(more);
        StringBuilder line = new StringBuilder(384).append('{');
        all.forEach((name, value) -> {
            line.append(line.length() > 1 ? ",\"" : "\"").append(name).append("\":");
            if (value instanceof String text) {
                quoteJson(line, text);
            } else {
                line.append(value);
            }
        });
        return line.append('}').toString();
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    /** As common servers do: what could be taken for something else is written as its code. */
    private static void quote(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c >= 0x7F) {
                line.append(c < 0x100 ? String.format("\\x%02x", (int) c) : String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    private static void quoteJson(StringBuilder line, String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7F) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
