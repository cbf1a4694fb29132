package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a process has used of the processors since it is measured, all its launches together: a restart is no reset. Thread-safe. */
final class CpuTime {
    private Duration earlier = Duration.ZERO;
    private Duration latest = Duration.ZERO;
    private Optional<Instant> launch = Optional.empty();

    /** In seconds; never less than before. */
    synchronized double seconds(Optional<ProcessStatus> status) {
        status.ifPresent(this::add);
        return earlier.plus(latest).toNanos() / 1e9;
    }

    private void add(ProcessStatus status) {
        if (status.startTime().isPresent() && !status.startTime().equals(launch)) {
            earlier = earlier.plus(latest);
            latest = Duration.ZERO;
            launch = status.startTime();
        }
        status.resources()
                .map(ProcessStatus.Resources::cpuTime)
                .filter(used -> used.compareTo(latest) > 0)
                .ifPresent(used -> latest = used);
    }
}
