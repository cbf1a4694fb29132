/** The reverse proxy of Upkeep on Vert.x 5. */
module dev.upkeep.proxy.vertx {
    requires transitive dev.upkeep.core;
    requires transitive io.vertx.core;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires static transitive dev.upkeep.rest;
    requires static transitive org.jspecify;

    exports dev.upkeep.proxy.vertx;
}
