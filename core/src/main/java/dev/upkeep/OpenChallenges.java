package dev.upkeep;

import dev.upkeep.tls.AcmeClient;
import dev.upkeep.tls.ServerCertificate;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All that an authority may ask for now: each change is told to who answers. */
final class OpenChallenges implements AcmeClient.Challenges {
    private final Consumer<Map<String, String>> published;
    private final Consumer<Map<String, ServerCertificate>> shown;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, ServerCertificate> certificates = new ConcurrentHashMap<>();

    /**
     * None is open yet.
     *
     * @param published takes all answers over HTTP, by token
     * @param shown takes all certificates, by domain
     */
    OpenChallenges(Consumer<Map<String, String>> published, Consumer<Map<String, ServerCertificate>> shown) {
        this.published = published;
        this.shown = shown;
    }

    @Override
    public void publish(String token, String answer) {
        answers.put(token, answer);
        published.accept(answers);
    }

    @Override
    public void withdraw(String token) {
        answers.remove(token);
        published.accept(answers);
    }

    @Override
    public void show(String domain, X509Certificate certificate, PrivateKey key) {
        certificates.put(domain, new ServerCertificate(List.of(certificate), key, "a challenge", false));
        shown.accept(certificates);
    }

    @Override
    public void hide(String domain) {
        certificates.remove(domain);
        shown.accept(certificates);
    }
}
