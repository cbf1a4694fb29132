/**
 * What adapters must do, tested over real sockets. A proxy passes by extending {@link dev.upkeep.testkit.ProxyContract} in
 * its tests, a management listener by extending {@link dev.upkeep.testkit.ManagementContract}.
 */
@NullMarked
package dev.upkeep.testkit;

import org.jspecify.annotations.NullMarked;
