package dev.upkeep.simulation;

import java.util.SplittableRandom;

/**
 * How a launched program is. All times are milliseconds, {@link #NEVER} if it does not happen.
 *
 * @param boots when its probes begin to pass
 * @param lives when it ends by itself
 * @param code with which code
 * @param sickens when its probes cease to pass
 * @param hangs whether a probe that does not pass gets no answer at all
 * @param obeys how long it takes to follow a signal
 * @param lingers how long it takes the kernel to be rid of it after SIGKILL
 * @param children how many it starts; they are as obedient as their parent
 * @param orphans how long they outlive it by themselves
 * @param forks whether it answers a signal by starting one more child
 */
record Nature(
        int boots,
        int lives,
        int code,
        int sickens,
        boolean hangs,
        int obeys,
        int lingers,
        int children,
        int orphans,
        boolean forks) {
    static final int NEVER = Integer.MAX_VALUE;
    static final Nature GOOD = new Nature(5, NEVER, 0, NEVER, false, 5, 0, 0, 0, false);

    static final int LONGEST_LINGER = 1500;

    static Nature of(SplittableRandom chance) {
        return chance.nextInt(3) == 0
                ? GOOD
                : new Nature(
                        pick(chance, 0, 5, 50, 400, 3000, NEVER),
                        pick(chance, NEVER, NEVER, NEVER, 0, 5, 300, 3000, 12_000),
                        pick(chance, 0, 1, 137),
                        pick(chance, NEVER, NEVER, NEVER, 100, 2000),
                        chance.nextBoolean(),
                        pick(chance, 0, 5, 100, 1500, NEVER),
                        pick(chance, 0, 0, 0, 1, 100, LONGEST_LINGER),
                        pick(chance, 0, 0, 0, 1, 2),
                        pick(chance, 0, 20, 2000, NEVER),
                        chance.nextInt(8) == 0);
    }

    static int pick(SplittableRandom chance, int... among) {
        return among[chance.nextInt(among.length)];
    }
}
