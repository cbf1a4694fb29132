package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.health.Tally;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Sizes;
import dev.upkeep.process.Spans;
import dev.upkeep.process.State;
import java.time.Duration;

/** The reasons that are no decision of a policy. */
final class Reasons {
    static final Reason NOT_STARTED = new Reason("NotStarted", "Not started yet");
    static final Reason DISABLED = new Reason("Disabled", "Disabled in processes.yaml");
    static final Reason START_ASKED = new Reason("StartAsked", "Starting, as asked");
    static final Reason START_AFTER_STOP = new Reason("StartAsked", "Stopping, and then starting, as asked");
    static final Reason STOP_ASKED = new Reason("StopAsked", "Stopping, as asked");
    static final Reason STOPPED = new Reason("StopAsked", "Stopped, as asked");
    static final Reason RESTART_ASKED = new Reason("RestartAsked", "Restarting, as asked");
    static final Reason RESTARTING = new Reason("Restarting", "Being launched again");
    static final Reason RUNNING = new Reason("Running", "Running");
    static final Reason NEEDS_MET = new Reason("NeedsMet", "Being launched, now that what it needs is there");
    static final Reason CLEARING =
            new Reason("ClearingUp", "Waiting for what an earlier launch has left behind to end");

    static final Reason LEFT_BEHIND = new Reason("LeftBehind", "Left behind by an earlier supervisor, and to be ended");
    static final Reason ADOPTED = new Reason("Adopted", "Running; adopted, an earlier supervisor has launched it");

    static final Reason ASLEEP = new Reason("Asleep", "Asleep: the first request starts it");
    static final Reason IDLE = new Reason("Idle", "Stopping, because it had nothing to do; the next request starts it");
    static final Reason DEMANDED = new Reason("Demanded", "Starting, because a request has come");

    static final Reason SCHEDULED = new Reason("Scheduled", "Starting, as its schedule says");
    static final Reason RUN_ON_START = new Reason("Scheduled", "Starting, because it runs at the start, too");
    static final Reason MISSED =
            new Reason("RunMissed", "Its time passed while the machine slept or its clock was set; it did not run");
    static final Reason SKIPPED = new Reason("RunSkipped", "Running, so that a time to run was passed over");
    static final Reason QUEUED = new Reason("RunQueued", "Running, and to run again right after");

    static final String TOO_LONG = "MaxDurationExceeded";

    private static final String NOT_YET = "Starting, and not ready yet";
    private static final String UNWELL = "Does not pass its health check";

    private Reasons() {}

    static Reason adoptedWaitingFor(Probe probe) {
        return new Reason(ADOPTED.word(), "Adopted from an earlier supervisor; waiting to be ready: " + probe, NOT_YET);
    }

    static Reason waitingFor(Probe probe) {
        return new Reason("NotReadyYet", "Waiting to be ready: " + probe, NOT_YET);
    }

    /**
     * It may not be sent traffic.
     *
     * @param unwell whether it should be restarted for that, which its policy forbids
     * @param seen what the last probe said, and how many times in a row
     */
    static Reason notReady(State state, boolean unwell, String seen) {
        if (state == State.STARTING) {
            return new Reason("NotReadyYet", "Not ready yet: " + seen, NOT_YET);
        }
        return unwell
                ? new Reason("Unhealthy", seen, UNWELL)
                : new Reason("NotReady", "Gets no requests for now: " + seen, "Running, but not ready for requests");
    }

    /** What the last probe said, and where that is in the row of its like. */
    static String soFar(ProbeResult result, HealthCheck check, Tally tally) {
        if (result.passed()) {
            return result.detail() + ", " + tally.passes() + " of " + check.successThreshold() + " times";
        }
        return tally.starting() || tally.failures() == 0 ? result.detail() : inARow(result.detail(), tally);
    }

    private static String inARow(String detail, Tally tally) {
        int times = tally.failures();
        return detail + ", " + times + (times == 1 ? " time" : " times in a row");
    }

    static Reason ready(String detail) {
        return new Reason("Ready", "Running; " + detail, "Running");
    }

    static Reason unhealthy(String detail, Tally tally) {
        return new Reason("Unhealthy", inARow(detail, tally), UNWELL);
    }

    static Reason cannotLaunch(String message) {
        return new Reason("CannotLaunch", message, "Could not be started");
    }

    static Reason tooLong(Duration limit) {
        return new Reason(TOO_LONG, "Ran for longer than " + Spans.say(limit));
    }

    static Reason goingOn(Reason cause) {
        return cause.and(", and goes on");
    }

    static Reason old(Duration age) {
        return new Reason("MaxAgeReached", "Being replaced after having run for " + Spans.say(age));
    }

    static Reason heavy(long bytes, long limit) {
        return new Reason(
                "MemoryLimitExceeded", "Holds " + Sizes.say(bytes) + " in memory, its limit is " + Sizes.say(limit));
    }

    static Reason replacing(Reason cause) {
        return cause.and("; being replaced");
    }
}
