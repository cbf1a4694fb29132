package dev.upkeep.proxy.vertx;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;

/** The best transport that there is, with a {@link Door} before each listener. */
final class WatchedTransport implements Transport, io.vertx.core.transport.Transport {
    private final Transport inner;
    private final Door door;

    private WatchedTransport(Transport inner, Door door) {
        this.inner = inner;
        this.door = door;
    }

    /** Native if there is one. */
    static io.vertx.core.transport.Transport with(Door door) {
        io.vertx.core.transport.Transport best = io.vertx.core.transport.Transport.nativeTransport();
        boolean usable = best != null && best.implementation().isAvailable();
        Transport inner = (usable ? best : io.vertx.core.transport.Transport.NIO).implementation();
        return new WatchedTransport(inner, door);
    }

    @Override
    public void configure(TcpConfig options, boolean domainSocket, ServerBootstrap listener) {
        inner.configure(options, domainSocket, listener);
        listener.handler(door);
    }

    @Override
    public Transport implementation() {
        return this;
    }

    @Override
    public String name() {
        return "watched";
    }

    @Override
    public boolean available() {
        return inner.isAvailable();
    }

    @Override
    public boolean supportsDomainSockets() {
        return inner.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return inner.supportFileRegion();
    }

    @Override
    public boolean isAvailable() {
        return inner.isAvailable();
    }

    @Override
    public Throwable unavailabilityCause() {
        return inner.unavailabilityCause();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return inner.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return inner.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return inner.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        return inner.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    @SuppressWarnings("deprecation") // of Netty, in the signature of Vert.x
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return inner.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return inner.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return inner.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return inner.serverChannelFactory(domainSocket);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        inner.configure(channel, options);
    }

    @Override
    public void configure(TcpConfig options, boolean domainSocket, Bootstrap client) {
        inner.configure(options, domainSocket, client);
    }
}
