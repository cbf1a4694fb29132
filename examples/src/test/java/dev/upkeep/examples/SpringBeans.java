package dev.upkeep.examples;

import dev.upkeep.Upkeep;
import dev.upkeep.proxy.jetty.JettyManagement;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Upkeep in a Spring Boot application, as beans: Spring closes them in reverse order, the processes last. */
@Configuration(proxyBeanMethods = false)
public class SpringBeans {
    @Bean
    Upkeep upkeep(@Value("${upkeep.config:.}") String folder) {
        return Upkeep.fromYaml(Path.of(folder)).build();
    }

    @Bean
    JettyProxy upkeepProxy(Upkeep upkeep) throws IOException {
        return JettyProxy.open(upkeep.router(), upkeep.configuration().proxy(), upkeep.serverKeys());
    }

    @Bean
    JettyManagement upkeepManagement(Upkeep upkeep) throws IOException {
        Access access = Access.tokenFile(upkeep.stateDirectory().resolve("token"));
        int port = upkeep.configuration().proxy().managementPort();
        return JettyManagement.listen(ManagementApi.of(upkeep, access), "127.0.0.1", port);
    }

    @Bean
    ApplicationRunner upkeepStarted(Upkeep upkeep) {
        return arguments -> upkeep.start().toCompletableFuture().join();
    }
}
