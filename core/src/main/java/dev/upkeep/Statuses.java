package dev.upkeep;

import dev.upkeep.InstanceStatus.Role;
import dev.upkeep.ProcessStatus.LastError;
import dev.upkeep.ProcessStatus.LastExit;
import dev.upkeep.ProcessStatus.Resources;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartDecision;
import dev.upkeep.route.Availability;
import dev.upkeep.route.Endpoint;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A life, as others want to see it. */
final class Statuses {
    private static final Set<String> PASSED_OVER = Set.of("RunMissed", "RunSkipped");
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss VV", Locale.ROOT);

    private Statuses() {}

    /** How a process is: as the instance that has come furthest, and what can be added up of all. */
    static ProcessStatus status(Fleet fleet, Optional<String> remark) {
        ProcessSpec spec = fleet.spec();
        Life life = fleet.life();
        Keeper furthest = fleet.keepers()
                .filter(keeper -> keeper.life() == life)
                .findFirst()
                .orElseGet(() -> fleet.berths().get(0).keeper());
        List<InstanceStatus> all = fleet.instances();
        InstanceStatus one = furthest.instance(Role.CURRENT);
        List<InstanceStatus> current =
                all.stream().filter(i -> i.role() == Role.CURRENT).toList();
        Reason reason = with(remark, with(shortage(current), with(furthest.remark(), one.reason())));
        return new ProcessStatus(
                spec.id(),
                spec.name(),
                spec.description(),
                life.wanted(),
                one.state(),
                one.since(),
                reason,
                one.ready(),
                one.pid(),
                one.startTime(),
                one.uptime(),
                current.stream().mapToInt(InstanceStatus::restartCount).sum(),
                life.attempts().used(),
                spec.restartPolicy().maxAttempts(),
                one.nextRestart(),
                one.lastExit(),
                one.lastError(),
                one.health(),
                life.agenda().next(),
                all.stream().flatMap(i -> i.resources().stream()).reduce(Statuses::sum),
                all);
    }

    /** How many of several are not ready, if some are. */
    private static Optional<String> shortage(List<InstanceStatus> current) {
        long ready = current.stream().filter(InstanceStatus::ready).count();
        return ready == 0 || ready == current.size()
                ? Optional.empty()
                : Optional.of(ready + " of " + current.size() + " instances are ready; " + others(current));
    }

    private static String others(List<InstanceStatus> current) {
        return current.stream()
                .filter(i -> !i.ready())
                .map(i -> "instance " + i.number() + ": " + i.reason().sentence())
                .collect(Collectors.joining("; "));
    }

    private static Resources sum(Resources one, Resources other) {
        return new Resources(
                Math.round((one.cpuPercent() + other.cpuPercent()) * 10) / 10.0,
                one.cpuTime().plus(other.cpuTime()),
                one.memory() + other.memory(),
                one.threads() + other.threads(),
                one.children() + other.children(),
                one.sampledAt().isAfter(other.sampledAt()) ? one.sampledAt() : other.sampledAt());
    }

    static InstanceStatus instance(
            Keeper keeper, Lifecycle rules, Role role, Optional<Resources> resources, Moment now) {
        Life life = keeper.life();
        boolean alive = life.pid() != 0;
        return new InstanceStatus(
                keeper.number(),
                role,
                life.state(),
                life.since().wall(),
                reason(rules, life),
                life.ready(),
                alive ? OptionalLong.of(life.pid()) : OptionalLong.empty(),
                keeper.port() == 0 ? OptionalInt.empty() : OptionalInt.of(keeper.port()),
                alive ? Optional.of(life.launched().wall()) : Optional.empty(),
                alive ? now.since(life.launched()) : Duration.ZERO,
                life.restarts(),
                life.due().map(Moment::wall),
                life.lastEnd().map(e -> new LastExit(e.exit(), e.at().wall(), e.ran(), e.expected())),
                life.trouble().map(trouble -> new LastError(trouble.at().wall(), trouble.reason())),
                Healths.health(rules, life),
                resources);
    }

    /** Of several lives, the first of those that have come furthest. */
    static Life furthest(Stream<Life> lives) {
        return lives.min(Comparator.comparingInt(Statuses::rank)).orElseThrow();
    }

    private static int rank(Life life) {
        return switch (life.state()) {
            case RUNNING -> life.ready() ? 0 : 1;
            case STARTING -> 2;
            case BACKOFF -> 3;
            case STOPPING -> 4;
            case EXITED -> 5;
            case FAILED -> 6;
            case STOPPED -> 7;
            case DISABLED -> 8;
        };
    }

    private static Reason with(Optional<String> remark, Reason reason) {
        return remark.map(more -> new Reason(reason.word(), reason.sentence() + "; " + more))
                .orElse(reason);
    }

    /** Why it is as it is, and if it rests, until when. */
    static Reason reason(Lifecycle rules, Life life) {
        boolean rests = !life.wanted() && !life.state().isAlive();
        return rules.spec()
                .schedule()
                .filter(s -> rests)
                .flatMap(s -> life.agenda().next().map(at -> AT.format(at.atZone(s.timezone()))))
                .map(at -> life.reason().and("; next run at " + at))
                .orElse(life.reason());
    }

    /**
     * Whether traffic may be sent, and where; if not, whether waiting for it makes sense.
     *
     * @param serving the instances that may be sent traffic
     * @param all also those that are to take the place of one of them
     */
    static Availability availability(Stream<Keeper> serving, Stream<Keeper> all, Moment now) {
        List<Endpoint> ready = serving.filter(keeper -> keeper.life().ready())
                .map(Keeper::endpoint)
                .toList();
        if (!ready.isEmpty()) {
            return new Availability.Ready(ready);
        }
        List<Availability> others =
                all.map(keeper -> availability(keeper.life(), now)).toList();
        return others.stream()
                .flatMap(a -> a instanceof Availability.Coming coming ? Stream.of(coming) : Stream.empty())
                .min(Comparator.comparing(Availability.Coming::atLeast))
                .<Availability>map(coming -> coming)
                .or(() -> others.stream()
                        .filter(a -> a instanceof Availability.Asleep)
                        .findFirst())
                .orElseGet(() -> others.get(0));
    }

    private static Availability availability(Life life, Moment now) {
        if (Lifecycle.isAsleep(life)) {
            return new Availability.Asleep();
        }
        Reason reason = life.reason().discreet();
        return switch (life.state()) {
            case RUNNING, STARTING -> new Availability.Coming(reason, Duration.ZERO);
            case BACKOFF ->
                new Availability.Coming(
                        reason, life.due().map(due -> due.since(now)).orElse(Duration.ZERO));
            case STOPPING ->
                comesBack(life) ? new Availability.Coming(reason, Duration.ZERO) : new Availability.Down(reason);
            case DISABLED, STOPPED, EXITED, FAILED -> new Availability.Down(reason);
        };
    }

    private static boolean comesBack(Life life) {
        return life.wanted()
                && life.verdict().map(v -> v instanceof RestartDecision.Again).orElse(true);
    }

    /** What people and machines would call a change. */
    static boolean differ(Life before, Life after) {
        return before.state() != after.state()
                || before.ready() != after.ready()
                || before.turn() != after.turn()
                || !before.reason().word().equals(after.reason().word());
    }

    /** Whether a change is something that went wrong. */
    static boolean isTrouble(Life life) {
        return life.state() == State.BACKOFF
                || life.state() == State.FAILED
                || life.verdict().isPresent()
                || PASSED_OVER.contains(life.reason().word())
                || life.state() == State.RUNNING && !life.ready();
    }
}
