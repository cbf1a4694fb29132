/** Notices when files change that a process is made of. Start at {@link dev.upkeep.internal.source.SourceWatcher}. */
@NullMarked
package dev.upkeep.internal.source;

import org.jspecify.annotations.NullMarked;
