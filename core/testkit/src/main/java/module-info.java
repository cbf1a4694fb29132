/** What every proxy adapter must do, as tests to extend. */
module dev.upkeep.testkit {
    requires transitive dev.upkeep.core;
    requires transitive dev.upkeep.rest;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires org.assertj.core;
    requires io.grpc;
    requires io.grpc.netty.shaded;
    requires io.grpc.stub;
    requires java.net.http;
    requires com.networknt.schema;
    requires tools.jackson.databind;
    requires org.eclipse.jetty.http2.client;
    requires org.eclipse.jetty.http2.server;
    requires static org.jspecify;

    exports dev.upkeep.testkit;

    opens dev.upkeep.testkit to
            org.junit.platform.commons;
}
