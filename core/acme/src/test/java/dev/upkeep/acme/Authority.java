package dev.upkeep.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.shredzone.acme4j.toolbox.JSON;
import org.shredzone.acme4j.util.CertificateUtils;

/**
 * A small authority: the part of RFC 8555 that one order needs. It checks nonces and signatures, asks a proxy for the proof
 * over HTTP or TLS, and signs.
 */
final class Authority implements AutoCloseable {
    private final HttpServer server;
    private final KeyPair rootKey;
    private final X509Certificate root;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();
    private final Map<String, PublicJsonWebKey> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> domains = new ConcurrentHashMap<>();
    private final Map<String, String> certificates = new ConcurrentHashMap<>();
    private final Map<String, String> verdicts = new ConcurrentHashMap<>();
    private final List<String> emails = new CopyOnWriteArrayList<>();
    private final List<String> proofs = new CopyOnWriteArrayList<>();
    private final Duration lifetime;
    private volatile int proxyPort;
    private volatile boolean overTls;

    Authority(Duration lifetime) throws Exception {
        this.lifetime = lifetime;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rootKey = generator.generateKeyPair();
        Instant now = Instant.now();
        root = CertificateUtils.createTestRootCertificate(
                "CN=Test Authority", now.minusSeconds(60), now.plus(Duration.ofDays(3650)), rootKey);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI directory() {
        return URI.create(base() + "/directory");
    }

    /** Where domains lead to, over HTTP. */
    void asks(int port) {
        proxyPort = port;
    }

    /** Where domains lead to, over TLS. */
    void asksOverTls(int port) {
        proxyPort = port;
        overTls = true;
    }

    X509Certificate root() {
        return root;
    }

    /** The domains for which certificates were signed, in that order. */
    List<String> signed() {
        return new ArrayList<>(
                certificates.keySet().stream().sorted().map(domains::get).toList());
    }

    List<String> emails() {
        return emails;
    }

    int accounts() {
        return accounts.size();
    }

    /** What was answered when a proof was asked for. */
    List<String> proofs() {
        return proofs;
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().add("Replay-Nonce", nonce());
            if (path.equals("/directory")) {
                send(exchange, 200, directoryBody());
            } else if (path.equals("/nonce")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                serve(exchange, path, JSON.parse(exchange.getRequestBody()));
            }
        } catch (RuntimeException | JoseException e) {
            problem(exchange, "serverInternal", e.toString());
        } finally {
            exchange.close();
        }
    }

    private String directoryBody() {
        return "{\"newNonce\":\"%1$s/nonce\",\"newAccount\":\"%1$s/account\",\"newOrder\":\"%1$s/order\"}"
                .formatted(base());
    }

    private String nonce() {
        String nonce = "nonce" + numbers.incrementAndGet();
        nonces.add(nonce);
        return nonce;
    }

    private void serve(HttpExchange exchange, String path, JSON signed) throws IOException, JoseException {
        JSON head = JSON.parse(decoded(signed.get("protected").asString()));
        if (!nonces.remove(head.get("nonce").asString())) {
            problem(exchange, "badNonce", "not a fresh nonce");
            return;
        }
        boolean known = head.contains("kid");
        PublicJsonWebKey key = known
                ? accounts.get(head.get("kid").asString())
                : PublicJsonWebKey.Factory.newPublicJwk(
                        head.get("jwk").asObject().toMap());
        if (!head.get("url").asString().equals(base() + path) || !isSigned(signed, key)) {
            problem(exchange, "malformed", "not signed for this");
            return;
        }
        String payload = decoded(signed.get("payload").asString());
        String[] parts = path.substring(1).split("/");
        String number = parts.length > 1 ? parts[1] : "";
        switch (parts[0]) {
            case "account" -> account(exchange, key, JSON.parse(payload));
            case "order" -> order(exchange, number, payload);
            case "authz" -> send(exchange, 200, authorization(number));
            case "challenge" -> challenge(exchange, number, payload, key);
            case "finalize" -> sign(exchange, number, JSON.parse(payload));
            case "cert" -> certificate(exchange, number);
            default -> problem(exchange, "malformed", "no such resource");
        }
    }

