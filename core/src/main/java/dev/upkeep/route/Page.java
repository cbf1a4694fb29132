package dev.upkeep.route;

import java.time.Duration;

/** An error answer for people: one file that loads nothing and runs nothing. */
final class Page {
    private static final Duration WORTH_WAITING_FOR = Duration.ofSeconds(10);

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            """;

    private static final String STYLE = """
            <style>
            :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
            main { max-width: 36rem; margin: 15vh auto 0; padding: 0 1.5rem; overflow-wrap: anywhere }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem }
            p { margin: 0 0 .75rem }
            small { opacity: .7 }
            </style>
            </head>
            """;

    private Page() {}

    /** The page; it loads itself anew when that is harmless and soon worth while. */
    static String of(Problem problem, boolean repeatable) {
        boolean reloads = repeatable
                && problem.retryAfter()
                        .filter(d -> d.compareTo(WORTH_WAITING_FOR) <= 0)
                        .isPresent();
        long seconds = problem.retryAfter().map(Duration::toSeconds).orElse(0L);
        return HEAD
                + (reloads ? "<meta http-equiv=\"refresh\" content=\"" + seconds + "\">\n" : "")
                + "<title>" + Escaping.html(problem.kind().title()) + "</title>\n"
                + STYLE
                + "<body>\n<main>\n<h1>" + Escaping.html(problem.kind().title()) + "</h1>\n"
                + "<p>" + Escaping.html(problem.detail()) + "</p>\n"
                + (reloads ? "<p>This page tries again by itself.</p>\n" : "")
                + "<p><small>" + problem.kind().status() + " · Upkeep</small></p>\n</main>\n</body>\n</html>\n";
    }
}
