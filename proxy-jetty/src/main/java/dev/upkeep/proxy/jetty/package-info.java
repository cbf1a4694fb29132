/**
 * The reverse proxy on Jetty. Start at {@link dev.upkeep.proxy.jetty.JettyProxy} for a ready-made one, at
 * {@link dev.upkeep.proxy.jetty.UpkeepProxyHandler} to put it into a server of your own.
 */
@NullMarked
package dev.upkeep.proxy.jetty;

import org.jspecify.annotations.NullMarked;
