package dev.upkeep.examples.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How the web page looks: pictures of each view in both themes in {@code target/screenshots}, judged by axe-core. */
@Tag("long")
@Timeout(180)
class PageLooksTest {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int ENOUGH_TO_DRAW = 6;

    /** Each view: its place in the address, and what is there when it is complete. */
    private static final Map<String, String> VIEWS = Map.of(
            "first", "?",
            "process", "?process=worker",
            "failing", "?process=mailer",
            "hostile", "?process=hostile",
            "routes", "?view=routes");

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Launched upkeep;
    private static Tab tab;
    private static Thread customers;
    private static final CountDownLatch closed = new CountDownLatch(1);

    @BeforeAll
    static void start() throws IOException {
        Tools.require("node");
        browser = Browser.start(Files.createDirectory(folder.resolve("browser")));
        Path config = Files.createDirectory(folder.resolve("config"));
        Demo.copy(Path.of("src/test/resources/page"), config);
        upkeep = Launched.run(config, Adapter.VERTX, Map.of());
        int port = upkeep.apiPort();
        customers = new Thread(PageLooksTest::visit, "customers");
        customers.start();
        tab = browser.tab();
        tab.go("http://127.0.0.1:" + port + "/ui/#token="
                + Files.readString(config.resolve(".upkeep/token")).strip());
        tab.await("document.querySelector('[data-id=mailer]')?.closest('tr').innerText.includes('backoff')");
        tab.await("/[1-9]\\/s/.test(document.querySelector('[data-id=web]').closest('tr').innerText)");
        tab.await("[...document.querySelectorAll('tbody .curve')].filter(c => c.getAttribute('d').split('L').length > "
                + ENOUGH_TO_DRAW + ").length >= 8");
    }

    /** Now more, now fewer. */
    private static void visit() {
        Random dice = new Random(1);
        try {
            do {
                for (int i = dice.nextInt(8); i >= 0; i--) {
                    Http.get(upkeep.port(), "shop.example.com", i % 3 == 0 ? "/api/orders" : "/");
                }
            } while (!closed.await(200 + dice.nextInt(400), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    @SuppressWarnings("try")
    static void stop() throws InterruptedException {
        if (customers != null) {
            closed.countDown();
            customers.join(Browser.BOUND.toMillis());
        }
        try (Launched last = upkeep;
                Browser before = browser;
                Tab first = tab) {
            // each is closed, whatever another complains of
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void eachViewIsAccessibleAndHasItsPicture(String theme) {
        tab.theme(theme);
        VIEWS.forEach((view, place) -> {
            for (int width : List.of(1280, 360)) {
                show(place, width);
                tab.screenshot(PICTURES.resolve(view + "-" + theme + "-" + width + ".png"));
                assertThat(violations()).as("%s, %s, %d px", view, theme, width).isEmpty();
            }
            if (place.contains("process=")) {
                tab.eval("document.querySelector('.logs').scrollIntoView({block: 'end'})");
                tab.screenshot(PICTURES.resolve(view + "-log-" + theme + "-360.png"));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 500, 700, 980, 1100, 1280, 1920})
    void nothingIsWiderThanTheScreen(int width) {
        VIEWS.forEach((view, place) -> {
            show(place, width);
            assertThat(tab.eval("[...document.querySelectorAll('body, main, main > *')]"
                                    + ".filter(e => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > "
                                    + width + ").map(e => e.outerHTML.slice(0, 80))")
                            .valueStream()
                            .map(JsonNode::asString))
                    .as("%s at %d px", view, width)
                    .isEmpty();
        });
    }

    private static void show(String place, int width) {
        tab.size(width, 800);
        tab.eval("history.replaceState(null, '', '" + place + "'), dispatchEvent(new PopStateEvent('popstate'))");
        tab.await(
                place.contains("process=")
                        ? "document.querySelector('.log .line') && document.querySelector('.process h2')"
                        : place.contains("routes")
                                ? "document.querySelectorAll('.group').length === 4"
                                : "!document.querySelector('.process') && document.querySelectorAll('tbody tr').length === 9");
        tab.eval("document.querySelector('main').scrollTop = 0");
    }

    /** What axe-core finds to be wrong: rule and element. */
    private static List<String> violations() {
        if (!tab.eval("'axe' in globalThis").asBoolean()) {
            tab.eval(axe());
        }
        return tab.eval(
                        "axe.run().then(r => r.passes.length > 20"
                                + " ? r.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html}`)) : ['too few rules were tried'])")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String axe() {
        String file = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream in = PageLooksTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), UTF_8) + "; 0";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
