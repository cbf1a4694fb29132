package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.Statuses;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.RestartPolicy.Condition;
import dev.upkeep.spec.Activation;
import dev.upkeep.spec.Activation.Start;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spec.Renewal;
import dev.upkeep.spec.Schedule;
import dev.upkeep.spec.SourceWatch;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessKeysTest extends ConfigTest {
    @Test
    void everyKeyOfTheRestartPolicyArrives() {
        RestartPolicy policy = folder.api(
                        "restartPolicy:",
                        "  condition: on-failure",
                        "  maxAttempts: -1",
                        "  delay: 500ms",
                        "  multiplier: 1.5",
                        "  maxDelay: 2m",
                        "  jitter: 0.25",
                        "  minUptime: 1m30s",
                        "  window: 1h",
                        "  successExitCodes: [0, 143]")
                .restartPolicy();

        assertThat(policy)
                .isEqualTo(RestartPolicy.builder()
                        .condition(Condition.ON_FAILURE)
                        .maxAttempts(RestartPolicy.UNLIMITED)
                        .delay(Duration.ofMillis(500))
                        .multiplier(1.5)
                        .maxDelay(Duration.ofMinutes(2))
                        .jitter(0.25)
                        .minUptime(Duration.ofSeconds(90))
                        .window(Duration.ofHours(1))
                        .successExitCodes(Set.of(0, 143))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"always, ALWAYS", "on-failure, ON_FAILURE", "never, NEVER", "Never, NEVER"})
    void theConditionAloneIsAPolicy(String word, Condition condition) {
        assertThat(folder.api("restartPolicy: " + word).restartPolicy())
                .isEqualTo(RestartPolicy.builder().condition(condition).build());
    }

    @Test
    void everyKeyOfTheScheduleArrives() {
        ProcessSpec spec = folder.api(
                "memoryLimit: 512MB",
                "schedule:",
                "  cron: \"30 2 * * MON-FRI\"",
                "  timezone: Europe/Berlin",
                "  maxDuration: 10m",
                "  autoStop: false",
                "  skipIfRunning: false",
                "  runOnStart: true");

        assertThat(spec.schedule())
                .contains(Schedule.builder("30 2 * * MON-FRI")
                        .timezone(ZoneId.of("Europe/Berlin"))
                        .maxDuration(Duration.ofMinutes(10))
                        .autoStop(false)
                        .skipIfRunning(false)
                        .runOnStart(true)
                        .build());
        assertThat(spec.restartPolicy().condition()).isEqualTo(Condition.NEVER);
        assertThat(spec.renewal()).isEqualTo(Renewal.NEVER.withMemoryLimit(512L << 20));
    }

    @Test
    void watchIsTrueAListOrAMap() {
        assertThat(folder.api("watch: true").watch()).contains(SourceWatch.USUAL);
        assertThat(folder.api("watch: false").watch()).isEmpty();
        assertThat(folder.api("watch: [./src]").watch().orElseThrow().paths())
                .singleElement()
                .asString()
                .endsWith("/src");
        SourceWatch watch =
                folder.api("watch: {paths: [./src], ignore: [dist]}").watch().orElseThrow();
        assertThat(watch.ignore()).contains("dist", "node_modules");
    }

    @Test
    void aScheduleThatIsNotEnabledIsNone() {
        ProcessSpec spec = folder.api("maxAge: 1d", "schedule: {cron: \"@daily\", enabled: false}");

        assertThat(spec.schedule()).isEmpty();
        assertThat(spec.restartPolicy().condition()).isEqualTo(Condition.ALWAYS);
        assertThat(spec.renewal()).isEqualTo(Renewal.NEVER.withMaxAge(Duration.ofDays(1)));
    }

    @Test
    void everyKeyOfTheHealthCheckArrives() {
        HealthCheck check = folder.api(
                        "healthCheck:",
                        "  enabled: true",
                        "  type: http",
                        "  url: https://localhost:3000/up?full=1",
                        "  interval: 10s",
                        "  timeout: 250",
                        "  retries: 5",
                        "  startPeriod: 1m",
                        "  startInterval: 200ms",
                        "  expectedStatus: [200, \"300-302\"]",
                        "  headers: {Accept: text/plain, X-Id: 7}")
                .healthCheck()
                .orElseThrow();

        Statuses expected = new Statuses(List.of(new Statuses.Range(200, 200), new Statuses.Range(300, 302)));
        Map<String, String> headers = Map.of("Accept", "text/plain", "X-Id", "7");
        URI url = URI.create("https://localhost:3000/up?full=1");
        assertThat(check)
                .isEqualTo(HealthCheck.builder(new Probe.Http(url, expected, headers))
                        .interval(Duration.ofSeconds(10))
                        .timeout(Duration.ofMillis(250))
                        .retries(5)
                        .startPeriod(Duration.ofMinutes(1))
                        .startInterval(Duration.ofMillis(200))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"204, 204", "200-299, 200-299", "'[200, 301]', '200,301'", "'\"404\"', 404"})
    void expectedStatusIsANumberARangeOrAList(String written, String statuses) {
        ProcessSpec spec =
                folder.api("healthCheck: {enabled: true, url: 'http://localhost:1', expectedStatus: " + written + "}");

        assertThat(((Probe.Http) spec.healthCheck().orElseThrow().probe()).expected())
                .hasToString(statuses);
    }

    @ParameterizedTest
    @CsvSource({"SIGINT, SIGINT", "int, SIGINT", "Term, SIGTERM", "SIGUSR1, SIGUSR1"})
    void signalsAreNamedWithOrWithoutTheirPrefix(String written, Signal signal) {
        assertThat(folder.api("stopSignal: " + written, "stopTimeout: 10s").stop())
                .isEqualTo(new StopPolicy(signal, Duration.ofSeconds(10)));
    }

    @Test
    void numbersAndBooleansInEnvAndArgsAreTakenAsTheyAreWritten() {
        ProcessSpec spec =
                folder.api("args: [8080, true, 1.50, 0x1F]", "env: {PORT: 3001, DEBUG: False, V: 1.10, N: \"\"}");

        assertThat(spec.command().args()).containsExactly("8080", "true", "1.50", "0x1F");
        assertThat(spec.command().environment())
                .isEqualTo(Map.of("PORT", "3001", "DEBUG", "False", "V", "1.10", "N", ""));
    }

    @Test
    void whatIsInheritedIsAllNothingOrNamed() {
        assertThat(folder.api("inheritEnv: false").command().inherited()).isEqualTo(Inherited.NONE);
        assertThat(folder.api("inheritEnv: true").command().inherited()).isEqualTo(Inherited.ALL);
        assertThat(folder.api("inheritEnv: [PATH, HOME]").command().inherited())
                .isEqualTo(new Inherited(false, List.of("PATH", "HOME")));
    }

    @Test
    void olderSpellingsMeanTheSame() {
        ProcessSpec older = folder.api(
                "maxRestarts: 7",
                "restartDelay: 1500",
                "restartOnExit: false",
                "stopGracePeriod: 8s",
                "replicas: 1",
                "healthCheck: {enabled: true, path: 'http://localhost:3000/ok'}");
        ProcessSpec newer = folder.api(
                "restartPolicy: {maxAttempts: 7, delay: 1500, condition: never}",
                "stopTimeout: 8s",
                "healthCheck: {enabled: true, url: 'http://localhost:3000/ok'}");

        assertThat(older).isEqualTo(newer);
    }

    @Test
    void theNewerSpellingWins() {
        ProcessSpec spec = folder.api("restartPolicy: {maxAttempts: 2}", "maxRestarts: 7", "stopTimeout: 1s");

        assertThat(spec.restartPolicy().maxAttempts()).isEqualTo(2);
    }

    @Test
    void keysWithAllItemsCommentedOutAreAsIfTheyWereNotThere() {
        assertThat(folder.api("args:", "env:", "restartPolicy:", "healthCheck:", "  # enabled: true"))
                .isEqualTo(folder.api());
    }

    @Test
    void mergedMapsCountAsWrittenHere() {
        folder.processes("x-common: &common\n  command: node\n  env: {A: 1}\n"
                + "processes:\n  api:\n    <<: *common\n    name: API\n    x-owner: ann\n");

        ProcessSpec api =
                folder.load().configuration().processes().values().iterator().next();
        assertThat(api.command().program()).isEqualTo("node");
        assertThat(api.command().environment()).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void whatStartsAProcessArrives() {
        Activation activation = folder.proxy("routes: [{target: 'http://localhost:1', process: api}]")
                .api("startOn: request", "idleTimeout: 15m")
                .activation();
        assertThat(activation).isEqualTo(new Activation(Start.REQUEST, Optional.of(Duration.ofMinutes(15))));
        assertThat(folder.api("autoStart: false").activation().start()).isEqualTo(Start.HAND);
        assertThat(folder.api().activation()).isEqualTo(Activation.DEFAULT);
    }
}
