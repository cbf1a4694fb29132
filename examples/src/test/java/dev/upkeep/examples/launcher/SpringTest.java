package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.examples.SpringBeans;
import dev.upkeep.proxy.jetty.JettyManagement;
import dev.upkeep.proxy.jetty.JettyProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The beans of the example, in an application that Spring Boot runs. */
class SpringTest {
    @TempDir
    Path folder;

    @Test
    void theBackendAnswersWhileTheApplicationRunsAndIsGoneAfterIt() throws IOException {
        Files.copy(Path.of("demo/Backend.java"), folder.resolve("Backend.java"));
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  api: { name: API, command: java, args: [Backend.java, --port, "${PORT}"], cwd: ., port: auto }
                """);
        Files.writeString(folder.resolve("proxy.yaml"), """
                port: 0
                managementPort: 0
                routes:
                  - { path: /, target: "http://localhost:3001", process: api }
                """);
        Upkeep upkeep;
        try (ConfigurableApplicationContext context = application()) {
            upkeep = context.getBean(Upkeep.class);
            int port = context.getBean(JettyProxy.class).port();
            int management = context.getBean(JettyManagement.class).port();
            String token = Files.readString(folder.resolve(".upkeep/token")).strip();

            assertThat(Http.get(port, "localhost", "/").body()).startsWith("backend (pid ");
            assertThat(Http.api(management, "GET", "/api/processes", token).body())
                    .contains("\"id\":\"api\"");
        }
        assertThat(upkeep.isStopping()).isTrue();
        assertThat(folder.resolve("pids")).isEmptyDirectory();
    }

    private ConfigurableApplicationContext application() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none"); // the tests' own stays
        SpringApplication application = new SpringApplication(SpringBeans.class);
        application.setDefaultProperties(Map.of("upkeep.config", folder.toString()));
        return application.run();
    }
}
