package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Single modules of the web page, loaded by a real browser from a real launcher. */
@Tag("long")
@Timeout(120)
class PageModulesTest {
    @TempDir
    static Path folder;

    private static Browser browser;
    private static Launched upkeep;
    private static Tab tab;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("browser")));
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("processes.yaml"), "processes: {}");
        Files.writeString(config.resolve("proxy.yaml"), "routes: []");
        upkeep = Launched.run(config, Adapter.JETTY, Map.of());
        tab = browser.tab();
        tab.go("http://127.0.0.1:" + upkeep.apiPort() + "/ui/");
    }

    @AfterAll
    @SuppressWarnings("try")
    static void stop() {
        try (Launched last = upkeep;
                Browser before = browser;
                Tab first = tab) {
            // each is closed, whatever another complains of
        }
    }

    /** The events that a text holds, as type=data, if it comes in pieces of each size. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`data: a\\n\\n`, message=a",
                "`event: x\\ndata: a\\ndata: b\\n\\n`, x=a|b",
                "`: hb\\n\\nevent:x\\ndata:a\\n\\n`, x=a",
                "`event: x\\r\\ndata: a\\r\\n\\r\\ndata: b\\r\\n\\r\\n`, x=a message=b",
                "`event: x\\rdata: a\\r\\rdata: b\\r\\r\\n`, x=a message=b",
                "`event: x\\n\\ndata: a\\n\\n`, message=a",
                "`data: a: b\\n\\ndata\\n\\n`, message=a: b message=",
                "`retry: 5\\n\\nid: 7\\ndata: a\\n\\ndata: b\\n\\n`, 7:message=a 7:message=b",
                "`data: not ended\\n`, ``"
            })
    void eventsAreReadHoweverTheyAreCut(String text, String expected) {
        String events = tab.eval("import('/ui/sse.js').then(({ parser }) => [1, 2, 3, 5, 1000].map(size => {"
                        + "  const seen = [];"
                        + "  const push = parser(({ id, type, data }) =>"
                        + "    seen.push(`${id && id + ':'}${type}=${data.replace(/\\n/g, '|')}`));"
                        + "  const text = \"" + text + "\";"
                        + "  for (let i = 0; i < text.length; i += size) push(text.slice(i, i + size));"
                        + "  return seen.join(' ');"
                        + "})).then(all => all.every(one => one === all[0]) ? all[0] : JSON.stringify(all))")
                .asString();
        assertThat(events).isEqualTo(expected);
    }

    /** A line as runs of text, each behind its classes. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain, :plain",
                "`\\u001b[31mred\\u001b[0mnot`, f1:red :not",
                "`\\u001b[1;32;4mx\\u001b[22my\\u001b[39;24mz`, b f2 u:x f2 u:y :z",
                "`\\u001b[92mbright\\u001b[m`, f2:bright",
                "`\\u001b[38;5;196mx\\u001b[38;5;21my\\u001b[38;5;244mz`, f1:x f4:y f0:z",
                "`\\u001b[38;2;10;200;30mx\\u001b[48;5;3;1my`, f2:x f2 b:y",
                "`\\u001b[38;5m\\u001b[38mx`, f0:x",
                "`\\u001b]8;;javascript:alert(1)\\u0007link\\u001b]8;;\\u001b\\\\ end`, :link : end",
                "`\\u001b]0;never ended`, ``",
                "`\\u001b[2J\\u001b[10;10Hmoved\\u001b7\\u001b(B`, :moved",
                "`a\\u202eb\\u0000c\\u009bd\\te`, :a ctl:\\u202e :b ctl:\\u0000 :c ctl:\\u009b :d\\te",
                "`10 %\\r20 %\\r`, :20 %",
            })
    void linesAreMadeHarmless(String line, String expected) {
        String runs = tab.eval("import('/ui/ansi.js').then(({ runs }) => runs(\"" + line + "\")"
                        + ".map(r => `${r.cls}:${r.text.replace('\\t', '\\\\t')}`).join(' '))")
                .asString();
        assertThat(runs.replace("  ", " ")).isEqualTo(expected.replace("  ", " "));
    }

    @ParameterizedTest
    @CsvSource({
        "span(300), 0.3 s",
        "span(59900), 59 s",
        "span(60000), 1 min",
        "span(93784000), 1 d 2 h",
        "bytes(0), 0 B",
        "bytes(1000), 0.98 KiB",
        "bytes(83886080), 80 MiB",
        "bytes(5e12), 4.5 TiB",
        "percent(0.04), 0.04 %",
        "percent(12.34), 12.3 %",
        "rate(1234.5), '1,230/s'",
    })
    void valuesAreSaidShortly(String call, String expected) {
        assertThat(tab.eval("import('/ui/words.js').then(w => w." + call + ")").asString())
                .isEqualTo(expected);
    }

    @Test
    void thePolicyStopsMarkupScriptsAndOtherSites() {
        assertThat(tab.eval(
                                "(() => { try { document.body.innerHTML = '<b>x</b>'; return 'made'; } catch (e) { return e.name; } })()")
                        .asString())
                .isEqualTo("TypeError");
        assertThat(tab.eval("fetch('http://127.0.0.1:9/').then(() => 'sent', e => e.name)")
                        .asString())
                .isEqualTo("TypeError");
        assertThat(tab.complaints()).anyMatch(c -> c.contains("TrustedHTML")).anyMatch(c -> c.contains("connect-src"));
        tab.complaints().clear();
    }
}
