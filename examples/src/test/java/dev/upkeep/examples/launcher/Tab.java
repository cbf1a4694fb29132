package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab of a {@link Browser}: goes to pages, types, scrolls, looks, and remembers every complaint of the console. */
final class Tab implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Set<String> streams = ConcurrentHashMap.newKeySet();
    private final WebSocket socket;
    private int last;

    Tab(HttpClient client, URI address) {
        socket =
                client.newWebSocketBuilder().buildAsync(address, new Listener()).join();
        for (String domain : List.of("Page", "Runtime", "Log", "Audits", "Network")) {
            call(domain + ".enable", Map.of());
        }
        call("Emulation.setEmulatedMedia", media("light"));
    }

    /** What console and log had to say beside plain messages: errors, warnings, violations of the policy. */
    List<String> complaints() {
        return complaints;
    }

    /** How many streams of events are open. */
    int streams() {
        return streams.size();
    }

    JsonNode call(String method, Map<String, ?> parameters) {
        int id = ++last;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        return answer.orTimeout(Browser.BOUND.toSeconds(), TimeUnit.SECONDS).join();
    }

    void go(String address) {
        call("Page.navigate", Map.of("url", address));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** The value of an expression; of a promise, when it is kept. */
    JsonNode eval(String expression) {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + "\n" + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    String text(String selector) {
        return eval("document.querySelector(" + quoted(selector) + ")?.innerText ?? ''")
                .asString();
    }

    /** Waits until an expression is true. */
    void await(String expression) {
        try {
            Awaitility.await()
                    .atMost(Browser.BOUND)
                    .until(() -> eval("!!(" + expression + ")").asBoolean());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "never: " + expression + "\n" + eval("document.body.innerText") + "\n" + complaints, e);
        }
    }

    void click(String selector) {
        eval("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** Presses a key as a hand does: a character, {@code Enter} or {@code Escape}. */
    void press(String key) {
        Map<String, Object> down = new HashMap<>(Map.of("type", "keyDown", "key", key));
        if (key.equals("Escape")) {
            down.put("windowsVirtualKeyCode", 27);
        } else {
            down.put("text", key.equals("Enter") ? "\r" : key);
        }
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
    }

    void type(String text) {
        call("Input.insertText", Map.of("text", text));
    }

    /** Turns the wheel over an element: down if positive. */
    void wheel(String selector, int by) {
        JsonNode box = eval("(({x, y, width, height}) => [x + width / 2, y + height / 2])(document.querySelector("
                + quoted(selector) + ").getBoundingClientRect())");
        call(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseWheel",
                        "x",
                        box.get(0).asDouble(),
                        "y",
                        box.get(1).asDouble(),
                        "deltaX",
                        0,
                        "deltaY",
                        by));
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system prefers: {@code light} or {@code dark}. */
    void theme(String theme) {
        call("Emulation.setEmulatedMedia", media(theme));
    }

    private static Map<String, ?> media(String theme) {
        return Map.of(
                "features",
                List.of(
                        Map.of("name", "prefers-color-scheme", "value", theme),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce")));
    }

    void screenshot(Path file) {
        String data = call("Page.captureScreenshot", Map.of("format", "png"))
                .get("data")
                .asString();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes it; it must have had nothing to complain about. */
    @Override
    public void close() {
        call("Page.close", Map.of());
        socket.abort();
        assertThat(complaints).isEmpty();
    }

    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    private final class Listener implements WebSocket.Listener {
        private final List<CharSequence> parts = new ArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            parts.add(part.toString());
            if (isLast) {
                heard(JSON.readTree(String.join("", parts)));
                parts.clear();
            }
            from.request(1);
            return null;
        }

        private void heard(JsonNode message) {
            if (message.has("id")) {
                CompletableFuture<JsonNode> answer =
                        asked.remove(message.get("id").asInt());
                if (message.has("error")) {
                    answer.completeExceptionally(
                            new AssertionError(message.get("error").toString()));
                } else {
                    answer.complete(message.get("result"));
                }
            } else if (isComplaint(message)) {
                complaints.add(message.toString());
            } else {
                countStreams(message);
            }
        }

        private void countStreams(JsonNode message) {
            String request = message.at("/params/requestId").asString("");
            switch (message.path("method").asString("")) {
                case "Network.requestWillBeSent" -> {
                    if (message.at("/params/request/url").asString().contains("/api/events")) {
                        streams.add(request);
                    }
                }
                case "Network.loadingFinished", "Network.loadingFailed" -> streams.remove(request);
                default -> {}
            }
        }

        private boolean isComplaint(JsonNode message) {
            return switch (message.path("method").asString("")) {
                case "Runtime.exceptionThrown", "Audits.issueAdded" -> true;
                case "Runtime.consoleAPICalled" ->
                    List.of("error", "warning", "assert")
                            .contains(message.at("/params/type").asString());
                case "Log.entryAdded" ->
                    !message.at("/params/entry/source").asString().equals("rendering") // advice on speed
                            && List.of("error", "warning")
                                    .contains(message.at("/params/entry/level").asString());
                default -> false;
            };
        }
    }
}
