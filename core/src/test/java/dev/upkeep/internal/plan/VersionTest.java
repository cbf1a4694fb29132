package dev.upkeep.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTest {
    private static final ProcessId API = new ProcessId("api");

    @Test
    void aProcessGoesBackTogetherWithItsRoutes() {
        Configuration before = of("old", route("/", "api", 1), route("/web", "web", 9));
        Configuration after = of("new", route("/", "api", 2), route("/web", "web", 8));
        Configuration back = Version.of(before, API).orElseThrow().within(after);
        assertThat(back.process(API).orElseThrow().command().program()).isEqualTo("old");
        assertThat(back.proxy().routes()).containsExactlyInAnyOrder(route("/", "api", 1), route("/web", "web", 8));
    }

    @Test
    void aRouteThatNowBelongsToAnotherIsNotTakenBack() {
        Configuration before = of("old", route("/", "api", 1));
        Configuration after = of("new", route("/", "web", 2));
        Configuration back = Version.of(before, API).orElseThrow().within(after);
        assertThat(back.proxy().routes()).containsExactly(route("/", "web", 2));
    }

    @Test
    void itsOwnVersionChangesNothing() {
        Configuration configuration = of("new", route("/", "api", 2), route("/web", "web", 8));
        assertThat(Version.of(configuration, API)
                        .orElseThrow()
                        .within(configuration)
                        .processes())
                .isEqualTo(configuration.processes());
        assertThat(Version.of(configuration, new ProcessId("nobody"))).isEmpty();
    }

    private static Configuration of(String program, Route... routes) {
        return Configuration.of(
                List.of(
                        ProcessSpec.builder(API).command(program).build(),
                        ProcessSpec.builder(new ProcessId("web"))
                                .command("node")
                                .build()),
                ProxySpec.DEFAULT.withRoutes(List.of(routes)));
    }

    private static Route route(String path, String process, int port) {
        return Route.builder(URI.create("http://localhost:" + port))
                .path(path)
                .process(new ProcessId(process))
                .build();
    }
}
