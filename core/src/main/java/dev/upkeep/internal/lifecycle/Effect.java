package dev.upkeep.internal.lifecycle;

import dev.upkeep.process.Reason;
import dev.upkeep.process.Signal;
import java.time.Duration;

/** Something to be done. What comes of it returns as a happening that carries the same number. */
public sealed interface Effect {
    /**
     * Has it done.
     *
     * @param hands do it
     */
    void on(Hands hands);

    /**
     * Start the command; {@code launched} or {@code launchFailed} comes back, later {@code exited} and {@code gone}.
     *
     * @param turn the number of this launch
     */
    record Launch(int turn) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.launch(turn);
        }
    }

    /**
     * Send a signal to everything that lives of the launched tree.
     *
     * @param signal what to send
     */
    record Tell(Signal signal) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.tell(signal);
        }
    }

    /**
     * Wait; {@code woke} comes back.
     *
     * @param number of this wait
     * @param after for so long
     */
    record Wake(int number, Duration after) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.wake(number, after);
        }
    }

    /**
     * Wait until nobody uses what was launched any more, but not for ever; {@code woke} comes back.
     *
     * @param number of this wait
     * @param longest for so long
     */
    record Drain(int number, Duration longest) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.drain(number, longest);
        }
    }

    /**
     * Probe once; {@code probed} comes back.
     *
     * @param number of this wait
     * @param watch what is asked
     */
    record Ask(int number, Watch watch) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.ask(number, watch);
        }
    }

    /**
     * Look at the clock again after so long, instead of at any time that was said before; {@code looked} comes back.
     *
     * @param after from now on
     */
    record Look(Duration after) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.look(after);
        }
    }

    /**
     * Start another one, and let it take the place of this one when it is ready.
     *
     * @param why for people
     */
    record Replace(Reason why) implements Effect {
        @Override
        public void on(Hands hands) {
            hands.replaceAside(why);
        }
    }

    /** Whoever carries out effects. */
    interface Hands {
        /**
         * Starts the command.
         *
         * @param turn the number of this launch
         */
        void launch(int turn);

        /**
         * Sends a signal to the tree.
         *
         * @param signal what to send
         */
        void tell(Signal signal);

        /**
         * Waits.
         *
         * @param number of this wait
         * @param after for so long
         */
        void wake(int number, Duration after);

        /**
         * Waits until nobody uses what was launched any more; by default, nobody does.
         *
         * @param number of this wait
         * @param longest for so long
         */
        default void drain(int number, Duration longest) {
            wake(number, Duration.ZERO);
        }

        /**
         * Probes once.
         *
         * @param number of this wait
         * @param watch what is asked
         */
        void ask(int number, Watch watch);

        /**
         * Has another one take its place; by default, nobody can.
         *
         * @param why for people
         */
        default void replaceAside(Reason why) {}

        /**
         * Looks at the clock, once: an earlier look that has not been done is not done any more.
         *
         * @param after for so long
         */
        void look(Duration after);
    }
}
