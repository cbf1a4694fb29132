package dev.upkeep.examples.client;

import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import dev.upkeep.examples.terminal.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one Upkeep over its REST interface. What cannot be answered is a {@link Failure} with the exit code for it. */
final class Client {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int REFUSED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI address;
    private final String token;

    /**
     * What was answered.
     *
     * @param status of HTTP
     * @param body what came with it
     */
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** What went wrong, in the words of the problem document. */
        String problem() {
            String detail = body.path("detail").asString("");
            String help = body.path("help").asString("");
            return detail.isEmpty() ? "HTTP " + status : help.isEmpty() ? detail : detail + " " + help;
        }
    }

    Client(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Where the page is; the part behind {@code #} opens it, and is not sent to any server. */
    URI dashboard() {
        return address.resolve("/ui/#token=" + token);
    }

    /** The answer to a GET, whatever its status. */
    Answer get(String target) {
        return answer(request(target).GET());
    }

    /** The answer to a POST, whatever its status. */
    Answer post(String target) {
        return answer(request(target).POST(BodyPublishers.noBody()));
    }

    /** The answer if it is a success. */
    static Answer expect(Answer answer) {
        if (!answer.isSuccess()) {
            throw new Failure(
                    answer.status() == NOT_FOUND ? ExitCode.NOT_RUNNING : ExitCode.FAILED,
                    Printable.text(answer.problem()));
        }
        return answer;
    }

    /** The lines of an answer as they come. To be closed. */
    Stream<String> lines(String target, String mediaType) {
        HttpResponse<Stream<String>> response =
                send(request(target).header("Accept", mediaType).GET().build(), BodyHandlers.ofLines());
        if (response.statusCode() / 100 != 2) {
            try (Stream<String> body = response.body()) {
                expect(new Answer(response.statusCode(), json(body.reduce("", String::concat))));
            }
        }
        return response.body();
    }

    private Answer answer(HttpRequest.Builder request) {
        HttpResponse<String> response =
                send(request.header("Accept", "application/json").build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), json(response.body()));
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(address.resolve(target)).header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        HttpResponse<T> response;
        try {
            response = http.send(request, body);
        } catch (ConnectException e) {
            throw new Failure(ExitCode.NOT_RUNNING, "nothing answers at " + address + ": is `upkeep run` still there?");
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREACHABLE, address + " cannot be reached: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "interrupted");
        }
        if (response.statusCode() == REFUSED || response.statusCode() == FORBIDDEN) {
            throw new Failure(
                    ExitCode.REFUSED,
                    "refused by " + address + " with status " + response.statusCode()
                            + " (expected: a token that may do this; see --token-file)");
        }
        return response;
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
