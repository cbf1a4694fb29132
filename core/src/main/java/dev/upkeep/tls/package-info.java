/**
 * The certificates and keys that HTTPS listeners show. For adapters. Start at {@link dev.upkeep.tls.ServerKeys}.
 */
@NullMarked
package dev.upkeep.tls;

import org.jspecify.annotations.NullMarked;
