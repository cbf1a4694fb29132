package dev.upkeep.internal.launch;

import dev.upkeep.process.Command;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process gets to see of the environment: what it may inherit, over it who it runs as, over that what its command sets, over that the
 * marks by which the members of its tree are known even if they left session and parents.
 */
final class ChildEnvironment {
    private static final String PROCESS = "UPKEEP_PROCESS";

    /** Carries a value that no other launch has, to all that one launch has started. */
    static final String LAUNCH = "UPKEEP_LAUNCH";

    private ChildEnvironment() {}

    /** Turns the supervisor's environment into the child's. */
    static void shape(
            Map<String, String> environment, Command command, Optional<Account> account, ProcessId id, String launch)
            throws LaunchException {
        environment.keySet().removeIf(name -> !command.inherited().passes(name));
        account.ifPresent(a -> environment.putAll(a.variables()));
        environment.putAll(command.environment());
        requireSet(command.required(), environment);
        environment.putIfAbsent(PROCESS, id.value());
        environment.put(LAUNCH, launch);
    }

    private static void requireSet(List<String> required, Map<String, String> environment) throws LaunchException {
        List<String> missing = required.stream()
                .filter(name -> environment.getOrDefault(name, "").isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            throw new LaunchException("requiredEnv: not set: " + String.join(", ", missing)
                    + ". Set them in env or envFile, or before Upkeep starts");
        }
    }
}