    private static boolean isSigned(JSON signed, PublicJsonWebKey key) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(
                signed.get("protected").asString() + "." + signed.get("payload").asString() + "."
                        + signed.get("signature").asString());
        signature.setKey(key.getPublicKey());
        return signature.verifySignature();
    }

    private void account(HttpExchange exchange, PublicJsonWebKey key, JSON asked) throws IOException {
        String url = base() + "/account/" + thumbprint(key);
        boolean isNew = accounts.put(url, key) == null;
        asked.get("contact").asArray().forEach(contact -> emails.add(contact.asString()));
        exchange.getResponseHeaders().add("Location", url);
        send(exchange, isNew ? 201 : 200, "{\"status\":\"valid\"}");
    }

    private void order(HttpExchange exchange, String number, String payload) throws IOException {
        String made = number;
        if (number.isEmpty()) {
            made = Integer.toString(1_000 + numbers.incrementAndGet());
            domains.put(
                    made,
                    JSON.parse(payload)
                            .get("identifiers")
                            .asArray()
                            .iterator()
                            .next()
                            .asObject()
                            .get("value")
                            .asString());
            exchange.getResponseHeaders().add("Location", base() + "/order/" + made);
        }
        send(exchange, number.isEmpty() ? 201 : 200, orderBody(made));
    }

    private String orderBody(String number) {
        String verdict = verdicts.getOrDefault(number, "pending");
        String status = certificates.containsKey(number) ? "valid" : verdict.equals("valid") ? "ready" : verdict;
        String certificate =
                certificates.containsKey(number) ? ",\"certificate\":\"" + base() + "/cert/" + number + "\"" : "";
        return "{\"status\":\"%s\",\"identifiers\":[%s],\"authorizations\":[\"%s/authz/%s\"],\"finalize\":\"%s/finalize/%s\"%s}"
                .formatted(status, identifier(number), base(), number, base(), number, certificate);
    }

    private String identifier(String number) {
        return "{\"type\":\"dns\",\"value\":\"" + domains.get(number) + "\"}";
    }

    private String authorization(String number) {
        return "{\"status\":\"%s\",\"identifier\":%s,\"challenges\":[%s]}"
                .formatted(verdicts.getOrDefault(number, "pending"), identifier(number), challenge(number));
    }

    private String challenge(String number) {
        String verdict = verdicts.getOrDefault(number, "pending");
        String error = verdict.equals("invalid")
                ? ",\"error\":{\"type\":\"urn:ietf:params:acme:error:unauthorized\",\"detail\":\"no proof\"}"
                : "";
        return "{\"type\":\"%s\",\"url\":\"%s/challenge/%s\",\"token\":\"token-%s\",\"status\":\"%s\"%s}"
                .formatted(overTls ? "tls-alpn-01" : "http-01", base(), number, number, verdict, error);
    }

    private void challenge(HttpExchange exchange, String number, String payload, PublicJsonWebKey key)
            throws IOException {
        if (!payload.isEmpty()) {
            String expected = "token-" + number + "." + thumbprint(key);
            boolean proven =
                    overTls ? TlsProof.isGiven(proxyPort, domains.get(number), expected) : isAnswered(number, expected);
            verdicts.put(number, proven ? "valid" : "invalid");
        }
        send(exchange, 200, challenge(number));
    }

    private boolean isAnswered(String number, String expected) {
        String answer = ask(domains.get(number), "token-" + number);
        proofs.add(answer);
        return answer.startsWith("HTTP/1.1 200") && answer.endsWith("\r\n\r\n" + expected);
    }

    private String ask(String domain, String token) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxyPort)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /.well-known/acme-challenge/" + token + " HTTP/1.1\r\nHost: " + domain
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void sign(HttpExchange exchange, String number, JSON asked) throws IOException {
        byte[] der = Base64.getUrlDecoder().decode(asked.get("csr").asString());
        X509Certificate made = signed(new PKCS10CertificationRequest(der), domains.get(number));
        certificates.put(number, pem(made) + pem(root));
        exchange.getResponseHeaders().add("Location", base() + "/order/" + number);
        send(exchange, 200, orderBody(number));
    }

    private X509Certificate signed(PKCS10CertificationRequest asked, String domain) throws IOException {
        Instant begin = Instant.now().minusSeconds(60);
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    root,
                    BigInteger.valueOf(numbers.incrementAndGet()),
                    Date.from(begin),
                    Date.from(begin.plus(lifetime)),
                    new X500Principal("CN=" + domain),
                    new JcaPKCS10CertificationRequest(asked).getPublicKey());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, domain)));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(rootKey.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException(e);
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void certificate(HttpExchange exchange, String number) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/pem-certificate-chain");
        write(exchange, 200, certificates.get(number));
    }

    private static String thumbprint(JsonWebKey key) {
        return key.calculateBase64urlEncodedThumbprint("SHA-256");
    }

    private static String decoded(String base64) {
        return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private static void problem(HttpExchange exchange, String type, String detail) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
        write(
                exchange,
                400,
                "{\"type\":\"urn:ietf:params:acme:error:" + type + "\",\"detail\":\"" + detail.replace('"', '\'')
                        + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        write(exchange, status, json);
    }

    private static void write(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
