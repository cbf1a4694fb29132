package dev.upkeep.rest.internal.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spec.ProcessSpec;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short names for what processes are launched from. They are made with a key that nobody has and that changes with each
 * run, because the fingerprint itself would let a reader try out what a variable might be set to. Thread-safe.
 */
final class Revisions {
    private static final int BYTES = 8;

    private record Named(ProcessSpec spec, String name) {}

    private final SecretKeySpec key = new SecretKeySpec(SecureRandom.getSeed(32), "HmacSHA256");
    private final Map<ProcessId, Named> named = new ConcurrentHashMap<>();

    /** The same as before as long as a launch would be the same. */
    String of(ProcessSpec spec) {
        return named.compute(
                        spec.id(),
                        (id, before) -> before != null && before.spec() == spec ? before : new Named(spec, name(spec)))
                .name();
    }

    private String name(ProcessSpec spec) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(spec.fingerprint().getBytes(UTF_8)), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HmacSHA256", e);
        }
    }
}
