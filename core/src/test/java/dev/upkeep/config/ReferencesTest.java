package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.health.Probe;
import dev.upkeep.internal.config.keys.BothFiles;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Balancing;
import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Route;
import dev.upkeep.route.Route.HoldLimit;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.testing.MadePem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one place of a configuration says about another: paths, variables, addresses, the other file. */
class ReferencesTest extends ConfigTest {
    @Test
    void everyKeyOfTheProxyArrives() throws Exception {
        CertificateSpec.Pem made = new MadePem(path).pair("a", "-keyalg", "EC", "-ext", "SAN=dns:*.xn--exmple-cua.com");
        ProxySpec proxy = folder.write("tls/a.pem", Files.readString(made.certificate()))
                .processes("processes: {}")
                .proxy(
                        "host: 127.0.0.1\nport: 80\nhttpsPort: 443\nmanagementPort: 0\n"
                                + "tls:\n  certificates:\n    - {certificate: tls/a.pem, key: %s/a.key}\n"
                                        .formatted(path)
                                + "    - {keystore: a.p12, password: \"%s\"}\n".formatted(MadePem.PASSWORD)
                                + "routes:\n  - domain: \"*.Exämple.com\"\n    path: /app\n    target: http://localhost:3000\n"
                                + "    ssl: true\n    sslRedirect: false\n    queue: {maxSize: 5, maxTime: 1s}\n"
                                + "    connectTimeout: 2s\n    responseTimeout: 3m\n"
                                + "    drainTimeout: 4s\n    balance: round-robin\n    slowStart: 5s\n    retry: {attempts: 1}\n    websocket: false\n")
                .load()
                .configuration()
                .proxy();

        Route route = Route.builder(URI.create("http://localhost:3000"))
                .domain("*.xn--exmple-cua.com")
                .path("/app")
                .ssl(true)
                .sslRedirect(false)
                .hold(new HoldLimit(5, Duration.ofSeconds(1)))
                .connectTimeout(Duration.ofSeconds(2))
                .responseTimeout(Duration.ofMinutes(3))
                .drainTimeout(Duration.ofSeconds(4))
                .balancing(new Balancing(Balancing.Policy.ROUND_ROBIN, Duration.ofSeconds(5)))
                .attempts(1)
                .upgrades(false)
                .build();
        CertificateSpec certificate = new CertificateSpec.Pem(path.resolve("tls/a.pem"), path.resolve("a.key"));
        CertificateSpec store =
                new CertificateSpec.Pkcs12(path.resolve("a.p12"), Optional.of(MadePem.PASSWORD), Optional.empty());
        assertThat(proxy)
                .isEqualTo(new ProxySpec("127.0.0.1", 80, 443, 0, List.of(certificate, store), List.of(route)));
    }

    @Test
    void theFormOfTheAccessLogArrives() {
        assertThat(folder.processes("processes: {}")
                        .proxy("accessLog: json")
                        .load()
                        .configuration()
                        .proxy()
                        .accessLog())
                .isEqualTo(AccessLog.JSON);
    }

