package dev.upkeep.rest.internal.process;

import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.route.Route;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Which requests go where, in the order of the file. Of a target only where it is: the rest may hold a secret. */
final class RoutesBody {
    private RoutesBody() {}

    static ObjectNode of(List<Route> routes) {
        ObjectNode body = Json.object();
        body.set("routes", Json.array(routes.stream().map(RoutesBody::route).toList()));
        return body;
    }

    private static ObjectNode route(Route route) {
        return Json.object()
                .put("domain", route.domain().orElse(null))
                .put("path", route.path())
                .put("process", route.process().map(ProcessId::value).orElse(null))
                .put("target", origin(route.target()))
                .put("ssl", route.ssl());
    }

    private static String origin(URI target) {
        return target.getScheme() + "://" + target.getHost() + (target.getPort() < 0 ? "" : ":" + target.getPort());
    }
}
