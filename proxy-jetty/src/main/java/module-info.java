/** The reverse proxy on Jetty: a handler for a server of one's own, and a ready-made front. */
module dev.upkeep.proxy.jetty {
    requires transitive dev.upkeep.core;
    requires transitive org.eclipse.jetty.server;
    requires static transitive dev.upkeep.rest;
    requires static transitive org.jspecify;
    requires org.eclipse.jetty.client;
    requires org.eclipse.jetty.alpn.server;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.http2.client;
    requires org.eclipse.jetty.http2.client.transport;

    exports dev.upkeep.proxy.jetty;
}
