/**
 * The contract of proxy adapters, tested over real sockets. An adapter passes it by extending
 * {@link dev.upkeep.testkit.ProxyContract} in its tests.
 */
@NullMarked
package dev.upkeep.testkit;

import org.jspecify.annotations.NullMarked;
