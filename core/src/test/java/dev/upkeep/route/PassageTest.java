package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassageTest {
    @ParameterizedTest
    @CsvSource({
        "/, '', /x, /x",
        "/, /v2, /x?q, /v2/x?q",
        "/a/b, '', /a/b, /",
        "/a/b, '', /a/b?q=/a/b, /?q=/a/b",
        "/a/b, '', /a//b/c, /c",
        "/a/b/, '', /%61/b/c, /c",
        "/a, /b/c, /a/, /b/c/",
        "/a, /b/c, /a, /b/c",
        "/odd?one, /b, /odd?x, /b?x"
    })
    void thePathOfTheRouteIsReplaced(String path, String by, String asked, String sent) {
        assertThat(route().path(path).rewrite(by).build().passage().target(asked))
                .isEqualTo(sent);
    }

    @Test
    void aRouteThatSaysNothingKeepsEverything() {
        Passage passage = route().path("/a").build().passage();

        assertThat(passage.target("/a//%2f?x")).isEqualTo("/a//%2f?x");
        assertThat(passage.request()).isSameAs(FieldEdits.NONE);
        assertThat(passage.answer(true)).isSameAs(FieldEdits.NONE);
    }

    @Test
    void strictTransportIsToldOverHttpsOnly() {
        Passage passage = route().hsts(Duration.ofMinutes(1)).build().passage();

        assertThat(passage.answer(false).set()).isEmpty();
        assertThat(passage.answer(true).set()).containsExactly(Map.entry("Strict-Transport-Security", "max-age=60"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:", "Ä", "Content-Length", "transfer-encoding", "Connection", "TE"})
    void whatNoRouteMayTouchIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldEdits(Map.of(name, "x"), Set.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldEdits(Map.of(), Set.of(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\r", "\0", "ä", " a", "a ", "\t"})
    void aValueThatCouldBreakTheHeaderIsRefused(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FieldEdits(Map.of("X", value), Set.of()));
    }

    private static Route.Builder route() {
        return Route.builder(URI.create("http://localhost:1"));
    }
}
