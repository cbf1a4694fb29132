package dev.upkeep.spi;

import dev.upkeep.process.Command;
import dev.upkeep.process.ProcessId;
import java.nio.file.Path;

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
     * What to start.
     *
     * @param id of the process, for its marker in the environment and for file names
     * @param command what to run
     * @param pidFile where its pid and start time are noted as long as it lives
     * @param output gets every line it prints, in order, from one thread at a time
     */
    record Launch(ProcessId id, Command command, Path pidFile, OutputSink output) {}

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
