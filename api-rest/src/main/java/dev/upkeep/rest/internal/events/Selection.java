package dev.upkeep.rest.internal.events;

import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.gate.Target;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a listener wants to hear of.
 *
 * @param processes which; empty for all
 * @param topics what about; empty for nothing but what processes print
 */
record Selection(Set<ProcessId> processes, Set<Topic> topics) {
    /** Nothing but what processes print. */
    static final Selection LINES_ONLY = new Selection(Set.of(), Set.of());

    /** What the parameters say; a process need not be there yet, it may come with a reload. */
    static Selection of(Target target) {
        return new Selection(
                target.parameter("process").map(Selection::processes).orElse(Set.of()),
                target.parameter("types")
                        .map(Selection::topics)
                        .orElse(EnumSet.complementOf(EnumSet.of(Topic.RESOURCES))));
    }

    boolean wantsEvents() {
        return !topics.isEmpty();
    }

    boolean wants(ProcessId id) {
        return processes.isEmpty() || processes.contains(id);
    }

    boolean wants(Topic topic) {
        return topics.contains(topic);
    }

    boolean wants(Happening happening) {
        if (happening instanceof Happening.Changed changed) {
            return wants(Topic.PROCESS) && wants(changed.status().id());
        } else if (happening instanceof Happening.Removed removed) {
            return wants(Topic.PROCESS) && wants(removed.id());
        }
        if (happening instanceof Happening.Acted acted) {
            return wants(Topic.ACTION) && acted.process().map(this::wants).orElse(true);
        }
        return wants(happening instanceof Happening.Reloaded ? Topic.CONFIG : Topic.SHUTDOWN);
    }

    private static Set<ProcessId> processes(String list) {
        List<String> ids = List.of(list.split(",", -1));
        if (!ids.stream().allMatch(ProcessId::isValid)) {
            throw new Refused(Problem.badParameter("process", "ids of processes, separated by commas"));
        }
        return ids.stream().map(ProcessId::new).collect(Collectors.toSet());
    }

    private static Set<Topic> topics(String list) {
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (String word : list.split(",", -1)) {
            topics.add(Topic.of(word)
                    .orElseThrow(() -> new Refused(
                            Problem.badParameter("types", "words out of " + Topic.words() + ", separated by commas"))));
        }
        return topics;
    }
}
