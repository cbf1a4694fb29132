package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"nod, node", "ndoe, node", "nodee, node", "pyhton3, python3", "jav, java", "npn, npm"})
    void aSlipIsForgiven(String written, String meant) {
        assertThat(Suggestion.nearest(written, List.of("java", "node", "npm", "python3")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"ruby", "no", "pithn"})
    void notEverythingIsASlip(String written) {
        assertThat(Suggestion.nearest(written, List.of("java", "node", "npm", "python3")))
                .isEmpty();
    }

    @Test
    void ofEquallyNearOnesTheFirstInOrderIsTaken() {
        assertThat(Suggestion.nearest("cat", List.of("rat", "bat"))).contains("bat");
    }
}
