package dev.upkeep.proxy.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.route.ClientLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a connection to the management listener may take until its first request, and that this ends with it. */
@Timeout(60)
class ManagementDoorTest {
    private static final String TOKEN = "upk_of-the-door-test";
    private static final ClientLimits HURRIED =
            new ClientLimits(8192, 16384, 100, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(60));

    @TempDir
    private Path folder;

    private Upkeep upkeep;
    private VertxManagement management;

    @BeforeEach
    void open() throws IOException {
        upkeep = Upkeep.builder().stateDirectory(folder).build();
        management = VertxManagement.listen(ManagementApi.of(upkeep, Access.token(TOKEN)), "127.0.0.1", 0, HURRIED);
    }

    @AfterEach
    void close() {
        management.close();
        upkeep.close();
    }

    @Test
    void aStreamOutlivesTheTimeThatAFirstRequestMayTake() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream()
                    .write(("GET /api/events?types=resources HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + TOKEN + "\r\n\r\n")
                            .getBytes(UTF_8));
            BufferedReader answer = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
            assertThat(answer.lines().anyMatch("event: resources"::equals))
                    .as("what is sent after two seconds arrives")
                    .isTrue();
        }
    }

    @Test
    void whoSaysNothingIsNotWaitedFor() throws IOException {
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), management.port());
    }
}
