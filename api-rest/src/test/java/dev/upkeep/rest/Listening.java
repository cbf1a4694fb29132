package dev.upkeep.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.rest.http.ApiResponse.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one who reads a stream, and asks for more when everything was read. */
final class Listening {
    private final Map<String, String> headers;
    private final Source source;
    private Optional<CompletableFuture<Optional<byte[]>>> asked = Optional.empty();

    /** One event, or a comment, in which case only its text is there. */
    record Frame(String id, String type, String text) {
        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }
    }

    Listening(Map<String, String> headers, Source source) {
        this.headers = headers;
        this.source = source;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** All that has come since; asks until there is nothing any more. */
    List<Frame> read() {
        return frames(text());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        while (true) {
            CompletableFuture<Optional<byte[]>> piece =
                    asked.orElseGet(() -> source.next().toCompletableFuture());
            asked = Optional.of(piece);
            if (!piece.isDone() || piece.join().isEmpty()) {
                return text.toString();
            }
            asked = Optional.empty();
            text.append(new String(piece.join().orElseThrow(), UTF_8));
        }
    }

    List<String> types() {
        return read().stream().map(Frame::type).toList();
    }

    boolean isOver() {
        return asked.map(f -> f.isDone() && f.join().isEmpty()).orElse(false);
    }

    void close() {
        source.close();
    }

    private static List<Frame> frames(String text) {
        List<Frame> frames = new ArrayList<>();
        for (String frame : text.isEmpty() ? new String[0] : text.split("\n\n")) {
            frames.add(new Frame(field(frame, "id: "), field(frame, "event: "), data(frame)));
        }
        return frames;
    }

    private static String data(String frame) {
        String data = field(frame, "data: ");
        return data.isEmpty() ? frame : data;
    }

    private static String field(String frame, String name) {
        return frame.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }
}
