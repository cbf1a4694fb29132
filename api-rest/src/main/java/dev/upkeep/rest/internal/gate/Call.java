package dev.upkeep.rest.internal.gate;

import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.http.ApiRequest;

/**
 * A request that passed the gate.
 *
 * @param endpoint what is asked
 * @param target where, with the parameters
 * @param caller who asks, and may ask this
 * @param request as it came, for headers that only one endpoint minds
 */
public record Call(Endpoint endpoint, Target target, Principal caller, ApiRequest request) {
    /** The text in the place of the id; whether there is such a process is another question. */
    public String id() {
        return endpoint.id(target).orElseThrow();
    }

    /** The name in the place of the file; whether there is such a file is another question. */
    public String file() {
        return endpoint.file(target).orElseThrow();
    }
}
