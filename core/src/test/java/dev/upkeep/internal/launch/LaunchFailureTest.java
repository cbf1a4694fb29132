package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Command;
import dev.upkeep.process.Command.Inherited;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchFailureTest {
    private static final Command COMMAND = new Command("web", List.of(), Optional.empty(), Map.of(), Inherited.ALL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot run program \"web\": error=13, Permission denied | the operating system forbids it",
                "Cannot run program \"web\": Exec failed, error: 13 (Permission denied) | the operating system forbids",
                "Cannot run program \"web\": error=11, Resource temporarily unavailable | the limit of processes",
                "Cannot run program \"web\": Exec failed, error: 8 (Exec format error) | it is not a program for this",
                "Cannot run program \"web\": error=5, Input/output error | Input/output error (error 5)",
                "Cannot run program \"web\": Exec failed, error: 5 (Input/output error) | Input/output error (error 5)",
                "something new | something new"
            })
    void whatTheSystemSaidIsPutIntoWords(String message, String words) {
        assertThat(LaunchFailure.of(COMMAND, new IOException(message)))
                .hasMessageStartingWith("Cannot run \"web\": " + words)
                .hasRootCauseMessage(message);
    }
}
