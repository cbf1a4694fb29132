package dev.upkeep.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.route.Balancing;
import dev.upkeep.spi.Ticker;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses among the ready instances of a process: first those that answer, then those that a request has not failed at,
 * then by how requests are to be spread. If nobody answers, all may be tried. Takes no lock.
 */
final class Choice {
    private final Ticker ticker;
    private final AtomicInteger rotation = new AtomicInteger();

    Choice(Ticker ticker) {
        this.ticker = ticker;
    }

    Member of(List<Member> members, Journey journey) {
        if (members.size() == 1) {
            return members.get(0);
        }
        Moment now = ticker.now();
        Balancing balancing = journey.route().balancing();
        int from = Math.floorMod(rotation.getAndIncrement(), members.size());
        Member best = members.get(from);
        double least = cost(best, journey, balancing, now);
        for (int i = 1; i < members.size(); i++) {
            Member other = members.get((from + i) % members.size());
            double cost = cost(other, journey, balancing, now);
            if (cost < least) {
                best = other;
                least = cost;
            }
        }
        return best;
    }

    private static double cost(Member member, Journey journey, Balancing balancing, Moment now) {
        double load = balancing.policy() == Balancing.Policy.ROUND_ROBIN ? 0 : member.load(balancing.slowStart(), now);
        double doubt = (member.isEjected(now) ? 2 : 0) + (journey.hasFailedAt(member) ? 1 : 0);
        return doubt * Integer.MAX_VALUE + load;
    }
}
