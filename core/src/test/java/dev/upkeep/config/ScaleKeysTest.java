package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.Probe;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Slot;
import dev.upkeep.spec.Ports;
import dev.upkeep.spec.ProcessSpec;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many instances there are, and where they listen. */
class ScaleKeysTest extends ConfigTest {
    private static final String API = "processes:\n  api:\n    name: API\n    command: node\n";
    private static final String ROUTES = "routes:\n  - {target: http://localhost:3000, process: api}\n";

    @ParameterizedTest
    @CsvSource({"auto, 0, 0", "3000, 3000, 3000", "3000-3010, 3000, 3010", "'\"3000 - 3010\"', 3000, 3010"})
    void aPortIsFixedOrAnyOrOneOfARange(String written, int first, int last) {
        assertThat(api("    port: " + written + "\n").ports()).contains(new Ports(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "3010-3000", "any", "[3000]"})
    void whatIsNoPortIsRefused(String written) {
        assertThat(errors("    port: " + written + "\n")).anyMatch(e -> e.contains("`port`"));
    }

    @Test
    void whatAnInstanceIsToldStandsInArgumentsAndEnvironment() {
        ProcessSpec api = api("    port: auto\n    args: [\"--port=${PORT}\", \"${UPKEEP_INSTANCE}\"]\n"
                        + "    env: {URL: \"http://localhost:${PORT}/\"}\n")
                .in(new Slot(2, 4711));

        assertThat(api.command().args()).containsExactly("--port=4711", "2");
        assertThat(api.command().environment())
                .containsEntry("URL", "http://localhost:4711/")
                .containsEntry("PORT", "4711")
                .containsEntry("UPKEEP_INSTANCE", "2");
    }

    @Test
    void thePortItselfMayBeAVariable() {
        assertThat(api("    port: ${PORT:-3000}\n").ports()).contains(Ports.fixed(3000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "http://localhost:${PORT}/health"})
    void anInstanceIsAskedAtItsOwnPort(String url) {
        ProcessSpec api = api("    port: auto\n    healthCheck: {enabled: true, url: \"" + url + "\"}\n");

        assertThat(api.in(new Slot(1, 4711)).healthCheck().orElseThrow().probe())
                .isInstanceOfSatisfying(
                        Probe.Http.class,
                        http -> assertThat(http.url()).isEqualTo(URI.create("http://localhost:4711/health")));
    }

    @Test
    void anInstanceIsConnectedToAtItsOwnPort() {
        ProcessSpec api = api("    port: auto\n    readinessProbe: {type: tcp, address: \"127.0.0.1:${PORT}\"}\n");

        assertThat(api.in(new Slot(1, 4711)).probes().readiness().orElseThrow().probe())
                .isEqualTo(new Probe.Tcp("127.0.0.1", 4711));
    }

    @Test
    void aCheckOfAnotherPortIsAMistake() {
        assertThat(errors("    port: auto\n    healthCheck: {enabled: true, url: \"http://localhost:3000/health\"}\n"))
                .anyMatch(e -> e.contains("each instance has its own"));
    }

    @Test
    void twoProcessesCannotHaveOnePort() {
        assertThat(errors("    port: 3000-3005\n  web:\n    name: W\n    command: node\n    port: 3005\n"))
                .anyMatch(e -> e.contains("port 3005 is used twice"));
    }

    @Test
    void aPortInTheEnvironmentContradictsThatOfTheInstance() {
        assertThat(errors("    port: auto\n    env: {PORT: \"3001\"}\n")).anyMatch(e -> e.contains("`PORT` in `env`"));
        assertThat(api("    port: 3000\n    env: {PORT: \"3000\"}\n").ports()).contains(Ports.fixed(3000));
    }

    @Test
    void aRouteNeedNotKnowAPortThatIsNotFixed() {
        assertThat(errors("    port: auto\n")).isEmpty();
        assertThat(errors("    port: 3001\n")).anyMatch(e -> e.contains("has port 3000"));
    }

    private ProcessSpec api(String more) {
        return folder.processes(API + more)
                .load()
                .configuration()
                .process(new ProcessId("api"))
                .orElseThrow();
    }

    private List<String> errors(String more) {
        return folder.processes(API + more).proxy(ROUTES).diagnostics().stream()
                .map(Diagnostic::message)
                .toList();
    }
}
