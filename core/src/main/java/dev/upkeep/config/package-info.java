/**
 * {@code processes.yaml} and {@code proxy.yaml}: reading, checking, and telling what is wrong with them, where, and what to
 * write instead. Start at {@link dev.upkeep.config.ConfigFiles}.
 */
@NullMarked
package dev.upkeep.config;

import org.jspecify.annotations.NullMarked;
