/**
 * Upkeep's reverse proxy for Vert.x applications. Start at {@link dev.upkeep.proxy.vertx.VertxProxy} for a server of its
 * own, at {@link dev.upkeep.proxy.vertx.UpkeepProxyHandler} to put it into one that is there already.
 */
@NullMarked
package dev.upkeep.proxy.vertx;

import org.jspecify.annotations.NullMarked;
