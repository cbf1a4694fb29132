package dev.upkeep.rest.metrics;

import dev.upkeep.process.Reason;
import java.util.Locale;
import java.util.Optional;

/** Why a process is launched, as a tag: few words that never change, whatever sentence people read. */
enum Cause {
    BOOT,
    OPERATOR,
    RELOAD,
    SCHEDULE,
    EXIT,
    HEALTH,
    MEMORY,
    AGE,
    SOURCE,
    DEPENDENCY,
    OTHER;

    /** What a reason says of the next launch; empty if it says nothing of it, as {@code Running} does. */
    static Optional<Cause> of(Reason reason) {
        return Optional.ofNullable(
                switch (reason.word()) {
                    case "NotStarted" -> BOOT;
                    case "StartAsked", "RestartAsked", "StopAsked" -> OPERATOR;
                    case "ConfigurationChanged", "RolledBack", "NotRenamed", "Disabled" -> RELOAD;
                    case "Scheduled", "RunQueued" -> SCHEDULE;
                    case "ExitedUnexpectedly", "CannotLaunch", "AttemptsUsedUp", "Completed" -> EXIT;
                    case "Unhealthy" -> HEALTH;
                    case "MemoryLimitExceeded" -> MEMORY;
                    case "MaxAgeReached" -> AGE;
                    case "SourceChanged" -> SOURCE;
                    case "DependencyRestarted" -> DEPENDENCY;
                    case "OrphanPolicy", "LeftBehind" -> OTHER;
                    default -> null;
                });
    }

    /** What set the launch off, in the coarser words of {@code upkeep.process.starts}. */
    String trigger() {
        return switch (this) {
            case BOOT, OPERATOR, RELOAD, SCHEDULE -> word();
            case EXIT, HEALTH, MEMORY, AGE, SOURCE, DEPENDENCY, OTHER -> "restart";
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
