/**
 * Real processes for JUnit tests: launched before them, awaited until they are ready, stopped after them with all that they have
 * started, and shown in the failure with what they printed. Start at {@link dev.upkeep.testkit.junit.UpkeepTest}.
 */
@NullMarked
package dev.upkeep.testkit.junit;

import org.jspecify.annotations.NullMarked;
