package dev.upkeep.proxy.jetty;

import dev.upkeep.rest.ManagementApi;
import dev.upkeep.testkit.ManagementContract;
import dev.upkeep.testkit.ManagementUnderTest;
import java.io.IOException;

/** The management listener on Jetty. */
class JettyManagementTest extends ManagementContract {
    @Override
    protected ManagementUnderTest listen(ManagementApi api) throws IOException {
        JettyManagement management = JettyManagement.listen(api, "127.0.0.1", 0);
        return new ManagementUnderTest() {
            @Override
            public int port() {
                return management.port();
            }

            @Override
            public void close() {
                management.close();
            }
        };
    }
}
