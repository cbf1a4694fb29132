package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ReloadResult;
import dev.upkeep.ReloadResult.Step;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reload answers. */
class ReloadTest {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep();
    private final ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));

    @Test
    void appliedChangesAreListed() {
        upkeep.reloaded = completedStage(new ReloadResult.Applied(
                ids("mail"), ids("old"), ids("api"), ids("web"), ids("db", "cache"), true, List.of(), List.of()));

        Answered answer = reload();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"success\":true,\"message\":\"1 added, 2 changed, 1 removed, 2 unchanged\","
                        + "\"changes\":{\"added\":[\"mail\"],\"removed\":[\"old\"],"
                        + "\"updated\":[{\"id\":\"api\",\"restarted\":true},{\"id\":\"web\",\"restarted\":false}],"
                        + "\"unchanged\":[\"db\",\"cache\"],\"routes\":true},\"warnings\":[]}");
    }

    @Test
    void aDryRunShowsEachStepWithItsReasonAndDoesNothing() {
        Step step = new Step(new ProcessId("api"), Step.Kind.RESTART, "`env.PORT` has changed");
        upkeep.reloaded = completedStage(
                new ReloadResult.Applied(ids(), ids(), ids("api"), ids(), ids(), false, List.of(), List.of(step)));

        Answered answer = Asked.post("/api/processes/reload?dryRun=true").of(api);

        assertThat(upkeep.asked).containsExactly("PREVIEW");
        assertThat(answer.json().get("dryRun").asBoolean()).isTrue();
        assertThat(answer.json().get("steps").toString())
                .isEqualTo("[{\"id\":\"api\",\"do\":\"restart\",\"reason\":\"`env.PORT` has changed\"}]");
        assertThat(answer.json()
                        .get("changes")
                        .get("updated")
                        .get(0)
                        .get("restarted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aDryRunIsAskedForWithTrueOrFalse() {
        assertThat(Asked.post("/api/processes/reload?dryRun=perhaps").of(api).status())
                .isEqualTo(400);
        assertThat(upkeep.asked).isEmpty();
    }

    @Test
    void invalidFilesAreToldWithPlaces() {
        upkeep.reloaded = completedStage(new ReloadResult.Invalid(List.of(
                diagnostic(Severity.ERROR, "unknown key `comand`"),
                diagnostic(Severity.WARNING, "`replicas` is old"))));

        Answered answer = reload();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("config-invalid");
        assertThat(answer.json().get("detail").asString()).isEqualTo("1 error, 1 warning in processes.yaml");
        assertThat(answer.json().get("diagnostics").get(0).toString())
                .isEqualTo("{\"severity\":\"error\",\"code\":\"UPK003\",\"file\":\"processes.yaml\",\"line\":4,"
                        + "\"column\":5,\"endColumn\":11,\"path\":\"/processes/api/comand\","
                        + "\"message\":\"unknown key `comand`\",\"help\":\"did you mean `command`?\"}");
        assertThat(answer.json().get("diagnostics").get(1).get("severity").asString())
                .isEqualTo("warning");
    }

    @Test
    void warningsOfAValidFileAreToldToo() {
        upkeep.reloaded = completedStage(new ReloadResult.Applied(
                ids(),
                ids(),
                ids(),
                ids(),
                ids("api"),
                false,
                List.of(diagnostic(Severity.WARNING, "`replicas` is old")),
                List.of()));

        assertThat(reload().json().get("warnings").get(0).get("message").asString())
                .isEqualTo("`replicas` is old");
    }

    @Test
    void whatWasMadeInCodeCannotBeReloaded() {
        upkeep.reloaded = completedStage(new ReloadResult.Impossible("This supervisor was made in code."));

        Answered answer = reload();

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("reload-impossible");
        assertThat(answer.json().get("detail").asString()).isEqualTo("This supervisor was made in code.");
    }

    @Test
    void aReloadThatTakesLongGoesOnAndIsAnsweredWith202() {
        ManagementApi hasty = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
                .patience(Duration.ZERO)
                .build();

        assertThat(Asked.post("/api/processes/reload").of(hasty).status()).isEqualTo(202);
    }

    private Answered reload() {
        return Asked.post("/api/processes/reload").of(api);
    }

    private static List<ProcessId> ids(String... ids) {
        return List.of(ids).stream().map(ProcessId::new).toList();
    }

    private static Diagnostic diagnostic(Severity severity, String message) {
        return new Diagnostic(
                severity,
                "UPK003",
                "processes.yaml",
                4,
                5,
                11,
                "/processes/api/comand",
                message,
                "did you mean `command`?");
    }
}
