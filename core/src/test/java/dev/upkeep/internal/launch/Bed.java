package dev.upkeep.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.linux.ProcStat;
import dev.upkeep.internal.system.DaemonThreads;
import dev.upkeep.internal.system.ThreadTimers;
import dev.upkeep.process.Command;
import dev.upkeep.process.Command.Inherited;
import dev.upkeep.process.Exit;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.Limits;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import dev.upkeep.testing.Waits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Real launching in a folder that will be thrown away. Closing it ends all that it launched, and checks that. */
final class Bed implements AutoCloseable {
    final Path folder;
    final Printed printed = new Printed();
    final ExecutorService executor = Executors.newCachedThreadPool(new DaemonThreads("test"));
    final ThreadTimers timers = new ThreadTimers();
    final JdkLauncher launcher;
    private final List<LiveProcess> launched = new ArrayList<>();

    Bed(Path folder) {
        this.folder = folder;
        launcher = new JdkLauncher(folder.resolve(".upkeep"), executor, timers);
    }

    /** Runs a script with {@code sh -c}. */
    LiveProcess shell(String script) throws LaunchException {
        return launch(command("sh", "-c", script));
    }

    LiveProcess launch(Command command) throws LaunchException {
        return launch(command, printed);
    }

    LiveProcess launch(Command command, OutputSink output) throws LaunchException {
        return launch(new Launch(new ProcessId("web"), command, pidFile(), output, Map.of()));
    }

    /** Runs a script with {@code sh -c}, within limits. */
    LiveProcess shell(String script, Limits limits) throws LaunchException {
        return launch(new Command(
                "sh", List.of("-c", script), Optional.of(folder), Map.of(), Inherited.ALL, List.of(), limits));
    }

    /** Runs a script with {@code sh -c} that will be ended in another way than most. */
    LiveProcess shell(String script, Signal stopSignal, KillMode mode) throws LaunchException {
        return launch(new Launch(
                new ProcessId("web"), command("sh", "-c", script), pidFile(), printed, Map.of(), stopSignal, mode, 1));
    }

    /** A launch that is not done. */
    Launch described(Limits limits) {
        Command command = new Command("sh", List.of(), Optional.of(folder), Map.of(), Inherited.ALL, List.of(), limits);
        return new Launch(new ProcessId("web"), command, pidFile(), printed, Map.of());
    }

    private LiveProcess launch(Launch launch) throws LaunchException {
        LiveProcess process = launcher.launch(launch);
        launched.add(process);
        return process;
    }

    LiveProcess adopt(Orphan orphan) {
        LiveProcess process = launcher.adopt(orphan, printed);
        launched.add(process);
        return process;
    }

    Path pidFile() {
        return folder.resolve("pids/web.pid");
    }

    Command command(String program, String... args) {
        return new Command(program, List.of(args), Optional.of(folder), Map.of(), Inherited.ALL);
    }

    static Exit exit(LiveProcess process) {
        return Waits.value(process.exited());
    }

    static void gone(LiveProcess process) {
        Waits.value(process.gone());
    }

    /** A zombie does not live; {@link ProcessHandle} thinks otherwise. */
    static boolean lives(long pid) {
        return new ProcFs().stat(pid).filter(ProcStat::isAlive).isPresent();
    }

    @Override
    public void close() {
        try {
            for (LiveProcess process : launched) {
                process.signal(Signal.SIGKILL);
                gone(process);
                assertThat(lives(process.pid())).isFalse();
            }
        } finally {
            launcher.close();
            timers.close();
            executor.shutdown();
        }
    }
}
