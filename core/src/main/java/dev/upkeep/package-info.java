/**
 * The front door: build an {@link dev.upkeep.Upkeep}, start it, ask it, steer it, listen to it. Behind it, not visible from
 * outside, stand the only loop and the only threads of the library. Start at {@link dev.upkeep.Upkeep#builder()} or
 * {@link dev.upkeep.Upkeep#fromYaml}.
 */
@NullMarked
package dev.upkeep;

import org.jspecify.annotations.NullMarked;
