package dev.upkeep;

import java.nio.file.Path;
import java.util.OptionalLong;

/** The state directory cannot be used: another supervisor uses it, or it cannot be written. */
public final class StateDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path stateDirectory;
    private final transient OptionalLong holder;
    /** Whether another supervisor is the reason. */
    private final boolean inUse;

    private StateDirectoryException(
            String message, Path stateDirectory, OptionalLong holder, boolean inUse, Throwable cause) {
        super(message, cause);
        this.stateDirectory = stateDirectory;
        this.holder = holder;
        this.inUse = inUse;
    }

    static StateDirectoryException inUse(Path stateDirectory, OptionalLong holder, Throwable cause) {
        boolean self = holder.equals(OptionalLong.of(ProcessHandle.current().pid()));
        String who = self ? "another Upkeep in this JVM" : "another upkeep" + pid(holder);
        String remedy = self
                ? "Close it first"
                : holder.isPresent() ? "Stop it with kill " + holder.getAsLong() : "Stop it first";
        return new StateDirectoryException(
                who + " runs this configuration (it holds " + stateDirectory.resolve("lock") + "). " + remedy
                        + ", or give this one a state directory of its own",
                stateDirectory,
                holder,
                true,
                cause);
    }

    private static String pid(OptionalLong holder) {
        return holder.isPresent() ? ", pid " + holder.getAsLong() + "," : "";
    }

    static StateDirectoryException unusable(Path stateDirectory, String why, Throwable cause) {
        return new StateDirectoryException(
                "stateDirectory: " + stateDirectory + " cannot be used: " + why,
                stateDirectory,
                OptionalLong.empty(),
                false,
                cause);
    }

    /**
     * Which directory it is.
     *
     * @return as it was given, or its default
     */
    public Path stateDirectory() {
        return stateDirectory;
    }

    /**
     * Whether another supervisor uses it.
     *
     * @return false if it cannot be written
     */
    public boolean isInUse() {
        return inUse;
    }

    /**
     * Who uses it.
     *
     * @return its pid, if it is in use and said so
     */
    public OptionalLong holder() {
        return holder;
    }
}
