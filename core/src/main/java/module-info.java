/** Supervision, health, output, configuration and routing decisions; everything of Upkeep but the servers. */
@SuppressWarnings("module") // those who may see packages of our own are compiled later
module dev.upkeep.core {
    requires transitive org.slf4j;
    requires static transitive org.jspecify;
    requires org.snakeyaml.engine;
    requires com.cronutils;
    requires java.net.http;

    uses dev.upkeep.tls.AcmeClient;

    exports dev.upkeep;
    exports dev.upkeep.config;
    exports dev.upkeep.process;
    exports dev.upkeep.restart;
    exports dev.upkeep.health;
    exports dev.upkeep.route;
    exports dev.upkeep.log;
    exports dev.upkeep.spec;
    exports dev.upkeep.spi;
    exports dev.upkeep.tls;
    exports dev.upkeep.internal.system to
            dev.upkeep.rest;
}
