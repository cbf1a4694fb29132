import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.upkeep.testkit.junit.*;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

@UpkeepTest
class BackendTest {
    @Managed
    static ManagedProcess api = ManagedProcess.command("sh", "-c", "exec java ../../demo/Backend.java --port $PORT")
            .freePort("PORT")
            .waitingFor(Ready.http("/health"));

    @Test
    void isWell(HttpClient http) throws Exception {
        assertEquals(200, http.send(api.get("/"), BodyHandlers.ofString()).statusCode());
    }
}
