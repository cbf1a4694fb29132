package dev.upkeep;

import java.util.Optional;

/**
 * Where one instance of a process is kept.
 *
 * @param keeper of the instance that counts
 * @param successor of the one that is to take its place, while there is one
 */
record Berth(Keeper keeper, Optional<Keeper> successor) {}
