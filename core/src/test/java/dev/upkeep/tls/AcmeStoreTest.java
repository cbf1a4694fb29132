package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcmeStoreTest {
    @Test
    void theKeyOfAnAccountIsKeptByAuthority(@TempDir Path state) throws Exception {
        AcmeStore store = new AcmeStore(state);
        URI one = URI.create("https://one.example/directory");
        KeyPair key = store.account(one);
        assertThat(new AcmeStore(state).account(one).getPrivate()).isEqualTo(key.getPrivate());
        assertThat(store.account(one).getPublic()).isEqualTo(key.getPublic());
        assertThat(store.account(URI.create("https://one.example:14000/dir")).getPrivate())
                .isNotEqualTo(key.getPrivate());
        Files.writeString(state.resolve("acme/account-one.example.pem"), "broken");
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(() -> store.account(one))
                .withMessageContaining("account-one.example.pem: holds no PEM block");
    }

    @Test
    void aCertificateForAnotherKeyIsNotKept(@TempDir Path state) throws Exception {
        AcmeStore store = new AcmeStore(state);
        assertThatIOException()
                .isThrownBy(() -> store.keep("one.example", AcmeStore.newKey(), List.of()))
                .withMessageContaining("for another key than that of one.example");
        assertThat(store.kept("one.example")).isEmpty();
    }
}
