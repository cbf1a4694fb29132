package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.config.problem.Code;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in {@code golden} holds a configuration, and word for word what people are told about it. */
class GoldenTest {
    private static final String MARK = "=== ";
    private static final String SHOWN = "shown";

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("cases")
    void peopleAreTold(String name) throws Exception {
        Map<String, String> parts = parts(Files.readString(golden().resolve(name)));
        for (Map.Entry<String, String> part : parts.entrySet()) {
            if (!part.getKey().equals(SHOWN)) {
                Files.writeString(folder.resolve(part.getKey()), part.getValue().replace('␀', '\0'));
            }
        }

        assertThat(shown()).isEqualTo(parts.get(SHOWN));
    }

    @Test
    void everyCodeOfAFirstReadingHasACase() throws Exception {
        List<String> names = cases().toList();

        assertThat(Arrays.stream(Code.values())
                        .filter(c -> c != Code.NEEDS_NEW_START)
                        .map(c -> c.id().toLowerCase(Locale.ROOT)))
                .allSatisfy(id -> assertThat(names).anyMatch(name -> name.startsWith(id)));
    }

    static Stream<String> cases() throws Exception {
        try (Stream<Path> files = Files.list(golden())) {
            return new ArrayList<>(
                            files.map(f -> f.getFileName().toString()).sorted().toList())
                    .stream();
        }
    }

    private static Path golden() throws URISyntaxException {
        URL folder = Objects.requireNonNull(GoldenTest.class.getResource("golden"));
        return Path.of(folder.toURI());
    }

    private static Map<String, String> parts(String text) {
        Map<String, String> parts = new java.util.LinkedHashMap<>();
        for (String part : text.split("(?m)^" + MARK)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                parts.put(part.substring(0, end), part.substring(end + 1));
            }
        }
        return parts;
    }

    private String shown() throws IOException {
        return DiagnosticText.render(diagnostics(), folder);
    }

    private List<Diagnostic> diagnostics() {
        try {
            return ConfigFiles.load(folder, Map.of("HOME", "/home/ann", "EMPTY", "")::get)
                    .warnings();
        } catch (ConfigException e) {
            return e.diagnostics();
        }
    }
}
