package dev.upkeep.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Asked at each handshake, so that other certificates count from the next on. A handshake asks several times: what it was
 * told last is still known after one exchange.
 */
final class SniKeyManager extends X509ExtendedKeyManager {
    private record Tables(KeyTable now, KeyTable before) {
        Tables next(List<ServerCertificate> certificates) {
            return new Tables(new KeyTable(List.copyOf(certificates), now.generation() + 1), now);
        }
    }

    private volatile Tables tables;
    private volatile ChallengeTable challenges = ChallengeTable.of(Map.of());

    SniKeyManager(List<ServerCertificate> certificates) {
        KeyTable first = new KeyTable(List.copyOf(certificates), 0);
        tables = new Tables(first, first);
    }

    synchronized void replace(List<ServerCertificate> certificates) {
        tables = tables.next(certificates);
    }

    void challenges(Map<String, ServerCertificate> open) {
        challenges = ChallengeTable.of(open);
    }

    List<ServerCertificate> certificates() {
        return tables.now().all();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return engine == null
                ? choose(keyType, null, null)
                : choose(keyType, engine.getHandshakeSession(), engine.getHandshakeApplicationProtocol());
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return socket instanceof SSLSocket secure
                ? choose(keyType, secure.getHandshakeSession(), secure.getHandshakeApplicationProtocol())
                : choose(keyType, null, null);
    }

    /** TLS 1.3 agrees on the protocol before it asks for a certificate, TLS 1.2 after it. */
    private @Nullable String choose(String keyType, @Nullable SSLSession session, @Nullable String protocol) {
        Optional<String> asked = asked(session);
        return ServerKeys.CHALLENGE_PROTOCOL.equals(protocol)
                ? challenges.choose(keyType, asked).orElse(null)
                : tables.now().choose(keyType, asked).orElse(null);
    }

    private static Optional<String> asked(@Nullable SSLSession session) {
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .flatMap(
                                name -> name instanceof SNIHostName host ? Stream.of(host.getAsciiName()) : Stream.of())
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return get(alias).map(c -> c.chain().toArray(new X509Certificate[0])).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return get(alias).map(ServerCertificate::key).orElse(null);
    }

    private Optional<ServerCertificate> get(String alias) {
        Tables seen = tables;
        return seen.now().get(alias).or(() -> seen.before().get(alias)).or(() -> challenges.get(alias));
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // none can be told without a name that a client asks for
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
