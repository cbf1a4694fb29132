package dev.upkeep.proxy.vertx;

import dev.upkeep.rest.ManagementApi;
import dev.upkeep.testkit.ManagementContract;
import dev.upkeep.testkit.ManagementUnderTest;
import java.io.IOException;

class VertxManagementTest extends ManagementContract {
    @Override
    protected ManagementUnderTest listen(ManagementApi api) throws IOException {
        return new Listening(VertxManagement.listen(api, "127.0.0.1", 0));
    }

    private record Listening(VertxManagement management) implements ManagementUnderTest {
        @Override
        public int port() {
            return management.port();
        }

        @Override
        public void close() {
            management.close();
        }
    }
}
