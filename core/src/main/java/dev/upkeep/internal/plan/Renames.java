package dev.upkeep.internal.plan;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Processes that have got another id, and are the same otherwise. */
final class Renames {
    private static final Set<String> FOLLOWING = Set.of("id", "name", "pidFile", "logFile");

    private Renames() {}

    /**
     * Matches what is gone with what is new. Of several that are alike, the first that is gone has become the first that is
     * new, and so on; where there are more of the one than of the other nobody knows who became whom, and nobody has.
     *
     * @param possible whether the first id can give way to the second
     * @return new ids by old ones
     */
    static Map<ProcessId, ProcessId> between(
            Configuration current, Configuration wanted, BiPredicate<ProcessId, ProcessId> possible) {
        List<ProcessSpec> gone = missing(current, wanted);
        List<ProcessSpec> come = missing(wanted, current);
        Map<ProcessId, ProcessId> renamed = new LinkedHashMap<>();
        for (ProcessSpec old : gone) {
            List<ProcessSpec> heirs =
                    come.stream().filter(heir -> isSame(old, heir)).toList();
            List<ProcessSpec> rivals = gone.stream()
                    .filter(rival -> heirs.stream().anyMatch(heir -> isSame(rival, heir)))
                    .toList();
            if (!heirs.isEmpty() && heirs.size() == rivals.size()) {
                ProcessId heir = heirs.get(rivals.indexOf(old)).id();
                if (possible.test(old.id(), heir) && !renamed.containsValue(heir)) {
                    renamed.put(old.id(), heir);
                }
            }
        }
        return renamed;
    }

    private static List<ProcessSpec> missing(Configuration one, Configuration other) {
        return one.processes().values().stream()
                .filter(spec -> other.process(spec.id()).isEmpty())
                .toList();
    }

    /** Whether they differ in their ids only, and in what follows from those unless it is said. */
    private static boolean isSame(ProcessSpec old, ProcessSpec heir) {
        return FOLLOWING.containsAll(Differences.between(old, heir))
                && (old.name().equals(heir.name()) || isNamedAsItsId(old) && isNamedAsItsId(heir))
                && follows(old.pidFile(), old, heir.pidFile(), heir)
                && follows(old.logFile(), old, heir.logFile(), heir);
    }

    private static boolean isNamedAsItsId(ProcessSpec spec) {
        return spec.name().equals(spec.id().value());
    }

    private static boolean follows(Path before, ProcessSpec old, Path after, ProcessSpec heir) {
        String name = String.valueOf(before.getFileName());
        String begin = old.id() + ".";
        return before.equals(after)
                || name.startsWith(begin)
                        && before.resolveSibling(heir.id() + "." + name.substring(begin.length()))
                                .equals(after);
    }
}
