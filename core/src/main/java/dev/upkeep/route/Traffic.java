package dev.upkeep.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What went along a route, or to an instance, since Upkeep was built. Numbers that belong together may differ by what ends at
 * the moment of reading.
 *
 * @param requests that are over
 * @param answers how many had a status of each class, by its first digit: 1 to 5
 * @param failures how many answers 5xx the proxy itself made, by the code in them, such as {@code upstream-timeout}
 * @param retries how often a request was sent anew
 * @param received bytes of bodies from clients
 * @param sent bytes of bodies to clients
 * @param time of all requests together
 * @param durations how many took no longer than each of {@link #BOUNDS} and longer than the one before; one more for all that
 *     took longer
 */
public record Traffic(
        long requests,
        Map<Integer, Long> answers,
        Map<String, Long> failures,
        long retries,
        long received,
        long sent,
        Duration time,
        List<Long> durations) {
    /** Where one class of {@link #durations} ends and the next begins. */
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60));

    /** All codes that {@link #failures} may count. */
    public static final List<String> CAUSES = Problem.ofServer();

    /** Copies what it is given. */
    public Traffic {
        answers = Map.copyOf(answers);
        failures = Map.copyOf(failures);
        durations = List.copyOf(durations);
    }
}
