package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.Statuses;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made in code goes through the same rules; only lines are missing then. */
class RulesTest {
    @Test
    void aSoundConfigurationIsNotCommentedOn() {
        assertThat(check(List.of(process("a", p -> p), process("b", p -> p)), route("/", r -> r)))
                .isEmpty();
    }

    @Test
    void diagnosticsOfCodeHaveAPathButNoLine() {
        List<Diagnostic> found = check(List.of(process("a", p -> p.command(""))));

        assertThat(found)
                .containsExactly(new Diagnostic(
                        Diagnostic.Severity.ERROR,
                        "UPK008",
                        "",
                        0,
                        0,
                        0,
                        "/processes/a/command",
                        "`command` of process `a` is empty",
                        "write the program to run"));
        assertThat(DiagnosticText.render(found.get(0), "")).isEqualTo("""
                        error[UPK008]: `command` of process `a` is empty
                         --> /processes/a/command
                          = help: write the program to run
                        """);
    }

    @Test
    void everyProcessHasFilesOfItsOwn() {
        ProcessSpec a = process("a", p -> p.pidFile(Path.of("run/x.pid")));
        ProcessSpec b = process("b", p -> p.pidFile(Path.of("run/./x.pid")).logFile(Path.of("logs/a.log")));
        ProcessSpec c = process("c", p -> p.pidFile(Path.of("c")).logFile(Path.of("c")));

        assertThat(codes(check(List.of(a, b, c)))).containsExactly("UPK017", "UPK017", "UPK017");
    }

    @Test
    void theLinesOfAllProcessesMayBeThrownAway() {
        ProcessSpec a = process("a", p -> p.logFile(Path.of("/dev/null")));
        ProcessSpec b = process("b", p -> p.logFile(Path.of("/dev/null")));

        assertThat(check(List.of(a, b))).isEmpty();
    }

    @Test
    void noProcessWritesWhereUpkeepKeepsItsOwn() {
        Path state = Path.of("state");
        ProcessSpec a = process("a", p -> p.pidFile(state.resolve("token")).logFile(Path.of("x/../conf.yaml")));
        ProcessSpec b = process("b", p -> p.pidFile(state.toAbsolutePath()).logFile(Path.of("state.log")));

        List<Diagnostic> found =
                Rules.check(Configuration.of(List.of(a, b), ProxySpec.DEFAULT), List.of(state, Path.of("conf.yaml")));

        assertThat(found)
                .extracting(Diagnostic::path)
                .containsExactly("/processes/a/pidFile", "/processes/a/logFile", "/processes/b/pidFile");
        assertThat(codes(found)).containsOnly("UPK017");
    }

