package dev.upkeep.internal.launch;

import dev.upkeep.internal.launch.LaunchRecord.Known;
import dev.upkeep.internal.output.Spool;
import dev.upkeep.internal.output.SpoolFolder;
import dev.upkeep.internal.output.SpoolName;
import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.internal.tree.Tree;
import dev.upkeep.internal.tree.Tree.Member;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.OutputSink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What earlier supervisors have left, found by the files of their launches, and taken over. Thread-safe. */
final class Orphanage {
    private static final Logger LOG = LoggerFactory.getLogger(Orphanage.class);

    private final SpoolFolder spools;
    private final Shared shared;
    private final Map<String, Found> found = new HashMap<>(); // by launch; guarded by this

    /**
     * What there is of one launch.
     *
     * @param root pid 0 if nothing proves any process to be in its session
     * @param older launches of the same instance, of which at most lines should be left
     */
    private record Found(SpoolName name, Known known, boolean sameBoot, Member root, boolean alive, List<Found> older) {
        Instant launched() {
            return known.launched().orElse(Instant.EPOCH);
        }

        ProcessId id() {
            return known.id().orElse(name.id());
        }

        Copy copy() {
            return new Copy(id(), known.instance());
        }

        Found with(List<Found> others) {
            return new Found(name, known, sameBoot, root, alive, others);
        }
    }

    /** One instance of a process. */
    private record Copy(ProcessId id, int instance) {}

    Orphanage(SpoolFolder spools, Shared shared) {
        this.spools = spools;
        this.shared = shared;
    }

    List<Orphan> find() {
        try {
            Proofs proofs = new Proofs(shared);
            Map<Copy, List<Found>> all = spools.left().stream()
                    .map(name -> look(name, proofs))
                    .collect(Collectors.groupingBy(Found::copy, LinkedHashMap::new, Collectors.toList()));
            return all.values().stream().map(this::remembered).toList();
        } catch (IOException e) {
            LOG.error("What an earlier supervisor has left cannot be looked for: {}", FileTrouble.say(e), e);
            return List.of();
        }
    }

    private Found look(SpoolName name, Proofs proofs) {
        Path folder = spools.folder();
        Known known = LaunchRecord.of(folder, name).read();
        boolean sameBoot = !known.boot().isEmpty() && known.boot().equals(shared.boot());
        Proofs.Verdict verdict = proofs.judge(name, known, folder);
        return new Found(name, known, sameBoot, verdict.root(), verdict.alive(), List.of());
    }

    /** The one that lives counts, or else the last. */
    private synchronized Orphan remembered(List<Found> launches) {
        List<Found> ordered = launches.stream()
                .sorted(Comparator.comparing(Found::alive).thenComparing(Found::launched))
                .toList();
        Found last = ordered.get(ordered.size() - 1).with(ordered.subList(0, ordered.size() - 1));
        found.put(last.name().launch(), last);
        return orphan(last);
    }

    private Orphan orphan(Found last) {
        Duration age = last.alive() ? shared.proc().age(last.root().start()) : Duration.ZERO;
        return new Orphan(
                last.id(),
                last.name().launch(),
                last.alive() ? last.root().pid() : 0,
                last.known().launched().orElseGet(() -> Instant.now().minus(age)),
                age,
                last.known().notes(),
                last.known().instance());
    }

    LiveProcess adopt(Orphan orphan, OutputSink output) {
        Found last = taken(orphan.launch());
        last.older().forEach(each -> takeOver(each, output).signal(Signal.SIGKILL));
        return takeOver(last, output);
    }

    private synchronized Found taken(String launch) {
        return Objects.requireNonNull(found.remove(launch), () -> "adopt: " + launch + " (expected: one of orphans())");
    }

    private LiveProcess takeOver(Found each, OutputSink output) {
        SpoolName name = each.name();
        Path folder = spools.folder();
        Spool spool = Spool.resume(folder, name.id(), name.launch(), output, each.sameBoot());
        Tree tree = shared.tree(each.root(), name.launch(), each.known().killMode());
        Root root = each.alive()
                ? Root.adopted(shared.proc(), each.root().pid(), each.root().start())
                : Root.ended(each.known().pid());
        Traces traces = new Traces(each.known().pidFile().map(PidFile::new), LaunchRecord.of(folder, name));
        JdkProcess process = new JdkProcess(root, tree, traces, spool, shared);
        process.watch();
        return process;
    }
}
