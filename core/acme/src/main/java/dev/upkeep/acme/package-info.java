/** Speaks ACME (RFC 8555) by means of acme4j, which nothing else knows. */
@NullMarked
package dev.upkeep.acme;

import org.jspecify.annotations.NullMarked;
