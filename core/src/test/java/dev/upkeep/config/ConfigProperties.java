package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is written into the files: either it is valid, or it is said what is wrong. */
class ConfigProperties {
    private static final List<String> PIECES = List.of(
            "\t",
            ": ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "'",
            "\"",
            "&a ",
            "*a",
            "<<: *a",
            "\n",
            "  ",
            "#",
            "|",
            "\n---\n",
            "!x ",
            "!!int ",
            "? ",
            "%",
            "@",
            "`",
            ",",
            "${",
            "${A}",
            "~",
            "null",
            "x-",
            "\0",
            "\uFEFF",
            "\r",
            "\u2028",
            "env:",
            "processes:",
            "routes:",
            "1e999",
            "-",
            "0x1F",
            "99999999999999999999",
            ".inf",
            "\\",
            "\\u00",
            "é",
            "😀",
            "url: ",
            "target: ",
            "/",
            "http://",
            "PORT: 1",
            "healthCheck:",
            "enabled: true",
            "restartPolicy: never",
            "delay: 5");

    private static Path folder;

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("config");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
        }
    }

    /** One change of a text: at a place, so many characters are removed and something is put in. */
    record Change(double place, int removed, String added) {
        String apply(String text) {
            int begin = (int) (place * text.length());
            int end = Math.min(text.length(), begin + removed);
            return text.substring(0, begin) + added + text.substring(end);
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void mutatedFilesAreValidOrExplained(@ForAll("mutated") String processes, @ForAll("mutated") String proxy) {
        check(processes, proxy);
    }

    @Property(tries = 300)
    void anyTextIsValidOrExplained(@ForAll String processes, @ForAll("pieces") String proxy) {
        check(processes, proxy);
    }

    @Provide
    Arbitrary<String> mutated() {
        Arbitrary<Change> change = Combinators.combine(
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES))
                .as(Change::new);
        return Combinators.combine(
                        Arbitraries.of("processes.yaml", "proxy.yaml", "api-server.yaml", "static-builder.yaml"),
                        change.list().ofMaxSize(6))
                .as((name, changes) -> changes.stream().reduce(seed(name), (text, c) -> c.apply(text), (a, b) -> b));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(PIECES).list().ofMaxSize(40).map(pieces -> String.join("", pieces));
    }

    private static void check(String processes, String proxy) {
        write("processes.yaml", processes);
        write("proxy.yaml", proxy);
        List<Diagnostic> diagnostics = diagnostics();
        assertThat(diagnostics).allSatisfy(d -> {
            assertThat(d.message()).isNotBlank();
            assertThat(d.endColumn()).isGreaterThanOrEqualTo(d.column());
            assertThat(d.code()).matches("UPK\\d{3}");
        });
        String shown = DiagnosticText.render(diagnostics, folder);
        assertThat(shown.isEmpty()).isEqualTo(diagnostics.isEmpty());
        assertThat(shown.codePoints()).noneMatch(c -> c != '\n' && Character.isISOControl(c));
    }

    private static List<Diagnostic> diagnostics() {
        try {
            return ConfigFiles.load(folder, Map.of("A", "1")::get).warnings();
        } catch (ConfigException e) {
            assertThat(e.diagnostics()).anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
            return e.diagnostics();
        }
    }

    private static void write(String name, String text) {
        try {
            Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seed(String name) {
        try (InputStream in = ConfigProperties.class.getResourceAsStream("seed/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
