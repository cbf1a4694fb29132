/**
 * What Upkeep needs from the outside, each seam one method wide. For those who bring their own launcher, probe, clock or
 * timer; the ordinary ones come with the library. Start at {@link dev.upkeep.spi.ProcessLauncher}.
 */
@NullMarked
package dev.upkeep.spi;

import org.jspecify.annotations.NullMarked;
