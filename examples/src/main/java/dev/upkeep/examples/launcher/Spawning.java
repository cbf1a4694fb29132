package dev.upkeep.examples.launcher;

import java.util.Optional;

/**
 * How this JVM starts programs. The usual way goes through a helper program; the older one, which is in each JDK until 25
 * warns of its end, takes a third of the time and does not depend on the size of the heap either.
 */
final class Spawning {
    private static final String MECHANISM = "jdk.lang.Process.launchMechanism";
    private static final int FIRST_THAT_WARNS = 25;

    private Spawning() {}

    /** Chooses the quicker way, unless somebody has chosen already; before the first program is started. */
    static void quicken() {
        if (System.getProperty(MECHANISM) == null) {
            quickest(System.getProperty("os.name"), Runtime.version().feature())
                    .ifPresent(way -> System.setProperty(MECHANISM, way));
        }
    }

    /** The name of the way to choose; empty if it is the usual one. */
    static Optional<String> quickest(String system, int java) {
        return system.equals("Linux") && java < FIRST_THAT_WARNS ? Optional.of("VFORK") : Optional.empty();
    }
}
