package dev.upkeep.examples.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** How processes are to be before a command ends. */
enum Awaited {
    /** May be sent requests. */
    READY,
    /** Launched, whether ready or not. */
    RUNNING,
    /** Nothing of it lives. */
    STOPPED;

    private static final Duration PACE = Duration.ofMillis(150);

    /** What has become of the waiting. */
    enum Outcome {
        REACHED,
        FAILED,
        TOO_LATE
    }

    /** Asks again and again, until all are so, one has failed for good, or the time is over. */
    Outcome await(Supplier<List<JsonNode>> processes, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            List<JsonNode> now = processes.get();
            if (now.stream().allMatch(this::isReached)) {
                return Outcome.REACHED;
            }
            if (this != STOPPED && now.stream().anyMatch(Awaited::hasFailed)) {
                return Outcome.FAILED;
            }
            if (System.nanoTime() >= end) {
                return Outcome.TOO_LATE;
            }
            Thread.sleep(PACE.toMillis());
        }
    }

    private boolean isReached(JsonNode process) {
        return switch (this) {
            case READY -> process.path("ready").asBoolean();
            case RUNNING -> process.path("state").asString().equals("running");
            case STOPPED -> !process.path("isRunning").asBoolean();
        };
    }

    private static boolean hasFailed(JsonNode process) {
        String state = process.path("state").asString();
        return state.equals("failed") || state.equals("disabled");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
