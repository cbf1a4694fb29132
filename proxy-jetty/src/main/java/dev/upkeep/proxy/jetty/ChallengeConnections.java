package dev.upkeep.proxy.jetty;

import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections of authorities that look whether a domain is ours: over as soon as the handshake is (RFC 8737). */
final class ChallengeConnections extends AbstractConnectionFactory {
    private static final Logger LOG = LoggerFactory.getLogger(ChallengeConnections.class);

    ChallengeConnections() {
        super(ServerKeys.CHALLENGE_PROTOCOL);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new Challenged(connector, endPoint), connector, endPoint);
    }

    /** Made when the protocol is agreed on, which is before the client has had its last word of the handshake. */
    private static final class Challenged extends AbstractConnection {
        private final SSLEngine engine;

        Challenged(Connector connector, EndPoint endPoint) {
            super(endPoint, connector.getExecutor());
            engine = ((SslConnection.SslEndPoint) endPoint).getSslConnection().getSSLEngine();
        }

        @Override
        public void onOpen() {
            super.onOpen();
            onFillable(); // the client's last word may be here already: who waited for more would wait in vain
        }

        @Override
        public void onFillable() {
            if (filled() == 0 && engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
                fillInterested();
            } else {
                close();
            }
        }

        /** Takes the handshake further; below zero if the client has gone. */
        private int filled() {
            try {
                return getEndPoint().fill(BufferUtil.allocate(1));
            } catch (IOException broken) {
                LOG.debug("Connection from {}", getEndPoint().getRemoteSocketAddress(), broken);
                return -1;
            }
        }
    }
}
