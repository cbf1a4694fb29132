package dev.upkeep.rest;

import dev.upkeep.ActionResult;
import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepListener;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.route.Traffic;
import dev.upkeep.route.TrafficReport;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.CertificateStatus;
import dev.upkeep.tls.ServerKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A supervisor that says what it is told to say: for exact pids and times, and for outcomes that are hard to bring about. */
final class ScriptedUpkeep implements Upkeep {
    final List<ProcessStatus> processes = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    final List<LogLine> lines = new ArrayList<>();
    final List<CertificateStatus> certificates = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<UpkeepListener> listeners = new CopyOnWriteArrayList<>();
    CompletionStage<ActionResult> outcome = new CompletableFuture<>();
    CompletionStage<ReloadResult> reloaded = new CompletableFuture<>();
    TrafficReport traffic = new TrafficReport(List.of(), requests(0, 0), Map.of());
    boolean stopping;
    boolean responsive = true;
    Instant startedAt = Instant.parse("2024-01-01T11:00:00Z");

    ScriptedUpkeep with(ProcessStatus... more) {
        processes.addAll(List.of(more));
        return this;
    }

    ScriptedUpkeep routedTo(String id) {
        routes.add(Route.builder(URI.create("http://localhost:3001"))
                .process(new ProcessId(id))
                .build());
        return this;
    }

    @Override
    public CompletionStage<Void> start() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> stop() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Optional<ServerKeys> serverKeys() {
        return Optional.empty();
    }

    @Override
    public List<CertificateStatus> certificates() {
        return certificates;
    }

    @Override
    public void close() {}

    @Override
    public void kill() {}

    @Override
    public CompletionStage<ActionResult> act(ProcessId id, Action action) {
        asked.add(action + " " + id);
        return outcome;
    }

    @Override
    public CompletionStage<ReloadResult> reload() {
        asked.add("RELOAD");
        return reloaded;
    }

    @Override
    public CompletionStage<ReloadResult> preview() {
        asked.add("PREVIEW");
        return reloaded;
    }

    @Override
    public List<ProcessStatus> processes() {
        return List.copyOf(processes);
    }

    @Override
    public Optional<ProcessStatus> process(ProcessId id) {
        return processes.stream().filter(p -> p.id().equals(id)).findFirst();
    }

    @Override
    public List<LogLine> logs(ProcessId id, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    @Override
    public List<LogLine> logs(ProcessId id, long after, int count) {
        return lines.stream().filter(l -> l.seq() > after).limit(count).toList();
    }

    @Override
    public Router router() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TrafficReport traffic() {
        return traffic;
    }

    /** So many requests, of which some were answered with 500. */
    static Traffic requests(long good, long failed) {
        return new Traffic(good + failed, Map.of(2, good, 5, failed), Map.of(), 0, 0, 0, Duration.ZERO, List.of());
    }

    @Override
    public Configuration configuration() {
        return Configuration.of(List.of(), ProxySpec.DEFAULT.withRoutes(routes));
    }

    @Override
    public Path stateDirectory() {
        return Path.of(".upkeep");
    }

    @Override
    public boolean isStopping() {
        return stopping;
    }

    @Override
    public boolean isResponsive() {
        return responsive;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Subscription listen(UpkeepListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells this to all who listen. */
    void tell(UpkeepEvent event) {
        listeners.forEach(l -> l.happened(event));
    }

    /** A process is in this way from now on, and all who listen are told. */
    void becomes(ProcessStatus status) {
        processes.replaceAll(p -> p.id().equals(status.id()) ? status : p);
        tell(new UpkeepEvent.StateChanged(status.state(), status));
    }
}
