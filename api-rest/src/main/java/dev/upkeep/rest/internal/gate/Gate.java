package dev.upkeep.rest.internal.gate;

import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.internal.limit.Limits;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.route.Headers;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which requests get through, in one order for all: path, Host, way, origin, token, method, permission, body,
 * parameters, limits. What comes later may rely on what came before.
 */
public final class Gate {
    private static final Principal NEIGHBOUR = new Principal("somebody on this machine", EnumSet.of(Permission.READ));
    private static final Principal STRANGER = new Principal("anybody", Set.of());

    private final Hosts hosts;
    private final Access access;
    private final Limits limits;

    /**
     * A gate.
     *
     * @param hosts names that requests may be sent to beside those of loopback
     * @throws IllegalArgumentException if a host is none
     */
    public Gate(Collection<String> hosts, Access access, Limits limits) {
        this.hosts = new Hosts(hosts);
        this.access = access;
        this.limits = limits;
    }

    /** Refuses what must not get through. */
    public Call admit(ApiRequest request) {
        Target target = Target.parse(request.target());
        hosts.check(request);
        checkWay(request);
        List<Endpoint> here = Endpoint.at(target);
        Principal caller = isOpen(here) ? visitor(request) : member(request);
        Endpoint endpoint = Endpoint.chosen(here, request.method());
        check(request, target, endpoint, caller);
        if (endpoint.isLimited()) {
            limits.act(endpoint.id(target).orElse(endpoint.name()));
        }
        return new Call(endpoint, target, caller, request);
    }

    /**
     * Whatever address a route writes for this listener: who comes along it is a stranger with the sender of a neighbour.
     */
    private static void checkWay(ApiRequest request) {
        if (Headers.cameThroughProxy(request.header("via"))) {
            throw new Refused(Problem.proxied());
        }
    }

    private static boolean isOpen(List<Endpoint> here) {
        return !here.isEmpty() && here.stream().allMatch(e -> e.permission().isEmpty());
    }

    /** Where nothing has to be shown, it still counts for how much is told. */
    private Principal visitor(ApiRequest request) {
        return isLoopback(request.remoteAddress())
                ? NEIGHBOUR
                : access.identify(request).orElse(STRANGER);
    }

    private Principal member(ApiRequest request) {
        CrossSite.check(request);
        return access.identify(request)
                .orElseThrow(() -> request.header("authorization").isEmpty()
                        ? new Refused(Problem.unauthorized())
                        : limits.failed(request.remoteAddress()));
    }

    private static void check(ApiRequest request, Target target, Endpoint endpoint, Principal caller) {
        endpoint.permission().filter(p -> !caller.may(p)).ifPresent(p -> {
            throw new Refused(Problem.forbidden(p), caller.name());
        });
        if (request.hasBody()) {
            throw new Refused(Problem.bodyNotAllowed());
        }
        for (String name : target.parameters().keySet()) {
            if (!endpoint.parameters().contains(name)) {
                throw new Refused(Problem.badParameter(name, expected(endpoint)));
            }
        }
    }

    private static String expected(Endpoint endpoint) {
        return endpoint.parameters().isEmpty() ? "none" : String.join(", ", endpoint.parameters());
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
    }
}
