package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Router;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * Sends requests where a {@link Router} says. To be put into a Vert.x application:
 *
 * <pre>{@code
 * vertx.createHttpServer()
 *         .requestHandler(new UpkeepProxyHandler(vertx, router))
 *         .listen(8080);
 * }</pre>
 *
 * Make one in each verticle instance: it has connections to the upstreams of its own, and one that serves several event
 * loops costs throughput. They are closed when the verticle is undeployed, or else with the {@code Vertx}.
 */
public final class UpkeepProxyHandler implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final Router router;
    private final ClientLimits limits;
    private final Upstreams upstreams;

    /**
     * A handler with new, empty connection pools.
     *
     * @param vertx to make clients and timers with; inside a verticle, its own
     * @param router decides about each request
     */
    public UpkeepProxyHandler(Vertx vertx, Router router) {
        this(vertx, router, ClientLimits.DEFAULT);
    }

    /**
     * A handler with other limits.
     *
     * @param vertx to make clients and timers with; inside a verticle, its own
     * @param router decides about each request
     * @param limits for sizes and bodies; connections, and the time until there is a request, are the server's concern
     */
    public UpkeepProxyHandler(Vertx vertx, Router router, ClientLimits limits) {
        this.vertx = vertx;
        this.router = router;
        this.limits = limits;
        this.upstreams = new Upstreams(vertx);
    }

    /** Takes the request and answers it, now or later; on the request's context. */
    @Override
    public void handle(HttpServerRequest request) {
        handle(request, () -> {});
    }

    /** As {@link #handle(HttpServerRequest)}, and tells once when the exchange is over, however it ended. */
    void handle(HttpServerRequest request, Runnable whenOver) {
        RequestHead head = Heads.of(request, router);
        Exchange exchange = new Exchange(vertx, upstreams, limits, request, head, router, whenOver);
        Heads.objection(request)
                .map(why -> Refusals.badRequest(head, why))
                .or(() -> limits.objection(head, Heads.size(request)))
                .ifPresentOrElse(exchange::reject, () -> exchange.begin(router.route(head)));
    }
}