    @Test
    void noProcessWritesToACertificateOrItsKey() {
        CertificateSpec certificate = new CertificateSpec.Pem(Path.of("a.pem"), Path.of("a.key"));
        CertificateSpec sameKey = new CertificateSpec.Pem(Path.of("b.pem"), Path.of("a.key"));
        ProxySpec proxy = new ProxySpec("localhost", 1, 2, 3, List.of(certificate, sameKey), List.of());
        ProcessSpec a = process("a", p -> p.pidFile(Path.of("b.pem")).logFile(Path.of("a.key")));

        assertThat(codes(Rules.check(Configuration.of(List.of(a), proxy)))).containsExactly("UPK017", "UPK017");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, true",
        "127.0.0.1, true",
        "localhost, true",
        "my-host.example.com, true",
        "::, true",
        "'[::1]', true",
        "fe80::1%eth0, true",
        "::ffff:127.0.0.1, true",
        "not a host, false",
        "http://localhost, false",
        "localhost:8080, false",
        "256.0.0.1, false",
        "10.0.1, false",
        "-a, false",
        "'[::1', false",
        "a/b, false"
    })
    void theProxyBindsAnAddress(String host, boolean valid) {
        ProxySpec proxy = new ProxySpec(host, 1, 2, 3, List.of(), List.of());

        assertThat(codes(check(proxy))).isEqualTo(valid ? List.of() : List.of("UPK006"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "https://localhost", "h2c://localhost:1", "H2C://localhost"})
    void targetsSpeakHttpInOneOfThreeWays(String target) {
        Route route = Route.builder(URI.create(target)).build();

        assertThat(codes(check(ProxySpec.DEFAULT.withRoutes(List.of(route))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health", "ftp://localhost/", "http:///x", "http://localhost:70000", "http://a:b@localhost"})
    void healthIsAskedForByWholeHttpAddresses(String url) {
        assertThat(codes(check(List.of(process("a", p -> p.healthCheck(http(url)))))))
                .containsExactly("UPK015");
    }

    @Test
    void probesOfPortsNeedAPort() {
        HealthCheck check = HealthCheck.builder(new Probe.Tcp("localhost", 0)).build();

        assertThat(codes(check(List.of(process("a", p -> p.healthCheck(check))))))
                .containsExactly("UPK006");
    }

    @Test
    void noProgramCanBeGivenANulCharacter() {
        ProcessSpec process = process("a", p -> p.command("x\0", "y\0").env(Map.of("A", "\0", "", "x", "B=", "x")));

        assertThat(codes(check(List.of(process)))).containsExactly("UPK006", "UPK006", "UPK027", "UPK027", "UPK027");
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, true",
        "*.example.com, true",
        "localhost, true",
        "127.0.0.1, true",
        "[::1], true",
        "a_b.c, true",
        "EXAMPLE.com, false",
        "'', false",
        "*, false",
        "a.*.b, false",
        "example.com:80, false",
        "-a, false",
        "a..b, false"
    })
    void domainsAreNamesOrWildcards(String domain, boolean valid) {
        assertThat(check(List.of(), route("/", r -> r.domain(domain))).isEmpty())
                .isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "/, true",
        "/a, true",
        "/a/b/, true",
        "/a%20b, true",
        "/.well-known, true",
        "'', false",
        "a, false",
        "//, false",
        "/a//b, false",
        "/a/./b, false",
        "/.., false",
        "/a b, false",
        "/*, false",
        "/a?b, false",
        "/ü, false"
    })
    void pathsAreWholeSegments(String path, boolean valid) {
        assertThat(check(List.of(), route(path, r -> r)).isEmpty()).isEqualTo(valid);
    }

    @Test
    void routesMustDiffer() {
        assertThat(codes(check(
                        List.of(),
                        route("/a", r -> r.domain("x.y")),
                        route("/a/", r -> r.domain("x.y")),
                        route("/a", r -> r))))
                .containsExactly("UPK018");
    }

    @Test
    void aRouteToAProcessThatIsNotThereIsAnError() {
        List<Diagnostic> found =
                check(List.of(process("billing", p -> p)), route("/", r -> r.process(new ProcessId("biling"))));

        assertThat(found).singleElement().satisfies(d -> {
            assertThat(d.code()).isEqualTo("UPK016");
            assertThat(d.path()).isEqualTo("/routes/0/process");
            assertThat(d.help()).isEqualTo("did you mean `billing`?");
        });
    }

    @Test
    void listenersMustDifferAndLieInRange() {
        assertThat(codes(check(ProxySpec.DEFAULT.withPorts(80, 443, 80)))).containsExactly("UPK019");
        assertThat(codes(check(ProxySpec.DEFAULT.withPorts(-1, 70_000, 0)))).containsExactly("UPK006");
        assertThat(check(ProxySpec.DEFAULT.withPorts(0, 0, 0))).isEmpty();
    }

    @Test
    void thePortForHttpsOnlyMattersIfARouteHasSsl() {
        ProxySpec clash = ProxySpec.DEFAULT.withPorts(8080, 8080, 9900);

        assertThat(check(clash)).isEmpty();
        assertThat(codes(check(clash.withRoutes(List.of(route("/", r -> r.ssl(true)))))))
                .containsExactly("UPK019");
    }

    @Test
    void disabledProcessesMayShareAPort() {
        ProcessSpec a = process("a", p -> p.env(Map.of("PORT", "3000")));
        ProcessSpec b = process("b", p -> p.env(Map.of("PORT", "3000")).enabled(false));

        assertThat(check(List.of(a, b))).isEmpty();
    }

    @Test
    void mistypedWordsAreRecognised() {
        List<String> known = List.of("command", "cwd", "env", "args");

        assertThat(Words.nearest("comand", known)).contains("command");
        assertThat(Words.nearest("ocmmand", known)).contains("command");
        assertThat(Words.nearest("CWD", known)).contains("cwd");
        assertThat(Words.nearest("enviroment", known)).isEmpty();
        assertThat(Words.nearest("x".repeat(100_000), known)).isEmpty();
    }

    private static List<Diagnostic> check(List<ProcessSpec> processes, Route... routes) {
        return Rules.check(Configuration.of(processes, ProxySpec.DEFAULT.withRoutes(List.of(routes))));
    }

    private static List<Diagnostic> check(ProxySpec proxy) {
        return Rules.check(Configuration.of(List.of(), proxy));
    }

    private static List<String> codes(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Diagnostic::code).toList();
    }

    private static ProcessSpec process(String id, UnaryOperator<ProcessSpecBuilder> details) {
        return details.apply(ProcessSpec.builder(new ProcessId(id)).command("node"))
                .build();
    }

    private static Route route(String path, UnaryOperator<Route.Builder> details) {
        return details.apply(Route.builder(URI.create("http://localhost:3000")).path(path))
                .build();
    }

    private static HealthCheck http(String url) {
        return HealthCheck.builder(new Probe.Http(URI.create(url), Statuses.OK, Map.of()))
                .build();
    }
}
