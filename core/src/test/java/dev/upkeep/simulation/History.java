package dev.upkeep.simulation;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.simulation.Deed.Act;
import dev.upkeep.simulation.Deed.Crash;
import dev.upkeep.simulation.Deed.Delete;
import dev.upkeep.simulation.Deed.Die;
import dev.upkeep.simulation.Deed.FillDisk;
import dev.upkeep.simulation.Deed.Reload;
import dev.upkeep.simulation.Deed.Request;
import dev.upkeep.simulation.Deed.Tear;
import dev.upkeep.simulation.Deed.Visit;
import dev.upkeep.simulation.Deed.Write;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that makes a run what it is.
 *
 * @param seed of the operating system's whims
 * @param wishes what the files say at first
 * @param steps what is done then
 */
record History(long seed, List<Wish> wishes, List<Step> steps) {
    /** A deed, after a pause in milliseconds. */
    record Step(int pause, Deed deed) {}

    /** In milliseconds: by then the oldest and the heaviest have been replaced. */
    private static final int AGES = 70_000;

    private static final List<ProcessId> IDS =
            Stream.of("a", "b", "c").map(ProcessId::new).toList();

    /** The history that belongs to a seed. */
    static History of(long seed) {
        SplittableRandom more = new SplittableRandom(~seed);
        History plain = plain(seed);
        return new History(
                seed,
                plain.wishes.stream().map(wish -> richer(wish, more)).toList(),
                plain.steps.stream().map(step -> richer(step, more)).toList());
    }

    private static Wish richer(Wish wish, SplittableRandom more) {
        return more.nextBoolean() ? wish : wish.with(Traits.of(wish.id(), more));
    }

    private static Step richer(Step step, SplittableRandom more) {
        int pause = more.nextInt(100) == 0 ? AGES : step.pause;
        return new Step(pause, step.deed instanceof Write write ? new Write(richer(write.wish(), more)) : step.deed);
    }

    /** The same without whatever came later to the simulation, so that an old seed still is what it was. */
    static History plain(long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Wish> wishes = IDS.stream()
                .limit(1 + chance.nextInt(3))
                .map(id -> Wish.of(id, chance))
                .toList();
        int length = 5 + chance.nextInt(30);
        List<Step> steps =
                Stream.generate(() -> plainStep(chance)).limit(length).toList();
        return new History(seed, wishes, steps);
    }

    History with(List<Step> others) {
        return new History(seed, wishes, others);
    }

    static Step step(SplittableRandom chance) {
        return richer(plainStep(chance), chance);
    }

    private static Step plainStep(SplittableRandom chance) {
        return new Step(Nature.pick(chance, 0, 0, 1, 10, 100, 600, 3000), deed(chance));
    }

    private static Deed deed(SplittableRandom chance) {
        ProcessId id = IDS.get(chance.nextInt(IDS.size()));
        return switch (chance.nextInt(21)) {
            case 0, 1, 2 -> new Act(id, Action.START);
            case 3, 4, 5 -> new Act(id, Action.STOP);
            case 6, 7 -> new Act(id, Action.RESTART);
            case 8, 9 -> new Write(Wish.of(id, chance));
            case 10 -> new Delete(id);
            case 11, 12, 13 -> new Reload();
            case 14, 15 -> new Crash(id, Nature.pick(chance, 0, 1, 137));
            case 16 -> new Visit(Nature.pick(chance, 10, 1000, 10_000));
            case 17 -> new FillDisk(chance.nextInt(3) == 0);
            case 18 -> new Request(id);
            case 19 -> new Die(Nature.pick(chance, 0, 1, 100, 3000));
            default -> chance.nextInt(4) == 0 ? new Tear() : new Reload();
        };
    }

    @Override
    public String toString() {
        return "seed " + seed + ", " + steps.size() + " steps\n  "
                + Stream.concat(
                                wishes.stream().map(Wish::toString),
                                steps.stream().map(Step::toString))
                        .collect(Collectors.joining("\n  "));
    }
}
