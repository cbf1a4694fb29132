package dev.upkeep.route;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a request, told by the proxy when it is over.
 *
 * @param head of the request
 * @param client who sent it
 * @param status that the client was sent, or {@link #CLIENT_GONE}
 * @param complete whether the client was sent all of the answer
 * @param received how many bytes of its body came
 * @param sent how many bytes of the answer's body went
 * @param time from its coming to the end, which is the end of the tunnel if it became one
 * @param lease the last one that it had
 * @param refusal what it was answered with, if that was the proxy's own error
 */
public record Exchanged(
        RequestHead head,
        Client client,
        int status,
        boolean complete,
        long received,
        long sent,
        Duration time,
        Optional<Lease> lease,
        Optional<Refusal> refusal) {
    /** Stands for a status if the client went away before there was one. */
    public static final int CLIENT_GONE = 499;

    /**
     * Who sent a request.
     *
     * @param address as digits; empty if it is not known
     * @param version of HTTP, such as {@code 1.1} or {@code 2}
     * @param referer what its {@code Referer} says; empty if nothing
     * @param agent what its {@code User-Agent} says; empty if nothing
     */
    public record Client(String address, String version, String referer, String agent) {}
}
