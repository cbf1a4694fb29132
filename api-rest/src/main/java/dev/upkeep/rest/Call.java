package dev.upkeep.rest;

/**
 * A request that passed the gate.
 *
 * @param endpoint what is asked
 * @param target where, with the parameters
 * @param caller who asks, and may ask this
 */
record Call(Endpoint endpoint, Target target, Principal caller) {
    /** The text in the place of the id; whether there is such a process is another question. */
    String id() {
        return endpoint.id(target).orElseThrow();
    }
}
