package dev.upkeep.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs of the machine it runs on. Where that is missing the test is skipped, or fails if
 * {@code CI_REQUIRE_TOOLS} is set.
 */
public final class Machine {
    private Machine() {}

    /** Asks for programs. */
    public static void requireTools(String... programs) {
        for (String program : programs) {
            require(isOnPath(program), program + " is not installed");
        }
    }

    /** Asks for the rights of root. */
    public static void requireRoot() {
        require(isRoot(), "not run as root");
    }

    /** Skips the test, always, if it has nothing to say here. */
    public static void requireThat(boolean condition, String otherwise) {
        if (!condition) {
            throw new TestAbortedException(otherwise);
        }
    }

    /** Whether tests run with the rights of root. */
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    private static void require(boolean condition, String complaint) {
        if (!condition && System.getenv("CI_REQUIRE_TOOLS") != null) {
            throw new AssertionError(complaint);
        }
        if (!condition) {
            throw new TestAbortedException(complaint);
        }
    }
}
