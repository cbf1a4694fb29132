package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Routing;

/** For routings that nobody can follow any more. */
final class Routings {
    private Routings() {}

    /** Gives back what a routing holds. */
    static void decline(Routing routing) {
        if (routing instanceof Routing.Forward forward) {
            forward.lease().close();
        } else if (routing instanceof Routing.Hold hold) {
            hold.waiting().abandon();
        }
    }
}
