package dev.upkeep;

import dev.upkeep.process.Command;
import dev.upkeep.process.Exit;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.Hooks.Hook;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.spi.ProcessLauncher.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs what is to be run beside one process: its hooks, and its stop command. A process without any pays nothing for it.
 * Thread-safe.
 */
final class Companion {
    private static final int LONGEST_ID = 64;

    private final Outside outside;
    private final Printed output;
    private final Supplier<ProcessSpec> spec;
    private volatile Optional<Errand> preparation = Optional.empty();

    /**
     * One that has run nothing.
     *
     * @param spec as it is now
     */
    Companion(Outside outside, Printed output, Supplier<ProcessSpec> spec) {
        this.outside = outside;
        this.output = output;
        this.spec = spec;
    }

    /** Does what comes before a launch; says why there can be none, if there can't. */
    CompletionStage<Optional<String>> prepare() {
        ProcessSpec now = spec.get();
        Optional<Hook> hook = now.hooks().preStart();
        if (hook.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        output.writeTo(now);
        Errand errand = run("preStart", hook.get().command(), hook.get().timeout(), Map.of());
        preparation = Optional.of(errand);
        return errand.done()
                .thenApply(trouble ->
                        trouble.map(why -> "preStart: " + quoted(hook.get().command()) + " " + why));
    }

    /** Makes an end of what comes before a launch, since there shall be none. */
    void giveUp() {
        preparation.ifPresent(Errand::cancel);
    }

    /** The process that was launched just now; runs what comes after a launch. */
    LiveProcess begin(LiveProcess process) {
        return new Accompanied(
                process, this, startIfAny("postStart", spec.get().hooks().postStart(), about(process)));
    }

    /** The process with all that happens beside it from now on. It may have been launched by an earlier supervisor. */
    LiveProcess accompany(LiveProcess process) {
        return new Accompanied(process, this, Optional.empty());
    }

    /** Runs one if there is one; if it fails, that is said in the log and is all. */
    CompletionStage<Void> runIfAny(String name, Optional<Hook> hook, Map<String, String> variables) {
        return Errand.over(startIfAny(name, hook, variables));
    }

    private Optional<Errand> startIfAny(String name, Optional<Hook> hook, Map<String, String> variables) {
        return hook.map(h -> {
            Errand errand = run(name, h.command(), h.timeout(), variables);
            errand.done().thenAccept(trouble -> trouble.ifPresent(why -> complain(name, h.command(), why)));
            return errand;
        });
    }

    void complain(String name, List<String> command, String why) {
        Logs.UPKEEP.warn("Process {}: {}: {} {}", spec.get().id(), name, quoted(command), why);
    }

    private static String quoted(List<String> command) {
        return "\"" + command.get(0) + "\"";
    }

    /** Runs one command in the surroundings of the process. */
    Errand run(String name, List<String> words, Duration timeout, Map<String, String> variables) {
        return run(name, words, timeout, variables, output);
    }

    /** Runs one command in the surroundings of the process, and lets somebody take what it prints. */
    Errand run(String name, List<String> words, Duration timeout, Map<String, String> variables, OutputSink sink) {
        ProcessSpec now = spec.get();
        Map<String, String> added = new HashMap<>(variables);
        added.put("UPKEEP_PROCESS", now.id().value());
        added.put("UPKEEP_HOOK", name);
        Command command = now.command().instead(words, added);
        Launch launch = new Launch(
                idOf(now, name), command, pidFile(now, name), sink, Notes.of(now), Signal.SIGTERM, KillMode.TREE, 1);
        return Errand.start(outside, launch, timeout);
    }

    /** A name that is not that of the process: what runs beside it must never be mistaken for it. */
    private static ProcessId idOf(ProcessSpec spec, String name) {
        String end = "." + name;
        String begin = spec.id().value();
        return new ProcessId(begin.substring(0, Math.min(begin.length(), LONGEST_ID - end.length())) + end);
    }

    /** Beside that of the process; a command that an earlier supervisor has left running gets no double. */
    private static Path pidFile(ProcessSpec spec, String name) {
        return spec.pidFile().resolveSibling("." + spec.pidFile().getFileName() + "." + name);
    }

    /** What tells a command of its process. */
    static Map<String, String> about(LiveProcess process) {
        return Map.of("UPKEEP_PID", Long.toString(process.pid()));
    }

    /** What tells a command of its process, and of its end. */
    static Map<String, String> about(LiveProcess process, Exit exit) {
        Map<String, String> all = new HashMap<>(about(process));
        if (exit instanceof Exit.Code code) {
            all.put("UPKEEP_EXIT_CODE", Integer.toString(code.value()));
        }
        return all;
    }

    ProcessSpec spec() {
        return spec.get();
    }
}
