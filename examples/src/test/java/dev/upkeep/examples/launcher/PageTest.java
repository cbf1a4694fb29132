package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The web page in a real browser, with a real launcher and real processes behind it. */
@Tag("long")
@Timeout(180)
class PageTest {
    private static final String ROWS = "[...document.querySelectorAll('tbody tr')]";
    private static final String LOG = "document.querySelector('.log')";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static Launched upkeep;

    @BeforeAll
    static void start() throws IOException {
        Tools.require("node");
        browser = Browser.start(Files.createDirectory(folder.resolve("browser")));
        Path config = Files.createDirectory(folder.resolve("config"));
        Demo.copy(Path.of("src/test/resources/page"), config);
        upkeep = Launched.run(config, Adapter.JETTY, Map.of());
        upkeep.apiPort();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (upkeep != null) {
            upkeep.close();
        }
    }

    private static String address(String place) {
        return "http://127.0.0.1:" + upkeep.apiPort() + "/ui/" + place;
    }

    private static String token() throws IOException {
        return Files.readString(folder.resolve("config/.upkeep/token")).strip();
    }

    /** The page at a place such as {@code ?process=web}, with all rows there. */
    private static Tab open(String place) throws IOException {
        Tab tab = browser.tab();
        tab.size(1280, 800);
        tab.go(address(place) + "#token=" + token());
        tab.await("document.querySelector('header.top .counts li')");
        return tab;
    }

    @Test
    void theTokenIsTakenOutOfTheAddressAndNoCookieIsLeft() throws IOException {
        try (Tab tab = open("?process=web")) {
            assertThat(tab.eval("location.href").asString()).isEqualTo(address("?process=web"));
            assertThat(tab.call("Network.getCookies", Map.of()).get("cookies")).isEmpty();
            assertThat(tab.eval("Object.keys(localStorage).some(k => localStorage[k].includes('upk_'))")
                            .asBoolean())
                    .isFalse();
            assertThat(tab.eval("Object.values(sessionStorage).join()").asString())
                    .isEqualTo(token());
        }
    }

    @Test
    void whoHasNoTokenIsAskedForItAndToldIfItIsWrong() throws IOException {
        Tab tab = browser.tab();
        tab.go(address(""));
        tab.await("document.querySelector('#token')");
        tab.eval("document.querySelector('#token').focus()");
        tab.type("upk_wrong-wrong-wrong");
        tab.press("Enter");
        tab.await("document.querySelector('form [role=alert]')");
        assertThat(tab.text("form [role=alert]")).contains("token");

        tab.eval("document.querySelector('#token').value = ''");
        tab.eval("document.querySelector('#token').focus()");
        tab.type(token());
        tab.press("Enter");
        tab.await(ROWS + ".length === 9");

        assertThat(tab.complaints()).allMatch(c -> c.contains("401"));
        tab.complaints().clear();
        tab.close();
    }

    @Test
    void theWorstComesFirstAndEachHasASentence() throws IOException {
        try (Tab tab = open("")) {
            tab.await("document.querySelector('[data-id=nightly]').closest('tr').innerText.includes('exited')");
            tab.await("document.querySelector('[data-id=mailer]').closest('tr').innerText.includes('backoff')");
            List<String> rows = tab.eval(ROWS + ".map(r => r.querySelector('a').dataset.id)")
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            assertThat(rows.subList(0, 3)).containsExactly("search", "mailer", "reports");
            assertThat(rows.subList(7, 9)).containsExactly("nightly", "legacy");
            assertThat(tab.text("tbody tr:nth-child(1)")).contains("failed").contains("not found on PATH");
            assertThat(tab.text("tbody tr:nth-child(2)"))
                    .contains("Exited with code 1")
                    .contains("try 1 of 5 in 5 min");
            assertThat(tab.text("header.top").replace("\n", " ")).contains("2 failing", "1 changing", "4 up", "2 off");
            assertThat(tab.eval("document.title").asString()).isEqualTo("(2) Upkeep");
        }
    }

    @Test
    void markupInNamesAndLinesIsTextAndHiddenCharactersAreShown() throws IOException {
        try (Tab tab = open("?process=hostile")) {
            tab.await(LOG + ".textContent.includes('line 300')");
            assertThat(tab.text("h2")).isEqualTo("<img src=x onerror=alert(1)>");
            assertThat(tab.text(".about")).isEqualTo("<script>alert(2)</script>");
            assertThat(tab.eval("document.querySelectorAll('main img, main script').length")
                            .asInt())
                    .isZero();
            assertThat(tab.eval("document.title").asString()).doesNotContain("owned");
            assertThat(tab.eval(LOG + ".textContent").asString())
                    .contains("<script>document.title = \"owned\"</script>")
                    .contains("a link and  behind it")
                    .contains("cleared? red plain")
                    .contains("\\u202egnp.exe, nothing: \\u200b, null: \\u0000, bell: \\u0007")
                    .contains("progress 100 %")
                    .doesNotContain("progress 10 %", "javascript:", "a title");
            assertThat(tab.eval("[...document.querySelectorAll('.log .f1')].map(e => e.textContent).join()")
                            .asString())
                    .isEqualTo("red");
        }
    }

