import dev.upkeep.Upkeep;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.*;
import java.net.URI;
import java.util.Optional;

public final class App { // runs until Enter is pressed
    public static void main(String[] args) throws Exception {
        Upkeep upkeep = Upkeep.builder()
                .process("api", p -> p.command("java", args[0], "--port", "${PORT}").ports(Ports.AUTO))
                .route(Route.builder(URI.create("http://localhost")).process("api").build())
                .build();
        try (upkeep; JettyProxy proxy = JettyProxy.open(upkeep.router(), ProxySpec.DEFAULT.withPorts(0, 0, 0), Optional.empty())) {
            upkeep.start();
            System.out.println("http://localhost:" + proxy.port());
            System.in.read();
        }
    }
}
