package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static final String PAGE = "https://page.example";
    private static final Cors SOME = new Cors(
            List.of(PAGE, "http://localhost:5173"),
            List.of("PUT", "DELETE"),
            List.of("X-Token"),
            List.of("X-Total"),
            true,
            Optional.of(Duration.ofMinutes(5)));
    private static final Cors ALL =
            new Cors(List.of("*"), List.of("*"), List.of("*"), List.of(), false, Optional.empty());

    @Test
    void aPageThatMayIsToldAllThatItMay() {
        assertThat(preflight(SOME, PAGE))
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Origin", PAGE,
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Allow-Methods", "PUT, DELETE",
                        "Access-Control-Allow-Headers", "X-Token",
                        "Access-Control-Max-Age", "300",
                        "Vary", "Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://page.example", "https://page.example:444", "null", "*", ""})
    void anyOtherPageIsToldNothing(String origin) {
        assertThat(preflight(SOME, origin)).isEqualTo(Map.of("Vary", "Origin"));
        assertThat(edits(SOME, origin).set()).isEmpty();
    }

    @Test
    void whatIsForAllIsTheSameForAll() {
        assertThat(preflight(ALL, "null"))
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Allow-Methods", "*",
                        "Access-Control-Allow-Headers", "*"));
        assertThat(edits(ALL, "null").added()).isEmpty();
    }

    @Test
    void onlyAQuestionIsAnswered() {
        assertThat(route(SOME).preflight(head("OPTIONS", Optional.empty()))).isEmpty();
        assertThat(route(SOME).preflight(head("OPTIONS", CrossOrigin.of(PAGE, null))))
                .isEmpty();
        assertThat(route(SOME).preflight(head("PUT", CrossOrigin.of(PAGE, "PUT"))))
                .isEmpty();
    }

    @Test
    void anAnswerVariesWithItsPageAlsoIfThereIsNone() {
        FieldEdits edits = route(SOME).answerEdits(head("GET", Optional.empty()));
        assertThat(edits.set()).isEmpty();
        assertThat(edits.added()).isEqualTo(Map.of("Vary", "Origin"));
    }

    @Test
    void whatTheTargetSaysIsTakenOutAndWhatTheRouteSetsComesLast() {
        FieldEdits own = new FieldEdits(Map.of("Access-Control-Expose-Headers", "X-Other"), Set.of("Server"));
        Route route = Route.builder(URI.create("http://localhost:1"))
                .cors(SOME)
                .answerEdits(own)
                .build();
        FieldEdits edits = route.answerEdits(head("GET", CrossOrigin.of(PAGE, null)));
        assertThat(edits.set())
                .containsEntry("Access-Control-Allow-Origin", PAGE)
                .containsEntry("Access-Control-Expose-Headers", "X-Other");
        assertThat(edits.removed()).contains("Server", "Access-Control-Allow-Origin", "Access-Control-Max-Age");
    }

    @Test
    void aRouteWithoutLeavesAllToTheTarget() {
        Route plain = Route.builder(URI.create("http://localhost:1")).build();
        assertThat(plain.preflight(head("OPTIONS", CrossOrigin.of(PAGE, "PUT"))))
                .isEmpty();
        assertThat(plain.answerEdits(head("GET", CrossOrigin.of(PAGE, null)))).isSameAs(FieldEdits.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.example", "https://page.example/", "https://page.example/a", "https://a b", "a\r\nb"})
    void whatNoBrowserWritesIsNoOrigin(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Cors(List.of(text), List.of(), List.of(), List.of(), false, Optional.empty()));
    }

    private static Map<String, String> preflight(Cors cors, String origin) {
        Routing routing = route(cors)
                .preflight(head("OPTIONS", CrossOrigin.of(origin, "PUT")))
                .orElseThrow();
        assertThat(((Routing.Answer) routing).status()).isEqualTo(204);
        return ((Routing.Answer) routing).fields();
    }

    private static FieldEdits edits(Cors cors, String origin) {
        return route(cors).answerEdits(head("GET", CrossOrigin.of(origin, null)));
    }

    private static Route route(Cors cors) {
        return Route.builder(URI.create("http://localhost:1")).cors(cors).build();
    }

    private static RequestHead head(String method, Optional<CrossOrigin> page) {
        return new RequestHead(method, false, "app.example", "/", false, false, page, "");
    }
}
