package dev.upkeep.proxy.vertx;

import dev.upkeep.tls.ServerKeys;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * TLS as this Java speaks it, with one protocol more: connections of authorities that look whether a domain is ours are over
 * as soon as the handshake is (RFC 8737). Vert.x never hears of them, for it can't do with a protocol that it doesn't know.
 */
final class ChallengeTls extends JdkSSLEngineOptions {
    @Override
    public SslContextFactory sslContextFactory() {
        return new DefaultSslContextFactory(SslProvider.JDK, false) {
            @Override
            public SslContextFactory applicationProtocols(List<String> protocols) {
                return super.applicationProtocols(
                        Stream.concat(protocols.stream(), Stream.of(ServerKeys.CHALLENGE_PROTOCOL))
                                .toList());
            }

            @Override
            public SslContext create() throws SSLException {
                return new Context(super.create());
            }
        };
    }

    @Override
    public ChallengeTls copy() {
        return new ChallengeTls();
    }

    private static final class Context extends DelegatingSslContext {
        Context(SslContext context) {
            super(context);
        }

        @Override
        protected void initEngine(SSLEngine engine) {}

        @Override
        protected void initHandler(SslHandler handler) {
            handler.handshakeFuture().addListener((Future<Channel> done) -> {
                if (done.isSuccess() && ServerKeys.CHALLENGE_PROTOCOL.equals(handler.applicationProtocol())) {
                    end(handler, done.getNow());
                }
            });
        }

        private static void end(SslHandler handler, Channel connection) {
            String name = connection.pipeline().context(handler).name();
            connection.pipeline().addAfter(name, null, new Silent());
            connection.close();
        }
    }

    /** Tells nobody behind it that there was a handshake. */
    private static final class Silent extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext connection, Object event) {}
    }
}
