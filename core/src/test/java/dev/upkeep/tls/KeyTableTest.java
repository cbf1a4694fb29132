package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.testing.MadePem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyTableTest {
    @TempDir
    private static Path folder;

    private static final List<ServerCertificate> ALL = new ArrayList<>();

    @BeforeAll
    static void make() throws Exception {
        add("first", "EC", "dns:a.example,dns:b.example");
        add("firstRsa", "RSA", "dns:a.example,dns:b.example");
        add("wild", "EC", "dns:*.example");
        add("third", "EC", "dns:c.example");
        add("rsa", "RSA", "dns:d.example");
    }

    @Test
    void theVeryNameComesBeforeAWildcardAndThatBeforeTheFirst() {
        assertThat(chosen("EC", "c.example")).contains("third");
        assertThat(chosen("EC", "C.Example")).contains("third");
        assertThat(chosen("EC", "x.example")).contains("wild");
        assertThat(chosen("EC", "x.y.example")).contains("first");
        assertThat(chosen("EC", "elsewhere.org")).contains("first");
        assertThat(chosen("EC", "localhost")).contains("first");
        assertThat(new KeyTable(ALL, 3).choose("EC", Optional.empty())).contains("3-0");
    }

    @Test
    void theKindOfKeyDecidesBetweenCertificatesForTheSameNamesOnly() {
        assertThat(chosen("RSA", "b.example")).contains("firstRsa");
        assertThat(chosen("EC_RSA", "b.example")).contains("first");
        assertThat(chosen("RSA", "elsewhere.org")).contains("firstRsa");
        assertThat(chosen("RSA", "d.example")).contains("rsa");
        assertThat(chosen("EC", "d.example")).isEmpty();
        assertThat(chosen("RSA", "x.example")).isEmpty();
        assertThat(chosen("EdDSA", "a.example")).isEmpty();
    }

    @Test
    void anAliasOfAnotherGenerationIsNotKnown() {
        assertThat(new KeyTable(ALL, 3).get("2-0")).isEmpty();
        assertThat(new KeyTable(ALL, 3).get("3-1")).contains(ALL.get(1));
        assertThat(new KeyTable(ALL, 3).get("3-9")).isEmpty();
    }

    @Test
    void aHandshakeThatBeganBeforeAnExchangeFindsWhatItWasTold() {
        SniKeyManager manager = new SniKeyManager(ALL);
        String alias = manager.chooseServerAlias("EC", null, null);
        manager.replace(ALL.subList(3, 4));
        assertThat(manager.getPrivateKey(alias)).isEqualTo(ALL.get(0).key());
        String next = manager.chooseServerAlias("EC", null, null);
        assertThat(manager.getCertificateChain(next)).containsExactly(ALL.get(3).certificate());
    }

    @Test
    void anOpenChallengeIsForTheVeryNameAndItsKindOfKeyOnly() {
        ChallengeTable table = ChallengeTable.of(Map.of("Münch.example", ALL.get(0)));
        assertThat(table.choose("EC", Optional.of("XN--mnch-0ra.example")).flatMap(table::get))
                .contains(ALL.get(0));
        assertThat(table.choose("RSA", Optional.of("xn--mnch-0ra.example"))).isEmpty();
        assertThat(table.choose("EC", Optional.of("a.example"))).isEmpty();
        assertThat(table.choose("EC", Optional.empty())).isEmpty();
        assertThat(table.get("0-0")).isEmpty();
        assertThat(table.get("challenge-a.example")).isEmpty();
    }

    private Optional<String> chosen(String keyType, String asked) {
        KeyTable table = new KeyTable(ALL, 0);
        return table.choose(keyType, Optional.of(asked))
                .flatMap(table::get)
                .map(c -> Path.of(c.source()).getFileName().toString().replace(".crt", ""));
    }

    private static void add(String name, String algorithm, String names) throws Exception {
        ALL.addAll(
                ServerCertificate.read(new MadePem(folder).pair(name, "-keyalg", algorithm, "-ext", "SAN=" + names)));
    }
}
