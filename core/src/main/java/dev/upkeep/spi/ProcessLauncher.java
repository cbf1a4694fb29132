package dev.upkeep.spi;

import dev.upkeep.process.Command;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts processes of the operating system. */
@FunctionalInterface
public interface ProcessLauncher {
    /**
     * Starts one. May block for as long as the operating system takes; called from a thread that may wait.
     *
     * @param launch what to start
     * @return the live process
     * @throws LaunchException if it cannot be started; the message says why and what to do
     */
    LiveProcess launch(Launch launch) throws LaunchException;

    /**
     * Looks for what earlier supervisors have left. Asked once, before anything is launched, while everything else waits.
     * A launcher whose processes end with it leaves nothing.
     *
     * @return at most one for each instance of each process; what is not proved to be of an earlier launch is never among them
     */
    default List<Orphan> orphans() {
        return List.of();
    }

    /**
     * Takes an orphan over; may block, and is called from a thread that may wait. From now on it is as if this launcher had launched it. Of what it prints, the sink gets the
     * lines that come after those which the earlier supervisor has handed over. How it ends is never known
     * ({@code Exit.Unknown}); if its root has ended, it is said to have exited at once.
     *
     * @param orphan one of {@link #orphans()}, each once
     * @param output gets its lines, in order, from one thread at a time
     * @return the live process
     * @throws UnsupportedOperationException if this launcher knows no orphans
     */
    default LiveProcess adopt(Orphan orphan, OutputSink output) {
        throw new UnsupportedOperationException("adopt: " + orphan + " (expected: one of orphans())");
    }

    /**
     * What to start.
     *
     * @param id of the process, for its marker in the environment and for file names
     * @param command what to run
     * @param pidFile where its pid and start time are noted as long as it lives
     * @param output gets every line it prints, in order, from one thread at a time
     * @param notes what a later supervisor gets to know if it finds this launch as an {@link Orphan}
     * @param stopSignal what it will be asked to end with; a process that could not get it would be of no use
     * @param killMode whom signals are for, and whose end is the end
     * @param instance which of the process's instances it is, from 1
     */
    record Launch(
            ProcessId id,
            Command command,
            Path pidFile,
            OutputSink output,
            Map<String, String> notes,
            Signal stopSignal,
            KillMode killMode,
            int instance) {
        /** Copies the notes. */
        public Launch {
            notes = Map.copyOf(notes);
        }

        /**
         * One that is ended as most are: SIGTERM, to the whole tree.
         *
         * @param id of the process
         * @param command what to run
         * @param pidFile where its pid and start time are noted
         * @param output gets every line it prints
         * @param notes what a later supervisor gets to know
         */
        public Launch(ProcessId id, Command command, Path pidFile, OutputSink output, Map<String, String> notes) {
            this(id, command, pidFile, output, notes, Signal.SIGTERM, KillMode.TREE, 1);
        }
    }

    /** It could not be started. The message is made for people: it names the program or folder, and the remedy. */
    final class LaunchException extends Exception {
        private static final long serialVersionUID = 1L;

        /**
         * With a message for people.
         *
         * @param message names what is missing or forbidden, and what to do
         */
        public LaunchException(String message) {
            super(message);
        }

        /**
         * With a message for people and what the operating system said.
         *
         * @param message names what is missing or forbidden, and what to do
         * @param cause as thrown below
         */
        public LaunchException(String message, Throwable cause) {
            super(message, cause);
        }

        /**
         * Why, for people.
         *
         * @return the message
         */
        public String why() {
            return String.valueOf(getMessage());
        }
    }
}
