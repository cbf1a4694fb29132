package dev.upkeep.examples.launcher;

import dev.upkeep.StateDirectoryException;
import dev.upkeep.Upkeep;
import dev.upkeep.config.ConfigException;
import dev.upkeep.config.DiagnosticText;
import dev.upkeep.examples.terminal.ExitCode;
import dev.upkeep.examples.terminal.Failure;
import dev.upkeep.examples.terminal.Noted;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.metrics.UpkeepMetrics;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.CertificateSources;
import dev.upkeep.tls.ServerKeys;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * {@code upkeep run}: listens first, so that requests wait while the processes start, then starts them; ends the other way
 * round.
 */
final class Run implements Callable<Integer> {
    /** The addresses are shown after the first word of each process, or after so long if one is slow. */
    private static final int PATIENCE_SECONDS = 2;

    private final Path config;
    private final Adapter adapter;
    private final Ports ports;
    private final boolean watch;
    private final Talk talk;

    Run(Path config, Adapter adapter, Ports ports, boolean watch, PrintWriter err) {
        this.config = config;
        this.adapter = adapter;
        this.ports = ports;
        this.watch = watch;
        this.talk = new Talk(err);
    }

    @Override
    public Integer call() throws Exception {
        try (Upkeep upkeep =
                Upkeep.fromYaml(config).adjustProxy(ports::in).watchFiles(watch).build()) {
            return listen(upkeep);
        } catch (StateDirectoryException e) {
            throw new Failure(e.isInUse() ? ExitCode.TAKEN : ExitCode.FAILED, String.valueOf(e.getMessage()));
        } catch (ConfigException e) {
            talk.say(DiagnosticText.render(e.diagnostics(), config).stripTrailing());
            return ExitCode.CONFIG_INVALID;
        }
    }

    private int listen(Upkeep upkeep) throws Exception {
        ProxySpec spec = upkeep.configuration().proxy();
        Optional<ServerKeys> keys = upkeep.serverKeys();
        Access access = Access.tokenFile(upkeep.stateDirectory().resolve("token"))
                .or(Access.tokens(() -> upkeep.configuration().proxy().tokens()));
        try (UpkeepMetrics metrics = new UpkeepMetrics(upkeep);
                Opened proxy = adapter.proxy(upkeep.router(), spec, keys);
                Opened management = adapter.management(api(upkeep, access, metrics), spec.managementPort())) {
            Optional<CertificateSpec.Acme> authority = CertificateSources.account(spec);
            return supervise(
                    upkeep, new Addresses(spec.host(), proxy, management, keys, authority, upkeep.stateDirectory()));
        }
    }

    private static ManagementApi api(Upkeep upkeep, Access access, UpkeepMetrics metrics) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        metrics.bindTo(registry);
        return ManagementApi.builder(upkeep, access)
                .metrics(registry::scrape)
                .listener(metrics)
                .build();
    }

    private int supervise(Upkeep upkeep, Addresses addresses) throws Exception {
        Ending ending = new Ending(upkeep, talk, Ending.Patience.USUAL, Runtime.getRuntime()::halt);
        Noted.address(upkeep.stateDirectory(), addresses.listener());
        Signals.handle(List.of("INT", "TERM", "HUP"), ending::signalled);
        talk.begin(upkeep.configuration());
        int code;
        try (News news = new News(upkeep, talk)) {
            upkeep.listen(news);
            upkeep.start();
            news.settled()
                    .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .thenRun(() -> talk.addresses(addresses));
            code = ending.code().get();
        }
        Noted.forget(upkeep.stateDirectory());
        talk.stopped();
        return code;
    }
}
