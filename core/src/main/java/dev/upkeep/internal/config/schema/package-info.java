/**
 * What tables of keys are made of: a section, its keys, the types of their values. A file is read by its tables, and what
 * does not fit them is reported. Which keys there are is not known here. Start at
 * {@link dev.upkeep.internal.config.schema.Section}.
 */
@NullMarked
package dev.upkeep.internal.config.schema;

import org.jspecify.annotations.NullMarked;
