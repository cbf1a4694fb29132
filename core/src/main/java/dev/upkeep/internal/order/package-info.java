/**
 * Who needs whom: what may be launched, what is started and stopped first, and who is restarted with another. Nothing is
 * done here. Start at {@link dev.upkeep.internal.order.Order}.
 */
@NullMarked
package dev.upkeep.internal.order;

import org.jspecify.annotations.NullMarked;
