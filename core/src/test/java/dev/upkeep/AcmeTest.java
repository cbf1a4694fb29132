package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.testing.MadePem;
import dev.upkeep.testing.ManualTime;
import dev.upkeep.tls.AcmeClient;
import dev.upkeep.tls.AcmeStore;
import dev.upkeep.tls.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When certificates are ordered, with time that stands still and an authority that says what the test wants. */
class AcmeTest {
    private static final CertificateSpec.Acme ACCOUNT = new CertificateSpec.Acme(
            "ops@one.example", URI.create("http://ca.example/directory"), CertificateSpec.Challenge.HTTP_01);

    @TempDir
    private static Path made;

    /** Valid for 90 days from today, which is long after {@link ManualTime} begins. */
    private static ServerCertificate certificate;

    @TempDir
    private Path state;

    private final ManualTime time = new ManualTime();
    private final List<String> ordered = new ArrayList<>();
    private final List<Map<String, String>> published = new ArrayList<>();
    private Optional<IOException> refusal = Optional.empty();
    private Acme acme;

    @BeforeAll
    static void make() throws Exception {
        certificate = ServerCertificate.read(new MadePem(made)
                        .pair("one", "-keyalg", "EC", "-validity", "90", "-ext", "SAN=dns:one.example"))
                .get(0);
    }

    @BeforeEach
    void begin() {
        acme = new Acme(
                time,
                time,
                () -> 0,
                this::order,
                new AcmeStore(state),
                Runnable::run,
                new OpenChallenges(a -> published.add(Map.copyOf(a)), shown -> {}),
                () -> {});
    }

    private List<X509Certificate> order(AcmeClient.Order order, AcmeClient.Challenges challenges) throws IOException {
        ordered.add(order.domain());
        challenges.publish("token", "answer");
        challenges.withdraw("token");
        throw refusal.orElse(new IOException("no"));
    }

    @Test
    void whatIsMissingIsOrderedAtOnceAndEachByItself() {
        acme.follow(ACCOUNT, List.of("one.example", "two.example"), List.of());
        time.advance(Duration.ZERO);
        assertThat(ordered).containsExactly("one.example", "two.example");
        assertThat(published).startsWith(Map.of("token", "answer"), Map.of());
    }

    @Test
    void aFailureIsToldAndTriedAgainLaterAndLater() {
        refusal = Optional.of(new IOException("rate limited"));
        acme.follow(ACCOUNT, List.of("one.example"), List.of());
        time.advance(Duration.ZERO);
        assertThat(acme.trouble(List.of("one.example"))).contains("Could not be ordered: rate limited");
        assertThat(acme.trouble(List.of("two.example"))).isEmpty();
        List<Integer> tries = new ArrayList<>();
        for (int minute = 0; minute < 24 * 60; minute++) {
            int before = ordered.size();
            time.advance(Duration.ofMinutes(1));
            if (ordered.size() > before) {
                tries.add(minute + 1);
            }
        }
        assertThat(tries).containsExactly(1, 5, 21, 85, 341, 701, 1061, 1421);
    }

    @Test
    void whatIsInForceIsOrderedWhenAThirdOfItsTimeIsLeft() {
        acme.follow(ACCOUNT, List.of("one.example"), List.of(certificate));
        Duration until =
                Duration.between(time.now().wall(), certificate.notAfter().minus(Duration.ofDays(30)));
        time.advance(until.minusSeconds(1));
        assertThat(ordered).isEmpty();
        time.advance(Duration.ofSeconds(1));
        assertThat(ordered).containsExactly("one.example");
    }

    @Test
    void whatIsNotWantedAnyMoreIsNotOrdered() {
        acme.follow(ACCOUNT, List.of("one.example"), List.of());
        acme.follow(ACCOUNT, List.of("two.example"), List.of());
        time.advance(Duration.ofMinutes(30));
        assertThat(ordered).doesNotContain("one.example").contains("two.example");
        acme.end();
        int before = ordered.size();
        time.advance(Duration.ofDays(2));
        assertThat(ordered).hasSize(before);
        assertThat(time.pending()).isZero();
    }
}