    @Test
    void scrollingUpPausesTheLogAndNothingMovesWhatIsRead() throws IOException {
        try (Tab tab = open("?process=hostile")) {
            tab.await(LOG + ".textContent.includes('tick')");
            tab.await(atEnd());
            tab.wheel(".log", -900);
            tab.await("document.querySelector('.follow').innerText.startsWith('Paused')");
            tab.await("/Paused · [1-9]/.test(document.querySelector('.follow').innerText)");
            double before = tab.eval(LOG + ".scrollTop").asDouble();
            String seen = tab.text(".follow");
            tab.await("document.querySelector('.follow').innerText !== " + Tab.quoted(seen));
            assertThat(tab.eval(LOG + ".scrollTop").asDouble()).isEqualTo(before);

            tab.press("f");
            tab.await("document.querySelector('.follow').innerText === 'Following'");
            tab.await(atEnd());
        }
    }

    private static String atEnd() {
        return LOG + ".scrollTop > 0 && " + LOG + ".scrollHeight - " + LOG + ".scrollTop - " + LOG
                + ".clientHeight < 3";
    }

    @Test
    void theKeyboardIsEnough() throws IOException {
        try (Tab tab = open("")) {
            tab.await(ROWS + ".length === 9");
            tab.press("/");
            tab.type("worker");
            tab.await(ROWS + ".length === 1");
            tab.press("Escape");
            tab.press("j");
            assertThat(tab.eval("document.activeElement.dataset.id").asString()).isEqualTo("worker");
            tab.press("Enter");
            tab.await("document.querySelector('.log .line')");
            int lines = tab.eval(LOG + ".childElementCount").asInt();
            tab.await(LOG + ".childElementCount > " + lines); // from here on it is followed
            String pid = tab.text(".facts dd");

            tab.press("r");
            tab.await("document.querySelector('button.sure')");
            assertThat(tab.text("[role=status].said")).contains("Once more to confirm");
            assertThat(tab.text(".facts dd")).isEqualTo(pid);
            tab.press("r");
            tab.await("document.querySelector('.said').innerText.includes('worker')");
            tab.await("document.querySelector('.facts dd').innerText !== " + Tab.quoted(pid)
                    + " && document.querySelector('.process .state').innerText === 'running'");
            tab.await(LOG + ".textContent.includes('restarted, pid')");
            assertThat(tab.text(".facts ol")).contains("Restarting, as asked").contains(": restart");
            assertThat(tab.eval("document.activeElement.dataset.id").asString()).isEqualTo("worker");

            tab.press("?");
            tab.await("document.querySelector('dialog[open]')");
            tab.press("Escape");
            tab.await("!document.querySelector('dialog')");
            tab.press("Escape");
            tab.await("!document.querySelector('.process')");
        }
    }

    @Test
    void whatIsFoundInTheLogIsMarkedAndSteppedThrough() throws IOException {
        try (Tab tab = open("?process=hostile")) {
            tab.await(LOG + ".textContent.includes('line 300')");
            tab.press("F");
            tab.type("LINE 29");
            tab.await("document.querySelector('.hits').innerText === '11 of 11'");
            tab.press("Enter");
            tab.await("document.querySelector('.hits').innerText === '10 of 11'");
            assertThat(tab.eval("CSS.highlights.get('found').size").asInt()).isEqualTo(11);
            assertThat(tab.text(".follow")).startsWith("Paused");
        }
    }

    @Test
    void whatHappensIsSeenWithoutAsking() throws IOException {
        try (Tab tab = open("?process=orders")) {
            tab.await("document.querySelector('.facts dd')?.innerText > 0");
            long pid = Long.parseLong(tab.text(".facts dd"));
            assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

            tab.await("document.querySelector('.facts ol').innerText.includes('SIGKILL')");
            tab.await("document.querySelector('.sentence').innerText.includes('SIGKILL')");
        }
    }

    @Test
    void whoLeafsThroughAllProcessesHasOneStreamInTheEnd() throws IOException {
        try (Tab tab = open("?process=search")) {
            for (int i = 0; i < 12; i++) {
                tab.press(i < 6 ? "j" : "k");
            }
            tab.eval(
                    "dispatchEvent(history.replaceState(null, '', '?process=worker') || new PopStateEvent('popstate'))");
            tab.await("document.querySelector('.log .line')");
            int lines = tab.eval(LOG + ".childElementCount").asInt();
            tab.await(LOG + ".childElementCount > " + lines);
            assertThat(tab.streams()).isEqualTo(1);
        }
    }

    @Test
    void theMapLeadsFromRoutesToProcessesToInstances() throws IOException {
        try (Tab tab = open("?view=routes")) {
            tab.await("document.querySelectorAll('.group').length === 4");
            tab.await(
                    "[...document.querySelectorAll('.group')].some(g => /www.example.com.*Web shop.*pid \\d+/s.test(g.innerText))");
            assertThat(tab.eval("document.querySelector('.group').querySelectorAll('.lines path').length")
                            .asInt())
                    .isEqualTo(3);
            tab.click("a.node");
            tab.await("document.querySelector('.process h2')");
        }
    }

    @Test
    void aLostConnectionIsSaid(@TempDir Path alone) throws IOException {
        Files.writeString(
                alone.resolve("processes.yaml"), "processes: { one: { name: One, command: sleep, args: ['1000'] } }");
        Files.writeString(alone.resolve("proxy.yaml"), "routes: []");
        try (Launched doomed = Launched.run(alone, Adapter.VERTX, Map.of())) {
            int port = doomed.apiPort();
            Tab tab = browser.tab();
            tab.go("http://127.0.0.1:" + port + "/#token="
                    + Files.readString(alone.resolve(".upkeep/token")).strip());
            tab.await(ROWS + ".length === 1");
            doomed.signal("TERM");
            tab.await("document.querySelector('[role=alert]')?.innerText.includes('Connection lost')");
            tab.complaints().clear();
            tab.close();
        }
    }
}
