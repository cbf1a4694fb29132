package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpConnection;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees connections when they are accepted. Vert.x tells of one only with its first request, or when it is known to speak
 * HTTP/2 or TLS, and so never of those that say nothing.
 */
@Sharable
final class Door extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    /** The two ends of a connection, which no other has while it is open. */
    private record Peer(String host, int port, int local) {
        static Peer of(Channel connection) {
            InetSocketAddress remote = (InetSocketAddress) connection.remoteAddress();
            InetSocketAddress local = (InetSocketAddress) connection.localAddress();
            return new Peer(remote.getAddress().getHostAddress(), remote.getPort(), local.getPort());
        }
    }

    private final ClientLimits limits;
    private final Map<Peer, Future<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();

    Door(ClientLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelRead(ChannelHandlerContext listener, Object accepted) {
        Channel connection = (Channel) accepted;
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            LOG.debug("{} connections are open: the one from {} is closed", open, connection.remoteAddress());
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(closed -> open.decrementAndGet());
        connection.pipeline().addLast(new Arrival());
        listener.fireChannelRead(accepted);
    }

    /** From now on {@link Clients} look after a connection. */
    void passed(HttpConnection connection) {
        Future<?> timer = waiting.remove(new Peer(
                connection.remoteAddress().hostAddress(),
                connection.remoteAddress().port(),
                connection.localAddress().port()));
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Ends its connection if that does not pass in time. */
    private final class Arrival extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext connection) {
            Peer peer = Peer.of(connection.channel());
            long millis = limits.headerTimeout().toMillis();
            waiting.put(peer, connection.executor().schedule(() -> connection.close(), millis, TimeUnit.MILLISECONDS));
            connection.channel().closeFuture().addListener(closed -> waiting.remove(peer));
            connection.pipeline().remove(this);
            connection.fireChannelActive();
        }
    }
}
