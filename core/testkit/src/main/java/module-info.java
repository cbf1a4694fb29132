/** What every proxy adapter must do, as tests to extend; and processes for the JUnit tests of anybody. */
module dev.upkeep.testkit {
    requires transitive dev.upkeep.core;
    requires static transitive dev.upkeep.rest;
    requires transitive org.junit.jupiter.api;
    requires org.junit.jupiter.params;
    requires static org.assertj.core;
    requires static com.networknt.schema;
    requires static tools.jackson.databind;
    requires static io.grpc;
    requires static io.grpc.netty.shaded;
    requires static io.grpc.stub;
    requires transitive java.net.http;
    requires static org.eclipse.jetty.http2.client;
    requires static org.eclipse.jetty.http2.server;
    requires static org.jspecify;

    exports dev.upkeep.testkit;
    exports dev.upkeep.testkit.junit;

    opens dev.upkeep.testkit to
            org.junit.platform.commons;
    opens dev.upkeep.testkit.junit to
            org.junit.platform.commons;
}
