package dev.upkeep.rest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.upkeep.Upkeep;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.http.ApiRequest;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes, and what a scrape says of them. */
class UpkeepMetricsTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private Upkeep upkeep;
    private UpkeepMetrics metrics;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "routes: [{path: /a, target: \"http://127.0.0.1:1\", process: sleeper}]\n");
        write("sleeper");
        upkeep = Upkeep.fromYaml(folder).build();
        metrics = new UpkeepMetrics(upkeep);
        metrics.bindTo(registry);
    }

    @AfterEach
    void end() {
        metrics.close();
        upkeep.close();
    }

    @Test
    void aProcessThatNobodyStartedIsStopped() {
        assertThat(value("upkeep_process_state{process=\"sleeper\",state=\"stopped\"}"))
                .isEqualTo(1);
        assertThat(value("upkeep_process_state{process=\"sleeper\",state=\"running\"}"))
                .isZero();
        assertThat(value("upkeep_process_ready{process=\"sleeper\"}")).isZero();
        assertThat(value("upkeep_processes{state=\"stopped\"}")).isEqualTo(1);
    }

    @Test
    void theFirstLaunchIsTheBootsAndTheNextTheOperators() {
        start();
        awaitValue("upkeep_process_starts_total{process=\"sleeper\",trigger=\"boot\"}", 1);

        upkeep.act(new ProcessId("sleeper"), Action.RESTART)
                .toCompletableFuture()
                .join();

        awaitValue("upkeep_process_starts_total{process=\"sleeper\",trigger=\"operator\"}", 1);
        awaitValue("upkeep_process_restarts_total{process=\"sleeper\",reason=\"operator\"}", 1);
        awaitValue("upkeep_process_exits_total{outcome=\"expected\",process=\"sleeper\"}", 1);
        awaitValue("upkeep_process_stop_duration_seconds_count{outcome=\"graceful\",process=\"sleeper\"}", 1);
        awaitValue("upkeep_process_start_duration_seconds_count{outcome=\"ready\",process=\"sleeper\"}", 2);
    }

    @Test
    void aProcessThatIsKilledIsLaunchedAgainBecauseOfItsEnd() {
        start();

        ProcessHandle.of(pid()).orElseThrow().destroyForcibly();

        awaitValue("upkeep_process_exits_total{outcome=\"signal\",process=\"sleeper\"}", 1);
        awaitValue("upkeep_process_restarts_total{process=\"sleeper\",reason=\"exit\"}", 1);
        awaitValue("upkeep_process_starts_total{process=\"sleeper\",trigger=\"restart\"}", 1);
    }

    @Test
    void checksAreTimedByWhatCameOfThem() throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  sleeper:
                    name: Sleeper
                    command: sleep
                    args: ["1000"]
                    healthCheck: {enabled: true, type: exec, command: sh, args: ["-c", "[ -e %s ]"], interval: 1s}
                """.formatted(folder.resolve("well")));
        upkeep.reload().toCompletableFuture().join();
        upkeep.start();
        await().atMost(LONG)
                .until(() -> value("upkeep_healthcheck_duration_seconds_count{outcome=\"failure\",process=\"sleeper\"}")
                        >= 1);

        Files.createFile(folder.resolve("well"));

        await().atMost(LONG)
                .until(() -> value("upkeep_healthcheck_duration_seconds_count{outcome=\"success\",process=\"sleeper\"}")
                        >= 1);
    }

    @Test
    void whatItsTreeUsesIsMeasured() {
        start();

        await().atMost(LONG).until(() -> value("upkeep_process_memory_usage_bytes{process=\"sleeper\"}") > 10_000);
        assertThat(value("upkeep_process_thread_count_threads{process=\"sleeper\"}"))
                .isEqualTo(1);
        assertThat(value("upkeep_process_uptime_seconds{process=\"sleeper\"}")).isPositive();
        assertThat(value("upkeep_process_start_time_seconds{process=\"sleeper\"}"))
                .isCloseTo(System.currentTimeMillis() / 1e3, within(60.0));
    }

    @Test
    void aFileThatIsWrongIsAnUnsuccessfulReload() throws IOException {
        assertThat(value("upkeep_config_last_reload_successful")).isEqualTo(1);
        Files.writeString(folder.resolve("processes.yaml"), "processes: [");

        upkeep.reload().toCompletableFuture().join();

        awaitValue("upkeep_config_last_reload_successful", 0);
        awaitValue("upkeep_config_reloads_total{outcome=\"invalid\"}", 1);
    }

    @Test
    void whatIsRemovedLeavesNoMeterBehindAndWhatIsAddedGetsItsOwn() throws IOException {
        start();
        write("other");
        Files.writeString(folder.resolve("proxy.yaml"), "routes: []\n");

        upkeep.reload().toCompletableFuture().join();

        awaitValue("upkeep_process_state{process=\"other\",state=\"running\"}", 1);
        await().atMost(LONG).until(() -> !registry.scrape().contains("process=\"sleeper\""));
    }

    @Test
    void theManagementInterfaceIsMeasuredAndTellsTheMeasures() {
        ManagementApi api = ManagementApi.builder(
                        upkeep, Access.token("upk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"))
                .metrics(registry::scrape)
                .listener(metrics)
                .build();

        assertThat(status(api, "upk_wrong")).isEqualTo(401);
        assertThat(status(api, "upk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"))
                .isEqualTo(200);

        assertThat(value("upkeep_auth_failures_total{reason=\"unauthorized\"}")).isEqualTo(1);
        assertThat(value("upkeep_http_requests_seconds_count{method=\"GET\",route=\"/metrics\",status=\"200\"}"))
                .isEqualTo(1);
    }

    @Test
    void everyNameOfTheDocumentationIsThereAndNoOther() throws IOException {
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "routes: [{path: /a, target: \"http://127.0.0.1:1\", process: sleeper, ssl: true}]\n");
        upkeep.reload().toCompletableFuture().join();
        assertThat(upkeep.serverKeys()).isPresent();
        upkeep.reload().toCompletableFuture().join();
        start();
        upkeep.act(new ProcessId("sleeper"), Action.RESTART)
                .toCompletableFuture()
                .join();
        metrics.answered("GET", "/api", 200, Duration.ofMillis(1));
        metrics.refused("unauthorized");
        awaitValue("upkeep_process_start_duration_seconds_count{outcome=\"ready\",process=\"sleeper\"}", 2);
        Set<String> documented = Pattern.compile("(?m)^\\| `(upkeep_\\w+)`")
                .matcher(Files.readString(Path.of("../docs/metrics.md")))
                .results()
                .map(m -> m.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> there = registry.scrape()
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2].replaceAll("_max$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(there).isEqualTo(documented);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grafana/upkeep.json", "prometheus/alerts.yml"})
    void whatIsMadeForPrometheusAsksForNamesThatThereAre(String file) throws IOException {
        String documented = Files.readString(Path.of("../docs/metrics.md"));

        List<String> asked = Pattern.compile("upkeep_\\w+")
                .matcher(Files.readString(Path.of("../examples", file)))
                .results()
                .map(m -> m.group().replaceAll("_seconds_(count|sum|max)$", "_seconds"))
                .distinct()
                .toList();

        assertThat(asked).isNotEmpty().allSatisfy(name -> assertThat(documented).contains("| `" + name + "`"));
    }

    @Test
    void afterClosingNothingOfUpkeepIsLeftInTheRegistry() {
        start();

        metrics.close();

        assertThat(registry.scrape()).doesNotContain("upkeep_");
    }

    private static int status(ManagementApi api, String token) {
        return api.handle(new ApiRequest(
                        "GET",
                        "/metrics",
                        Map.of("host", List.of("localhost"), "authorization", List.of("Bearer " + token)),
                        "127.0.0.1",
                        false))
                .toCompletableFuture()
                .join()
                .status();
    }

    private void start() {
        upkeep.start().toCompletableFuture().join();
        await().atMost(LONG)
                .until(() ->
                        upkeep.process(new ProcessId("sleeper")).orElseThrow().state() == State.RUNNING);
    }

    private long pid() {
        return upkeep.process(new ProcessId("sleeper")).orElseThrow().pid().orElseThrow();
    }

    private void write(String id) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  %s:
                    name: Sleeper
                    command: sleep
                    args: ["1000"]
                    restartPolicy: {delay: 10}
                    healthCheck: {enabled: true, type: exec, command: "true", interval: 1s}
                """.formatted(id));
    }

    private void awaitValue(String series, double expected) {
        await().atMost(LONG).untilAsserted(() -> assertThat(value(series)).isEqualTo(expected));
    }

    /** As a scrape has it; NaN if there is no such series. */
    private double value(String series) {
        List<String> found = registry.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .toList();
        return found.isEmpty() ? Double.NaN : Double.parseDouble(found.get(0).substring(series.length() + 1));
    }
}
