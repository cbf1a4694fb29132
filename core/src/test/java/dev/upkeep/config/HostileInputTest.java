package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.config.yaml.TextFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {
    private static final int LARGE = TextFile.MOST_BYTES;

    @TempDir
    Path path;

    private ConfigFolder folder;
    private Path processes;

    @BeforeEach
    void makeFolder() {
        folder = new ConfigFolder(path);
        processes = path.resolve("processes.yaml");
    }

    @Test
    void aliasesThatStandForBillionsOfValuesAreRefused() {
        String more = IntStream.range(1, 40)
                .mapToObj(i -> "x-%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)))
                .collect(Collectors.joining());

        assertRefused("x-0: &a0 [lol]\n" + more, "too many values");
    }

    @Test
    void mergedMapsThatGrowWithoutBoundAreRefused() {
        String keys = IntStream.range(0, 500).mapToObj(i -> "k" + i + ": 1, ").collect(Collectors.joining());
        String more = IntStream.range(1, 40)
                .mapToObj(i -> "x-%d: &m%d {<<: [*m%d, *m%d], q%d: 1}\n".formatted(i, i, i - 1, i - 1, i))
                .collect(Collectors.joining());

        assertRefused("x-0: &m0 {" + keys + "}\n" + more, "too many values");
    }

    @Test
    void aLongTextThatIsRepeatedOftenIsRefused() {
        String uses =
                IntStream.range(0, 10_000).mapToObj(i -> "A" + i + ": *long, ").collect(Collectors.joining());

        assertRefused("x-a: &long " + "x".repeat(1_000_000) + "\napi: {env: {" + uses + "}}\n", "too many values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void deepNestingIsRefused(String opening) {
        assertRefused(opening.repeat(LARGE / opening.length()), "levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\"", "'", "#", "\n", "a: ", "&a ", "!t ", "*", "%", ",", "|\n", "-", "\r", "é"})
    void muchOfOneThingEndsWithAnError(String piece) {
        int count = LARGE / piece.getBytes(StandardCharsets.UTF_8).length;
        folder.processes(piece.repeat(count));

        List<Diagnostic> diagnostics = folder.diagnostics();
        assertThat(diagnostics).isNotEmpty();
        assertThat(DiagnosticText.render(diagnostics, path)).hasSizeLessThan(1000);
    }

    @Test
    void aListOfHundredsOfThousandsOfValuesIsRefused() {
        assertRefused("[" + "a,".repeat(LARGE / 2 - 2) + "]", "too many values");
    }

    @Test
    void ofThousandsOfMistakesOnlyTheFirstAreTold() {
        String all = IntStream.range(0, 20_000)
                .mapToObj(i -> "  p" + i + ": {nmae: a}\n")
                .collect(Collectors.joining());
        List<Diagnostic> diagnostics = folder.processes("processes:\n" + all).diagnostics();

        assertThat(diagnostics).hasSize(200);
        assertThat(DiagnosticText.render(diagnostics, path)).endsWith("200 errors; 180 not shown\n");
    }

    @Test
    void variablesThatGrowATextWithoutBoundAreRefused() {
        folder.processes("api: {name: API, command: '" + "${A}".repeat(LARGE / 5) + "'}");

        assertThat(errorsWith("x".repeat(10_000))).containsExactly("`command` grows too large by its variables");
    }

    @Test
    void longPathsAndDomainsAreRefused() {
        folder.processes("processes: {}")
                .proxy("routes: [{target: 'http://localhost', path: '" + "/a".repeat(200_000) + "', domain: '"
                        + "a.".repeat(100_000) + "'}]");

        assertThat(folder.diagnostics()).extracting(Diagnostic::code).containsExactly("UPK025", "UPK025");
    }

    @Test
    void aFileOfTenMegabytesIsNotRead() throws IOException {
        Files.write(processes, new byte[10 << 20]);

        assertOnly("UPK010", "processes.yaml is larger than 2 MiB");
    }

    @Test
    void aBinaryFileIsNotText() throws IOException {
        Files.write(processes, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, (byte) 0xff});

        assertOnly("UPK009", "processes.yaml is not UTF-8 text");
    }

    @Test
    void invalidUtf8IsShownWhereItStands() throws IOException {
        Files.write(processes, "api:\n  name: M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.message()).isEqualTo("processes.yaml is not UTF-8 text");
            assertThat(List.of(d.line(), d.column())).containsExactly(2, 10);
        });
    }

    @Test
    void aUtf16FileIsNotText() throws IOException {
        Files.write(processes, ConfigFolder.API.getBytes(StandardCharsets.UTF_16));

        assertOnly("UPK009", "processes.yaml is not UTF-8 text");
    }

    @Test
    void aByteOrderMarkIsIgnored() {
        folder.processes("\uFEFF" + ConfigFolder.API);

        assertThat(folder.load().configuration().processes()).hasSize(1);
    }

    @Test
    void linesMayEndAsOnWindows() {
        folder.processes(ConfigFolder.API.replace("\n", "\r\n"));

        assertThat(folder.load().configuration().processes()).hasSize(1);
    }

    @Test
    void aFolderInPlaceOfTheFileIsRefused() throws IOException {
        Files.createDirectory(processes);

        assertOnly("UPK001", "processes.yaml is a folder, not a file");
    }

    @Test
    void aFolderThatDoesNotExistIsSaidSo() {
        folder = new ConfigFolder(path.resolve("none"));

        assertThat(folder.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.help()).isEqualTo("the folder does not exist either: check its name"));
    }

    @Test
    void aFileInPlaceOfTheFolderIsSaidSo() {
        folder.write("f", "");
        folder = new ConfigFolder(path.resolve("f"));

        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.message())
                    .startsWith("processes.yaml cannot be in `")
                    .endsWith("which is a file and must be a folder");
            assertThat(d.help()).startsWith("name the folder around it: `");
        });
    }

    @Test
    void theOtherEndingIsNoticed() {
        folder.write("processes.yml", ConfigFolder.API);

        assertThat(folder.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.help()).isEqualTo("rename the `.yml` file to `processes.yaml`"));
    }

    @Test
    void aLinkToNowhereIsNotTakenForAMissingProxyFile() throws IOException {
        folder.processes(ConfigFolder.API);
        Files.createSymbolicLink(path.resolve("proxy.yaml"), Path.of("nowhere.yaml"));

        assertOnly("UPK001", "proxy.yaml does not exist");
    }

    @Test
    void whatIsNoRegularFileIsNotRead() throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(processes));

            assertOnly("UPK001", "processes.yaml is not a regular file");
        }
    }

    private void assertRefused(String text, String message) {
        folder.processes(text);
        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo("UPK010");
            assertThat(d.message()).contains(message);
        });
    }

    private void assertOnly(String code, String message) {
        assertThat(folder.diagnostics()).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo(code);
            assertThat(d.message()).isEqualTo(message);
        });
    }

    private List<String> errorsWith(String value) {
        try {
            ConfigFiles.load(path, name -> value);
            return List.of();
        } catch (ConfigException e) {
            return e.diagnostics().stream().map(Diagnostic::message).toList();
        }
    }
}
