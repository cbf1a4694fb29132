package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.spec.Hooks;
import dev.upkeep.spec.Hooks.Hook;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookKeysTest extends ConfigTest {
    @Test
    void everyHookArrives() {
        ProcessSpec spec = folder.api(
                "stopCommand: [nginx, -s, quit]",
                "hooks:",
                "  preStart: [npm, run, migrate]",
                "  postStart: notify",
                "  preStop: {command: [deregister, 5], timeout: 2s}",
                "  postStop:",
                "    command: cleanup");

        assertThat(spec.stop().command()).containsExactly("nginx", "-s", "quit");
        assertThat(spec.hooks())
                .isEqualTo(Hooks.NONE
                        .withPreStart(Hook.of("npm", "run", "migrate"))
                        .withPostStart(Hook.of("notify"))
                        .withPreStop(new Hook(List.of("deregister", "5"), Duration.ofSeconds(2)))
                        .withPostStop(Hook.of("cleanup")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stopCommand: []",
                "stopCommand: \"\"",
                "stopCommand: nginx -s quit",
                "stopCommand: [[nginx]]",
                "stopCommand: {command: nginx}",
                "hooks: {preStart: {timeout: 5s}}",
                "hooks: {preStart: {command: x, timeout: 0}}",
                "hooks: {onFail: x}",
                "hooks: [x]"
            })
    void whatIsNoneIsRefused(String line) {
        assertThatThrownBy(() -> folder.api(line)).isInstanceOf(ConfigException.class);
        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.line()).isEqualTo(5);
            assertThat(d.help()).isNotEmpty();
        });
    }

    @Test
    void aTextWithBlanksIsShownAsTheListItWasMeantToBe() {
        assertThatThrownBy(() -> folder.api("stopCommand: nginx -s quit")).isInstanceOf(ConfigException.class);

        assertThat(folder.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.help()).contains("[nginx, -s, quit]"));
    }

    @Test
    void hooksTakeEffectWithoutANewLaunch() {
        ProcessSpec before = folder.api();

        assertThat(folder.api("hooks: {preStop: x}", "stopCommand: y").needsRestartFrom(before))
                .isFalse();
    }
}
