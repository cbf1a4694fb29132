package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.Probe;
import dev.upkeep.process.Reason;

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
    static final Reason CLEARING =
            new Reason("ClearingUp", "Waiting for what an earlier launch has left behind to end");

    static final Reason LEFT_BEHIND = new Reason("LeftBehind", "Left behind by an earlier supervisor, and to be ended");
    static final Reason ADOPTED = new Reason("Adopted", "Running; adopted, an earlier supervisor has launched it");

    private Reasons() {}

    static Reason adoptedWaitingFor(Probe probe) {
        return new Reason(ADOPTED.word(), "Adopted from an earlier supervisor; waiting to be ready: " + probe);
    }

    static Reason waitingFor(Probe probe) {
        return new Reason("NotReadyYet", "Waiting to be ready: " + probe);
    }

    static Reason notReadyYet(String detail) {
        return new Reason("NotReadyYet", "Not ready yet: " + detail);
    }

    static Reason ready(String detail) {
        return new Reason("Ready", "Running; " + detail);
    }

    static Reason unhealthy(String detail, int times) {
        return new Reason("Unhealthy", detail + ", " + times + (times == 1 ? " time" : " times in a row"));
    }

    static Reason cannotLaunch(String message) {
        return new Reason("CannotLaunch", message);
    }
}
