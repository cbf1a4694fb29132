/**
 * What each happening means to one process: {@code (life, happening) → (life, effects)}, and nothing is done here.
 *
 * <pre>
 *           start            launched, ready         exited, attempts left
 *  stopped ───────▶ starting ───────────────▶ running ─────────────────────▶ backoff ──delay──▶ starting
 *     ▲              │  │                      │  │                             │
 *     │              │  └─can't be launched────┼──┴─(decide)─no attempts left───┴──▶ failed
 *     │   gone       ▼                         ▼         └─a good end, says the policy──▶ exited
 *     └────────── stopping ◀──────stop─────────┘
 * </pre>
 *
 * Start at {@link dev.upkeep.internal.lifecycle.Lifecycle}; its methods are the happenings.
 */
@NullMarked
package dev.upkeep.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