    @Test
    void everyLimitForClientsArrives() {
        ClientLimits limits = folder.processes("processes: {}")
                .proxy("limits: {maxUriSize: 4KB, maxHeaderSize: 9000, maxConnections: 7, headerTimeout: 3s,"
                        + " bodyTimeout: 4s, keepAliveTimeout: 5s}")
                .load()
                .configuration()
                .proxy()
                .limits();
        assertThat(limits)
                .isEqualTo(new ClientLimits(
                        4096, 9000, 7, Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)));
    }

    @Test
    void filesThatAreWrittenWhileTheyAreReadAreReadAgain() {
        folder.processes(ConfigFolder.API);
        Iterator<Runnable> writers = List.<Runnable>of(
                        () -> folder.processes("processes:\n  half:\n    na"),
                        () -> folder.processes(ConfigFolder.API.replace("node", "deno")),
                        () -> {})
                .iterator();
        BothFiles files = ConfigFiles.readWhole(path, () -> {
            BothFiles read = BothFiles.read(path, name -> null);
            writers.next().run();
            return read;
        });
        assertThat(files.problems()).isEmpty();
        assertThat(files.configuration()
                        .process(new ProcessId("api"))
                        .orElseThrow()
                        .command()
                        .program())
                .isEqualTo("deno");
    }

    @Test
    void relativePathsCountFromTheFolderOfTheFile() {
        ProcessSpec api = folder.api("cwd: ./app", "pidFile: ../run/api.pid", "logFile: /var/log/api.log");

        assertThat(api.command().cwd()).contains(path.resolve("app"));
        assertThat(api.pidFile()).isEqualTo(path.resolveSibling("run").resolve("api.pid"));
        assertThat(api.logFile()).isEqualTo(Path.of("/var/log/api.log"));
    }

    @Test
    void aRelativeCommandStaysAsItIs() {
        assertThat(folder.processes(ConfigFolder.API.replace("node", "./bin/start"))
                        .load()
                        .configuration()
                        .process(new ProcessId("api"))
                        .orElseThrow()
                        .command()
                        .program())
                .isEqualTo("./bin/start");
    }

    @Test
    void theProxyMayNameAnotherFileForTheProcesses() {
        folder.proxy("processConfigFile: more/backends.yaml").write("more/backends.yaml", ConfigFolder.API);

        ProcessSpec api =
                folder.load().configuration().process(new ProcessId("api")).orElseThrow();
        assertThat(api.pidFile()).isEqualTo(path.resolve("more/pids/api.pid"));
    }

    @Test
    void filesInOtherFoldersAreNamedWithTheirFolder() {
        folder.proxy("processConfigFile: more/backends.yaml").write("more/backends.yaml", "api: 1");

        assertThat(folder.diagnostics())
                .singleElement()
                .satisfies(d -> assertThat(d.file()).isEqualTo("more/backends.yaml"));
    }

    @Test
    void variablesAreReplacedInBothFiles() {
        Map<String, String> environment = Map.of("NAME", "API", "P", "3000", "Q", "8000", "ON", "true");
        folder.processes("processes:\n  api:\n    name: ${NAME} ${NONE:-one}\n    command: $$node $HOME\n"
                        + "    enabled: ${ON}\n    env:\n      PORT: ${P}\n      ${NAME}: literal\n")
                .proxy("port: ${Q}\nmanagementPort: ${MISSING:-0}\n");

        ProcessSpec api = folder.load(environment)
                .configuration()
                .process(new ProcessId("api"))
                .orElseThrow();
        assertThat(api.name()).isEqualTo("API one");
        assertThat(api.command().program()).isEqualTo("$node $HOME");
        assertThat(api.command().environment()).isEqualTo(Map.of("PORT", "3000", "${NAME}", "literal"));
    }

    @Test
    void aVariableAloneIsWhatItsTextIsInQuotesToo() {
        Map<String, String> environment = Map.of("N", "7", "ON", "false", "EMPTY", "", "P", "18");
        folder.processes("processes:\n  api:\n    name: ${N}\n    command: \"${N}\"\n    description: \"${EMPTY}\"\n"
                        + "    enabled: \"${ON}\"\n    restartPolicy: {maxAttempts: '${N}', multiplier: \"${N}\"}\n"
                        + "    env: {A: \"${EMPTY}\", B: \"${N}\", C: \"1${N}\"}\n")
                .proxy("port: \"${P}${P}\"\nhttpsPort: ${P}0\nmanagementPort: \"${NONE:-0}\"");

        Configuration configuration = folder.load(environment).configuration();
        ProcessSpec api = configuration.process(new ProcessId("api")).orElseThrow();
        assertThat(api.name()).isEqualTo("7");
        assertThat(api.command().program()).isEqualTo("7");
        assertThat(api.description()).isEmpty();
        assertThat(api.enabled()).isFalse();
        assertThat(api.restartPolicy().maxAttempts()).isEqualTo(7);
        assertThat(api.command().environment()).isEqualTo(Map.of("A", "", "B", "7", "C", "17"));
        assertThat(configuration.proxy()).isEqualTo(ProxySpec.DEFAULT.withPorts(1818, 180, 0));
    }

    @Test
    void aVariableOfTheWrongTypeIsToldSo() {
        folder.processes("processes: {}").proxy("port: \"${P:-many}\"\nhost: ${H:-}\nhttpsPort: \"80${P:-80}\"");

        assertThat(folder.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "`port` must be a whole number, not text",
                        "`host` must be text, not nothing",
                        "`httpsPort` must be a whole number, not text");
    }

    @Test
    void tagsThatFitAreNothingToComplainOf() {
        folder.processes(
                "!!map\nprocesses: !!map\n  api:\n    <<: &a {x-a: 1}\n    name: !!str 5\n    command: !!str node\n"
                        + "    enabled: !!bool true\n    args: !!seq [!!int 5, !!float 1, ! x, '5']\n"
                        + "    restartPolicy: {maxAttempts: !!int \"${N:-5}\", multiplier: !!float 2}\n    env: !!null\n");

        assertThat(folder.diagnostics()).isEmpty();
    }

    @Test
    void linksDoNotHideThatAFileIsUpkeepsOwn() throws IOException {
        Path link = Files.createSymbolicLink(path.resolve("link"), path);
        folder.processes(ConfigFolder.API + "    pidFile: link/processes.yaml\n    logFile: link/.upkeep/token\n");
        assertThat(folder.diagnostics()).extracting(Diagnostic::code).containsExactly("UPK017", "UPK017");

        folder.processes(ConfigFolder.API + "    pidFile: " + path.resolve("proxy.yaml") + "\n    logFile: "
                + path.resolve(".upkeep/token") + "\n");
        assertThat(new ConfigFolder(link).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("UPK017", "UPK017");
    }

    @Test
    void aRelativeHealthAddressCountsFromTheTargetOfTheFirstRoute() {
        folder.proxy("routes:\n  - {path: /a, target: 'http://127.0.0.1:3000/', process: api}\n"
                + "  - {path: /b, target: 'http://127.0.0.1:4000', process: api}\n");

        assertThat(url(folder.api("healthCheck: {enabled: true}"))).isEqualTo("http://127.0.0.1:3000/health");
        assertThat(url(folder.api("healthCheck: {enabled: true, url: /up?x=1}")))
                .isEqualTo("http://127.0.0.1:3000/up?x=1");
    }

    @Test
    void withoutARouteItCountsFromThePortInTheEnvironment() {
        assertThat(url(folder.api("env: {PORT: 3000}", "healthCheck: {enabled: true}")))
                .isEqualTo("http://localhost:3000/health");
    }

    @Test
    void aHealthCheckThatIsNotEnabledIsNone() {
        assertThat(folder.api("healthCheck: {interval: 10s}").healthCheck()).isEmpty();
    }

    @Test
    void theMessageOfTheExceptionNamesPlacesButShowsNoSource() {
        folder.processes(ConfigFolder.API + "    env:\n      SECRET: [hunter2]\n")
                .proxy("prot: 1");

        assertThatThrownBy(folder::load).isInstanceOf(ConfigException.class).hasMessage("""
                        processes.yaml:6:7: `SECRET` must be text, not a list (write text, e.g. `SECRET: "text"`)
                        proxy.yaml:1:1: unknown key `prot` in proxy.yaml (did you mean `port`?)""");
    }

    @Test
    void pathsOfABareFileAreThoseOfTheDocument() {
        folder.processes("api: {name: API, command: node, argz: []}");

        assertThat(folder.diagnostics()).extracting(Diagnostic::path).containsExactly("/api/argz");
    }

    private static String url(ProcessSpec spec) {
        return ((Probe.Http) spec.healthCheck().orElseThrow().probe()).url().toString();
    }
}
