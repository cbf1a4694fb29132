/**
 * What has changed between two configurations, as steps. Nothing is done here. Start at
 * {@link dev.upkeep.internal.plan.Plan}.
 */
@NullMarked
package dev.upkeep.internal.plan;

import org.jspecify.annotations.NullMarked;
