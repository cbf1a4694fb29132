package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a process, and what for. */
class ProbeKeysTest extends ConfigTest {
    @Test
    void theKeyThatIsGivenTellsTheType() {
        assertThat(probe("{address: 'db.local:5432'}")).isEqualTo(new Probe.Tcp("db.local", 5432));
        assertThat(probe("{command: pg_isready, args: [-p, 5432]}"))
                .isEqualTo(new Probe.Exec("pg_isready", List.of("-p", "5432")));
        assertThat(probe("{pattern: 'ready in \\d+ ms'}")).isEqualTo(new Probe.Log("ready in \\d+ ms"));
        assertThat(probe("{url: 'http://localhost:1/up'}")).isInstanceOf(Probe.Http.class);
    }

    @ParameterizedTest
    @CsvSource({"5432, localhost", "':5432', localhost", "'[::1]:5432', ::1", "'10.0.0.1:5432', 10.0.0.1"})
    void anAddressIsHostAndPortOrThePortAlone(String written, String host) {
        assertThat(probe("{address: '" + written + "'}")).isEqualTo(new Probe.Tcp(host, 5432));
        assertThat(probe("{address: 5432}")).isEqualTo(new Probe.Tcp("localhost", 5432));
    }

    @Test
    void withoutAnAddressAConnectionIsOpenedToThePortOfTheProcess() {
        assertThat(folder.api("env: {PORT: 3000}", "livenessProbe: {type: tcp}")
                        .probes()
                        .liveness())
                .map(HealthCheck::probe)
                .contains(new Probe.Tcp("localhost", 3000));
        folder.proxy("routes:\n  - {target: 'http://127.0.0.1:4000', process: api}\n");
        assertThat(folder.api("livenessProbe: {type: tcp}").probes().liveness())
                .map(HealthCheck::probe)
                .contains(new Probe.Tcp("127.0.0.1", 4000));
    }

    @Test
    void aPathIsAskedForOverHttpAlsoIfTheRouteSpeaksHttp2() {
        folder.proxy("routes:\n  - {target: 'h2c://127.0.0.1:4000', process: api}\n");
        assertThat(folder.api("livenessProbe: {url: /health}").probes().liveness())
                .map(check -> ((Probe.Http) check.probe()).url())
                .contains(URI.create("http://127.0.0.1:4000/health"));
    }

    @Test
    void probesNeedNotBeEnabledAndMayBeDisabled() {
        String tcp = "readinessProbe: {address: 1, retries: 2, successThreshold: 4}";
        HealthCheck check = HealthCheck.builder(new Probe.Tcp("localhost", 1))
                .retries(2)
                .successThreshold(4)
                .build();
        assertThat(folder.api(tcp).probes()).isEqualTo(new Probes(Optional.of(check), Optional.empty()));
        assertThat(folder.api(tcp.replace("{", "{enabled: false, ")).probes()).isEqualTo(Probes.NONE);
        assertThat(folder.api("readinessProbe:", "livenessProbe:").probes()).isEqualTo(Probes.NONE);
    }

    @Test
    void allThreeStandBesideEachOtherButForOneThatWouldCheckNothing() {
        String health = "healthCheck: {enabled: true, address: 1, interval: 1s}";
        ProcessSpec spec = folder.api(health, "livenessProbe: {address: 2}");
        assertThat(spec.healthCheck()).map(HealthCheck::interval).contains(Duration.ofSeconds(1));
        assertThat(spec.probes().readiness()).isEmpty();
        assertThat(messages(health, "livenessProbe: {address: 2}", "readinessProbe: {address: 3}"))
                .containsExactly("`healthCheck` of process `api` checks nothing: `readinessProbe` and `livenessProbe`"
                        + " take over both halves");
    }

    @Test
    void aLogTellsOfReadinessOnly() {
        assertThat(messages("healthCheck: {enabled: true, pattern: ready}"))
                .singleElement()
                .asString()
                .startsWith("`healthCheck` of process `api` is of `type: log`");
        assertThat(messages("livenessProbe: {pattern: ready}"))
                .singleElement()
                .asString()
                .startsWith("`livenessProbe` of process `api` is of `type: log`");
        assertThat(messages("healthCheck: {enabled: true, pattern: ready}", "livenessProbe: {address: 1}"))
                .isEmpty();
    }

    @Test
    void nobodyKnowsWhereToConnectTo() {
        assertThat(messages("readinessProbe: {type: tcp}"))
                .containsExactly("`readinessProbe` of process `api` does not say which port to connect to");
    }

    private Probe probe(String written) {
        return folder.api("readinessProbe: " + written)
                .probes()
                .readiness()
                .orElseThrow()
                .probe();
    }

    private List<String> messages(String... lines) {
        folder.processes(ConfigFolder.API + "    " + String.join("\n    ", lines) + "\n");
        return folder.diagnostics().stream().map(Diagnostic::message).toList();
    }
}
