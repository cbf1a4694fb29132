package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.spec.TokenSpec;
import dev.upkeep.spec.TokenSpec.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the management interface, as {@code proxy.yaml} says. */
class TokenKeysTest extends ConfigTest {
    private static final String HASH = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void everyTokenArrives() {
        assertThat(tokens("- {name: ci, role: operator, hash: \"" + HASH + "\"}"))
                .containsExactly(new TokenSpec("ci", Role.OPERATOR, HASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {name: ci, role: operator}",
                "- {role: operator, hash: \"HASH\"}",
                "- {name: ci, hash: \"HASH\"}",
                "- {name: ci, role: root, hash: \"HASH\"}",
                "- {name: ci, role: admin, hash: \"sha256:CANARY_9f\"}",
                "- {name: ci, role: admin, hash: \"CANARY_9f\"}",
                "- {name: ci, role: admin, token: \"upk_CANARY_9f\"}"
            })
    void whatIsIncompleteOrWrongIsRefusedAndNotRepeated(String token) {
        assertThatThrownBy(() -> tokens(token.replace("HASH", HASH)))
                .isInstanceOf(ConfigException.class)
                .extracting(e -> ((ConfigException) e).diagnostics().toString())
                .asString()
                .doesNotContain("CANARY_9f");
    }

    private List<TokenSpec> tokens(String token) {
        folder.processes("processes: {}\n").proxy("routes: []\nmanagement:\n  tokens:\n    " + token + "\n");
        return folder.load().configuration().proxy().tokens();
    }
}
