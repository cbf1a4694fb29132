package dev.upkeep.rest.internal.logs;

import dev.upkeep.rest.http.ApiRequest;
import java.util.Locale;
import java.util.Optional;

/** In which form lines are answered. */
enum LogFormat {
    /** One document, with cursors. */
    JSON("application/json"),
    /** Lines as a terminal can show them without harm. */
    TEXT("text/plain"),
    /** An object a line. */
    NDJSON("application/x-ndjson"),
    /** A stream that goes on. */
    FOLLOW("text/event-stream");

    private final String mediaType;

    LogFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The first that {@code Accept} names and that there is; JSON if there is none. */
    static LogFormat of(ApiRequest request) {
        for (String accepted : String.join(",", request.header("accept")).split(",")) {
            String type = accepted.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
            Optional<LogFormat> format = named(type);
            if (format.isPresent()) {
                return format.get();
            }
        }
        return JSON;
    }

    private static Optional<LogFormat> named(String type) {
        for (LogFormat format : values()) {
            if (format.mediaType.equals(type)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
