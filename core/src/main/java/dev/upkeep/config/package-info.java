/**
 * {@code processes.yaml} and {@code proxy.yaml}: what is read from them, and what is wrong with them, where, and what to
 * write instead. Start at {@link dev.upkeep.config.ConfigFiles}.
 *
 * <p>Below it, not visible from outside, in {@code dev.upkeep.internal.config}, from the top down: {@code keys} says which keys
 * there are, {@code rules} what must hold of them all, {@code schema} what tables of keys are made of, {@code yaml} reads text,
 * {@code problem} has the words to complain with.
 */
@NullMarked
package dev.upkeep.config;

import org.jspecify.annotations.NullMarked;
