package dev.upkeep.internal.gate;

import dev.upkeep.spi.Timers.Pending;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits for the leases on an instance that gets no more of them. */
final class Drain {
    /** Who is recalled may take that long to say goodbye. */
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Member member;
    private final GateSeams seams;
    private final boolean patient;
    private final AtomicBoolean recalled = new AtomicBoolean();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Drain(Member member, GateSeams seams, boolean patient) {
        this.member = member;
        this.seams = seams;
        this.patient = patient;
    }

    CompletionStage<Void> over() {
        return over;
    }

    boolean isRecalled() {
        return recalled.get();
    }

    void begin(Duration longest) {
        Pending late = seams.timers().after(longest, this::recall);
        over.thenRun(late::cancel);
        look();
    }

    /** Something has changed. */
    void look() {
        int inFlight = member.inFlight();
        if (inFlight <= 0) {
            over.complete(null);
        } else if (!patient && inFlight <= member.endless()) {
            recall();
        }
    }

    private void recall() {
        if (!over.isDone() && recalled.compareAndSet(false, true)) {
            Pending gone = seams.timers().after(GOODBYE, () -> over.complete(null));
            over.thenRun(gone::cancel);
            seams.outcomes().execute(member::recall);
        }
    }
}
