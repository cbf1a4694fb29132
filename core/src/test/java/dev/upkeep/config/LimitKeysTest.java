package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.process.KillMode;
import dev.upkeep.process.Limits;
import dev.upkeep.process.Limits.Range;
import dev.upkeep.process.Limits.Resource;
import dev.upkeep.spec.ProcessSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitKeysTest extends ConfigTest {
    @Test
    void everyLimitArrives() {
        ProcessSpec spec = folder.api(
                "ulimits:",
                "  nofile: 4096",
                "  core: {soft: 0, hard: unlimited}",
                "  memlock: unlimited",
                "nice: -5",
                "umask: \"0027\"",
                "user: www-data:adm",
                "killMode: process");

        assertThat(spec.command().limits())
                .isEqualTo(Limits.builder()
                        .ulimit(Resource.NOFILE, 4096, 4096)
                        .ulimit(Resource.CORE, 0, Range.UNLIMITED)
                        .ulimit(Resource.MEMLOCK, Range.UNLIMITED, Range.UNLIMITED)
                        .nice(-5)
                        .umask(0027)
                        .user("www-data:adm")
                        .build());
        assertThat(spec.stop().killMode()).isEqualTo(KillMode.PROCESS);
    }

    @Test
    void withoutThemEverythingIsInheritedAndAStopIsForTheTree() {
        assertThat(folder.api().command().limits()).isEqualTo(Limits.NONE);
        assertThat(folder.api().stop().killMode()).isEqualTo(KillMode.TREE);
    }

    @ParameterizedTest
    @CsvSource({"0027, 23", "27, 23", "\"27\", 23", "0o27, 23", "0, 0", "777, 511", "00022, 18"})
    void aUmaskIsOctalHoweverItIsWritten(String written, int meant) {
        assertThat(folder.api("umask: " + written).command().limits().umask()).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "umask: 0028",
                "umask: 1777",
                "umask: -1",
                "nice: 20",
                "nice: -21",
                "user: -x",
                "user: a:b:c",
                "user: \"\"",
                "killMode: group",
                "ulimits: {nofile: -1}",
                "ulimits: {nofile: many}",
                "ulimits: {nofile: {soft: 2, hard: 1}}"
            })
    void whatIsNoneIsRefused(String line) {
        assertThatThrownBy(() -> folder.api(line)).isInstanceOf(ConfigException.class);
        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.line()).isEqualTo(5);
            assertThat(d.help()).isNotEmpty();
        });
    }

    @Test
    void aLimitThatIsNotKnownIsLikenedToOneThatIs() {
        assertThatThrownBy(() -> folder.api("ulimits: {nofiles: 1}")).isInstanceOf(ConfigException.class);

        assertThat(folder.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.help()).contains("nofile"));
    }

    @Test
    void whatIsLimitedNeedsANewLaunch() {
        ProcessSpec before = folder.api("nice: 1");

        assertThat(folder.api("nice: 2").needsRestartFrom(before)).isTrue();
        assertThat(folder.api("nice: 1", "killMode: process").needsRestartFrom(before))
                .isTrue();
        assertThat(folder.api("nice: 1", "stopTimeout: 1s").needsRestartFrom(before))
                .isFalse();
    }

    @Test
    void inCodeTheSameRulesHold() {
        assertThatThrownBy(() -> Limits.builder().nice(20).build()).hasMessage("nice: 20 (expected: -20 to 19)");
        assertThatThrownBy(() -> Limits.builder().umask(01000).build()).hasMessageContaining("expected: 0 to 0777");
        assertThatThrownBy(() -> Limits.builder().user("a b")).hasMessageContaining("name or name:group");
        assertThatThrownBy(() -> Limits.builder().ulimit(Resource.NOFILE, 2, 1)).hasMessageContaining("soft <= hard");
    }
}
