package dev.upkeep.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/** PKCS#12 stores, and the one password they have here: files are protected by their mode, not by it. */
final class KeyStores {
    static final String PASSWORD = "upkeep";
    static final String TYPE = "PKCS12";

    private KeyStores() {}

    static KeyStore empty() throws IOException {
        return loaded(null);
    }

    static KeyStore read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return loaded(in);
        }
    }

    private static KeyStore loaded(@Nullable InputStream in) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("a " + TYPE + " key store: " + e.getMessage(), e);
        }
    }
}
