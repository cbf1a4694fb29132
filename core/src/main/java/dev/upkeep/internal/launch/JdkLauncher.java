package dev.upkeep.internal.launch;

import dev.upkeep.internal.output.Spool;
import dev.upkeep.internal.output.SpoolFolder;
import dev.upkeep.internal.output.SpoolName;
import dev.upkeep.internal.output.SpoolSpace;
import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.internal.system.ShortCommand;
import dev.upkeep.internal.tree.Tree;
import dev.upkeep.process.Command;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.spi.ProcessLauncher;
import dev.upkeep.spi.Timers;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Launches with {@link ProcessBuilder}. Each process leads a session of its own where {@code setsid(1)} is at hand, reads
 * nothing, and appends what it prints to spool files, from where one thread reads it for all. Thread-safe.
 */
public final class JdkLauncher implements ProcessLauncher, AutoCloseable {
    private static final String LAUNCH = "launch=";

    private final ProgramSearch search = ProgramSearch.here();
    private final Prefix prefix = new Prefix(search);
    private final Accounts accounts = new Accounts(search);
    private final SpoolFolder spools;
    private final Shared shared;
    private final Orphanage orphanage;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong launches = new AtomicLong();
    /** Launches of earlier supervisors that this one has taken over. */
    private final Set<String> adopted = ConcurrentHashMap.newKeySet();

    /**
     * A launcher that has not launched anything.
     *
     * @param stateDirectory where spool files are kept; made on first use
     * @param executor for short work that may block some milliseconds; completes what {@link LiveProcess} promises
     * @param timers for looking again after what outlives its root
     */
    public JdkLauncher(Path stateDirectory, Executor executor, Timers timers) {
        this.spools = new SpoolFolder(stateDirectory);
        this.shared = Shared.of(executor, timers, new SpoolSpace(search.tool("fallocate"), executor));
        this.orphanage = new Orphanage(spools, shared);
    }

    @Override
    public LiveProcess launch(Launch launch) throws LaunchException {
        Command command = launch.command();
        Passable.require(command);
        Path folder = search.folder(command);
        Path program = search.program(command, folder);
        Optional<Account> account = accounts.of(command);
        ProcessBuilder builder = builder(prefix.of(launch, account), program, command, folder);
        PidFile pidFile = prepared(launch.pidFile());
        String name = run + "." + launches.incrementAndGet();
        try {
            requireNoOrphan(pidFile);
            ChildEnvironment.shape(builder.environment(), command, account, launch.id(), name);
            LaunchRecord record = begun(launch, name);
            Spool spool = spool(launch, name);
            Process process = start(launch, spool, record, builder);
            try {
                spool.makePosition();
                Tree tree = shared.tree(process, name, launch.killMode());
                note(process, tree, record, pidFile, name);
                return alive(process, spool, new Traces(Optional.of(pidFile), record), tree);
            } catch (RuntimeException | Error e) {
                process.toHandle().destroyForcibly(); // nobody would know of it
                throw e;
            }
        } catch (LaunchException e) {
            pidFile.abandon();
            throw e;
        }
    }

    private static PidFile prepared(Path path) throws LaunchException {
        PidFile pidFile = new PidFile(path);
        try {
            pidFile.prepare();
            return pidFile;
        } catch (IOException e) {
            throw new LaunchException("pidFile: " + pidFile + " cannot be written: " + FileTrouble.say(e), e);
        }
    }

    /** What an earlier run has left alive must not get a double; what this run has launched is known to it. */
    private void requireNoOrphan(PidFile pidFile) throws LaunchException {
        Optional<PidFile.Noted> orphan = pidFile.noted()
                .filter(noted -> noted.proofs().stream().noneMatch(this::isKnown))
                .filter(shared::lives);
        if (orphan.isPresent()) {
            long pid = orphan.get().pid();
            throw new LaunchException(
                    "pid " + pid + " of an earlier run still lives (" + pidFile + "); end it with kill " + pid);
        }
    }

    private boolean isKnown(String proof) {
        return proof.startsWith(LAUNCH + run + ".")
                || proof.startsWith(LAUNCH) && adopted.contains(proof.substring(LAUNCH.length()));
    }

    /** From now on, whatever becomes of this launch, a later supervisor finds it. */
    private LaunchRecord begun(Launch launch, String name) throws LaunchException {
        try {
            LaunchRecord record = LaunchRecord.of(spools.path(), new SpoolName(launch.id(), name));
            record.begin(shared.boot(), Instant.now(), launch);
            return record;
        } catch (IOException e) {
            throw new LaunchException("stateDirectory: output cannot be kept there: " + FileTrouble.say(e), e);
        }
    }

    private Spool spool(Launch launch, String name) throws LaunchException {
        try {
            return spools.create(launch.id(), name, launch.output());
        } catch (IOException e) {
            throw new LaunchException("stateDirectory: output cannot be kept there: " + FileTrouble.say(e), e);
        }
    }

    private static ProcessBuilder builder(List<String> prefix, Path program, Command command, Path folder) {
        List<String> words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(command.args());
        return new ProcessBuilder(words).directory(folder.toFile());
    }

    private static Process start(Launch launch, Spool spool, LaunchRecord record, ProcessBuilder builder)
            throws LaunchException {
        builder.redirectInput(Redirect.from(ShortCommand.NOTHING));
        builder.redirectOutput(Redirect.appendTo(spool.out().toFile()));
        builder.redirectError(Redirect.appendTo(spool.err().toFile()));
        try {
            return builder.start();
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            spool.delete();
            record.delete();
            throw LaunchFailure.of(launch.command(), e);
        }
    }

    private static void note(Process process, Tree tree, LaunchRecord record, PidFile pidFile, String name) {
        record.complete(process.pid(), tree.root().start(), Instant.now());
        List<String> proofs =
                Stream.concat(tree.proofs().stream(), Stream.of(LAUNCH + name)).toList();
        pidFile.write(process.pid(), proofs);
    }

    private LiveProcess alive(Process process, Spool spool, Traces traces, Tree tree) {
        JdkProcess alive = new JdkProcess(Root.child(process), tree, traces, spool, shared);
        alive.watch();
        return alive;
    }

    @Override
    public List<Orphan> orphans() {
        return orphanage.find();
    }

    @Override
    public LiveProcess adopt(Orphan orphan, OutputSink output) {
        adopted.add(orphan.launch());
        return orphanage.adopt(orphan, output);
    }

    /** Gives its thread back as soon as nothing that was launched lives. Ends no process. */
    @Override
    public void close() {
        shared.tailer().close();
    }
}
