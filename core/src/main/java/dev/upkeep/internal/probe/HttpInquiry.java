package dev.upkeep.internal.probe;

import dev.upkeep.health.Probe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One GET over a connection of its own. The answer is read to its end, so that the process does not meet a broken
 * connection, but never further than is reasonable for a health page.
 */
final class HttpInquiry {
    private static final String NOT_HTTP = "the answer is not HTTP";
    private static final int ENOUGH = 64 * 1024;
    private static final int BUFFER = 8 * 1024;

    private final Probe.Http probe;
    private final Verdict verdict;
    private final ByteArrayOutputStream come = new ByteArrayOutputStream();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    HttpInquiry(Probe.Http probe, Verdict verdict) {
        this.probe = probe;
        this.verdict = verdict;
    }

    void ask(AsynchronousChannelGroup group) throws IOException {
        URI url = probe.url();
        int port = url.getPort() < 0 ? 80 : url.getPort();
        Connecting.to(host(url), port, verdict, channel -> write(channel, ByteBuffer.wrap(request())))
                .begin(group);
    }

    /** A literal IPv6 address stands in brackets there. */
    private static String host(URI url) {
        String host = String.valueOf(url.getHost());
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private byte[] request() {
        URI url = probe.url();
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        StringBuilder text = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
        headers()
                .forEach((name, value) -> text.append(oneLine(name))
                        .append(": ")
                        .append(oneLine(value))
                        .append("\r\n"));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> headers() {
        URI url = probe.url();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
        headers.put("User-Agent", "upkeep");
        headers.put("Accept", "*/*");
        headers.putAll(probe.headers());
        headers.put("Connection", "close");
        return headers;
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }

    private void write(AsynchronousSocketChannel channel, ByteBuffer request) {
        channel.write(request, channel, new Step() {
            @Override
            public void completed(Integer written, AsynchronousSocketChannel open) {
                if (request.hasRemaining()) {
                    open.write(request, open, this);
                } else {
                    read(open);
                }
            }
        });
    }

    private void read(AsynchronousSocketChannel channel) {
        channel.read(buffer.clear(), channel, new Step() {
            @Override
            public void completed(Integer read, AsynchronousSocketChannel open) {
                come.write(buffer.array(), 0, Math.max(0, read));
                if (!isJudged(read < 0)) {
                    open.read(buffer.clear(), open, this);
                }
            }
        });
    }

    /** Gives the verdict if enough has come for one. */
    private boolean isJudged(boolean closed) {
        HttpAnswer answer = HttpAnswer.of(come.toString(StandardCharsets.ISO_8859_1));
        boolean last = closed || come.size() >= ENOUGH;
        return switch (answer.progress()) {
            case ALL -> judged(answer.status());
            case NOT_HTTP -> failed(NOT_HTTP);
            case HEAD -> last && failed(come.size() == 0 ? "the connection was closed without an answer" : NOT_HTTP);
            case UNTIL_CLOSE -> last ? judged(answer.status()) : begun(answer.status());
            case BODY -> {
                if (closed) {
                    verdict.answered(answer.status(), false, ", but broke off");
                    yield true;
                }
                yield last ? judged(answer.status()) : begun(answer.status());
            }
        };
    }

    private boolean judged(int status) {
        verdict.answered(status, probe.expected().contains(status), "");
        return true;
    }

    private boolean failed(String words) {
        verdict.failed(words);
        return true;
    }

    private boolean begun(int status) {
        verdict.begun(status);
        return false;
    }

    /** One step of the exchange; whatever fails in it fails the probe. */
    private abstract class Step implements CompletionHandler<Integer, AsynchronousSocketChannel> {
        @Override
        public void failed(Throwable trouble, AsynchronousSocketChannel channel) {
            verdict.failed(NetTrouble.say(trouble));
        }
    }
}
