package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the web page: which there are, how they are served, what they weigh. How they behave is shown in a browser. */
class PageTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/upkeep/rest/ui");
    private static final Path LICENSES = Path.of("src/main/resources/META-INF/licenses");
    private static final int MOST_BYTES = 60 * 1024;

    /** As in the package htm 3.1.1 of npm: preact/standalone.module.js. */
    private static final String VENDORED = "72284e8e9079c87817145df1110f74e8a2aa040b2fc384922e18dfcb46fc1fd7";

    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));

    @Test
    void thePageNeedsNoTokenAndComesWithItsPolicy() {
        Answered answer = get("/ui/");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("<!doctype html>").doesNotContain("api\"");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                                + "require-trusted-types-for 'script'; trusted-types 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/?process=api", "/ui/?view=routes", "/ui/index.html"})
    void everyPlaceOfThePageIsThePage(String target) {
        assertThat(get(target).text()).isEqualTo(get("/ui/").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui"})
    void whoLooksForThePageIsSentThereWhateverItIsMountedBelow(String target) {
        Answered answer = get(target);

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.headers()).containsEntry("Location", "ui/");
    }

    @Test
    void whatTheBrowserHasIsNotSentAgain() {
        String tag = get("/ui/app.js").headers().get("ETag");

        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag)) {
            Answered again =
                    Asked.get("/ui/app.js").header("if-none-match", known).of(api);
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(again.headers()).containsEntry("ETag", tag).doesNotContainKey("Content-Length");
        }
        assertThat(Asked.get("/ui/app.js")
                        .header("if-none-match", "\"other\"")
                        .of(api)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theFilesOfTheFolderAreServedAndNothingElse() throws IOException {
        for (Path file : files()) {
            Answered answer = get("/ui/" + file.getFileName());
            assertThat(answer.status()).as(file.toString()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(Files.readString(file));
        }
        assertThat(get("/ui/Page.class").status()).isEqualTo(404);
        assertThat(get("/ui/..%2fPage.class").status()).isEqualTo(400);
        assertThat(get("/ui/../api/processes").status()).isEqualTo(400);
        assertThat(Asked.post("/ui/").of(api).status()).isEqualTo(405);
    }

    @Test
    void withoutThePageThereIsNothing() {
        ManagementApi bare = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
                .page(false)
                .build();

        for (String target : List.of("/", "/ui", "/ui/", "/ui/app.js")) {
            assertThat(Asked.get(target).of(bare).status()).as(target).isEqualTo(404);
        }
    }

    @Test
    void thePageIsSmall() throws IOException {
        long size = 0;
        for (Path file : files()) {
            size += Files.size(file);
        }
        assertThat(size).as("bytes of ui/").isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void whatOthersWroteIsAsTheyPublishedItAndTheirLicencesAreWithIt() throws Exception {
        byte[] content = Files.readAllBytes(FOLDER.resolve("htm-preact.js"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(VENDORED);
        assertThat(LICENSES.resolve("htm.txt")).content().contains("Apache License");
        assertThat(LICENSES.resolve("preact.txt")).content().contains("The MIT License");
    }

    @Test
    void ourOwnFilesNameNoOtherSiteAndMakeNoMarkupOfText() throws IOException {
        Pattern forbidden = Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)|innerHTML|outerHTML|insertAdjacent"
                + "|dangerously|document\\.write|eval\\(|new Function|document\\.cookie");
        for (Path file : files()) {
            if (!file.endsWith("htm-preact.js")) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(forbidden);
            }
        }
    }

    @Test
    void textCanBeReadOnEachGroundInBothThemes() throws IOException {
        String css = Files.readString(FOLDER.resolve("theme.css"));
        for (int theme = 1; theme <= 2; theme++) {
            Map<String, String> colours = colours(css, theme);
            for (String text : List.of("text", "muted", "link", "good", "bad", "busy", "plum", "teal")) {
                for (String ground : List.of("ground", "card", "raised", "alarm")) {
                    assertThat(contrast(colours.get(text), colours.get(ground)))
                            .as("%s on %s, theme %d", text, ground, theme)
                            .isGreaterThanOrEqualTo(5.2);
                }
            }
            for (String ground : List.of("found", "here")) {
                assertThat(contrast(colours.get("text"), colours.get(ground)))
                        .as("text on %s, theme %d", ground, theme)
                        .isGreaterThanOrEqualTo(5.2);
            }
        }
    }

    private static Map<String, String> colours(String css, int theme) {
        Map<String, String> colours = new HashMap<>();
        List<MatchResult> found = Pattern.compile("--(\\w+): ?light-dark\\(#(\\w+), #(\\w+)\\)")
                .matcher(css)
                .results()
                .toList();
        found.forEach(m -> colours.put(m.group(1), m.group(theme + 1)));
        return colours;
    }

    /** As WCAG 2.2 defines it. */
    private static double contrast(String a, String b) {
        double one = luminance(a) + 0.05;
        double other = luminance(b) + 0.05;
        return Math.max(one, other) / Math.min(one, other);
    }

    private static double luminance(String colour) {
        String hex = colour.length() == 3 ? colour.replaceAll("(.)", "$1$1") : colour;
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double c = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return new ArrayList<>(all.toList());
        }
    }

    private Answered get(String target) {
        return Asked.get(target).header("authorization").of(api);
    }
}
