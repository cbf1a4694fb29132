package dev.upkeep.rest.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.reply.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The web page: files that are the same for everybody and hold no data, so that they need no token. They are looked up in a
 * map that is made once; no path is ever joined.
 */
public final class Page {
    private static final String FOLDER = "/dev/upkeep/rest/ui/";

    /** All there is: name and media type. The first is what the folder itself answers. */
    private static final List<Map.Entry<String, String>> FILES = List.of(
            Map.entry("index.html", "text/html; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("app.css", "text/css; charset=utf-8"),
            Map.entry("theme.css", "text/css; charset=utf-8"),
            script("ansi.js"),
            script("api.js"),
            script("app.js"),
            script("chart.js"),
            script("htm-preact.js"),
            script("keys.js"),
            script("live.js"),
            script("log.js"),
            script("process.js"),
            script("routes.js"),
            script("sse.js"),
            script("state.js"),
            script("table.js"),
            script("words.js"));

    /** Only files of this listener run, no text becomes a script or markup, and nobody puts the page in a frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";

    private final Map<String, Reply> replies = replies();

    /** A file, or that the one which the browser has is still right. */
    public Reply file(String name, List<String> known) {
        Reply found = Optional.ofNullable(replies.get(name)).orElseThrow(() -> new Refused(Problem.notFound()));
        String tag = Objects.requireNonNull(found.headers().get("ETag"));
        boolean same = known.stream().anyMatch(sent -> matches(sent, tag));
        return same ? Reply.notModified(tag).with(found.headers()) : found;
    }

    /** To the page from where people look for it first: relative, so that it is right below any path. */
    public Reply moved() {
        return Reply.text(307, "text/plain; charset=utf-8", "ui/\n", Map.of("Location", "ui/"));
    }

    private static boolean matches(String sent, String tag) {
        return List.of(sent.split("\\s*,\\s*")).stream()
                .map(t -> t.startsWith("W/") ? t.substring(2) : t)
                .anyMatch(tag::equals);
    }

    private static Map.Entry<String, String> script(String name) {
        return Map.entry(name, "text/javascript; charset=utf-8");
    }

    private static Map<String, Reply> replies() {
        Map<String, Reply> replies = new HashMap<>();
        for (Map.Entry<String, String> file : FILES) {
            replies.put(file.getKey(), reply(file.getValue(), read(file.getKey())));
        }
        replies.put("", Objects.requireNonNull(replies.get("index.html")));
        return Map.copyOf(replies);
    }

    private static Reply reply(String mediaType, byte[] content) {
        return Reply.text(
                200,
                mediaType,
                new String(content, UTF_8),
                Map.of(
                        "Cache-Control",
                        "no-cache",
                        "Content-Security-Policy",
                        POLICY,
                        "Cross-Origin-Opener-Policy",
                        "same-origin",
                        "ETag",
                        "\"" + digest(content) + "\""));
    }

    private static byte[] read(String name) {
        try (InputStream in = Page.class.getResourceAsStream(FOLDER + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(whole, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
