package dev.upkeep.examples;

import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.proxy.jetty.JettyManagement;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A supervisor with one process, a proxy to it, and the API, on Jetty. Runs until Enter is pressed. */
final class EmbeddedJetty {
    public static void main(String[] args) throws Exception {
        ProxySpec spec = ProxySpec.DEFAULT.withPorts(8080, 8443, 9900);
        Upkeep upkeep = Upkeep.builder()
                .process(
                        "api",
                        p -> p.command("java", "Backend.java", "--port", "3001").cwd(Path.of("examples/demo")))
                .route(Route.builder(URI.create("http://localhost:3001"))
                        .process(new ProcessId("api"))
                        .build())
                .build();
        ManagementApi api = ManagementApi.of(upkeep, Access.tokenFile(Path.of("upkeep.token")));
        try (upkeep;
                JettyProxy proxy = JettyProxy.open(upkeep.router(), spec, Optional.empty());
                JettyManagement management = JettyManagement.listen(api, "127.0.0.1", spec.managementPort())) {
            upkeep.start();
            System.out.println("http://localhost:" + proxy.port() + ", API on port " + management.port());
            System.in.read();
        }
    }
}
