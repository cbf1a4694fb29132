package dev.upkeep.internal.launch;

import dev.upkeep.process.Command;
import dev.upkeep.process.ProcessId;
import java.util.Map;

/**
 * What a process gets to see of the environment: what it may inherit, over it what its command sets, over that the
 * marks by which the members of its tree are known even if they left session and parents.
 */
final class ChildEnvironment {
    private static final String PROCESS = "UPKEEP_PROCESS";

    /** Carries a value that no other launch has, to all that one launch has started. */
    static final String LAUNCH = "UPKEEP_LAUNCH";

    private ChildEnvironment() {}

    /** Turns the supervisor's environment into the child's. */
    static void shape(Map<String, String> environment, Command command, ProcessId id, String launch) {
        environment.keySet().removeIf(name -> !command.inherited().passes(name));
        environment.putAll(command.environment());
        environment.put(PROCESS, id.value());
        environment.put(LAUNCH, launch);
    }
}
