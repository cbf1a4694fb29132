package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * An upload many times larger than the heap of the Java that the proxy runs in, to a backend that begins to read when the
 * client can send no more.
 */
final class LargeUpload {
    private static final int MEBIBYTES = 2048;
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseSerialGC");
    private static final int MAX_SECONDS = 100;

    private LargeUpload() {}

    /** Runs it in a Java of its own; returns all that it printed. */
    static String inSmallHeap(Class<? extends ProxyContract> contract) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(LargeUpload.class.getName(), contract.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> text(process));
            return printed.get(MAX_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(Process process) {
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The part in the small heap: the only argument is the class that knows how to open the proxy. */
    @SuppressWarnings("try") // a proxy may well be interrupted while it stops
    public static void main(String[] arguments) throws Exception {
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        ScriptedRouter router = new ScriptedRouter();
        Flood flood = Flood.ofMebibytes(MEBIBYTES);
        CountDownLatch stalled = new CountDownLatch(1);
        try (ProxyUnderTest proxy = ((ProxyContract) constructor.newInstance()).open(router, Optional.empty());
                RawBackend backend = RawBackend.following(wire -> answerWithFingerprint(wire, stalled));
                Wire client = Wire.to(proxy.httpPort())) {
            router.forwardsTo(backend);
            client.send("PUT / HTTP/1.1\r\nHost: app.example\r\nContent-Length: " + flood.length() + "\r\n\r\n");
            long accepted = flood.sendUntilStalled(client);
            stalled.countDown();
            flood.sendFrom(accepted, client);
            assertThat(client.readAnswer().text()).isEqualTo(flood.fingerprint());
        }
        System.out.println("all of it arrived");
    }

    private static void answerWithFingerprint(Wire wire, CountDownLatch stalled) throws Exception {
        Head head = wire.readHead();
        stalled.await();
        try (InputStream body = wire.body(head)) {
            String received = Flood.fingerprint(body);
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + received.length() + "\r\n\r\n" + received);
        }
    }
}
