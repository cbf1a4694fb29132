package dev.upkeep.testkit.junit;

import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepBuilder;
import dev.upkeep.process.ProcessId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The processes of one class, or of one test: they run from when it is made until it is closed. */
final class Stage implements AutoCloseable {
    private final List<ManagedProcess> processes;
    private final Upkeep upkeep;
    private final Watchdog watchdog;

    private Stage(List<ManagedProcess> processes, Upkeep upkeep, Watchdog watchdog) {
        this.processes = processes;
        this.upkeep = upkeep;
        this.watchdog = watchdog;
    }

    /** Starts all, and returns when all are ready; fails with the last lines of the first that is not. */
    static Stage of(String name, Map<String, ManagedProcess> byId) {
        Path folder = folder().resolve(name);
        UpkeepBuilder builder = Upkeep.builder().stateDirectory(folder.resolve("state"));
        byId.forEach((id, process) -> builder.process(process.spec(new ProcessId(id), folder)));
        Upkeep upkeep = builder.build();
        Watchdog watchdog = Watchdog.begin();
        upkeep.listen(watchdog);
        Sightings sightings = new Sightings();
        upkeep.listen(sightings);
        byId.forEach((id, process) -> process.runs(new ProcessId(id), upkeep, sightings));
        Stage stage = new Stage(List.copyOf(byId.values()), upkeep, watchdog);
        try {
            upkeep.start();
            stage.processes.forEach(ManagedProcess::awaitReady);
            stage.processes.forEach(process -> watchdog.watch(process.status()));
            return stage;
        } catch (AssertionError | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    List<ManagedProcess> processes() {
        return processes;
    }

    @Override
    public void close() {
        upkeep.close();
        watchdog.dismiss();
    }

    /** Where builds keep what they make; the same each time, so that what a killed JVM has left is found again. */
    private static Path folder() {
        for (String output : List.of("target", "build")) {
            if (Files.isDirectory(Path.of(output))) {
                return Path.of(output, "upkeep").toAbsolutePath();
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "upkeep-" + System.getProperty("user.name"));
    }
}
