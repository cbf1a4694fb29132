package dev.upkeep.route;

import java.util.List;
import java.util.Optional;

/**
 * What a request must be like before it is routed, whatever server it came through. What is forwarded is what the client
 * sent, so anything is refused that an upstream might understand as another path than the one that was matched: dot
 * segments above all, which well-behaved clients resolve themselves.
 */
public final class RequestRules {
    private RequestRules() {}

    /** What the rules say of a request. */
    public sealed interface Checked {
        /**
         * It obeys them.
         *
         * @param host lower case, without port and without the dot of the root; an IPv6 address with its brackets
         * @param path for matching: decoded, {@code //} taken for {@code /}
         * @param loosePath the same as the most lenient upstream may read it; if it leads to another route, refuse
         */
        record Accepted(String host, String path, String loosePath) implements Checked {}

        /**
         * It does not: answer 400.
         *
         * @param why for people
         */
        record Rejected(String why) implements Checked {}
    }

    /**
     * Checks a request.
     *
     * @param head as it came
     * @return where it wants to go, or what is wrong with it
     */
    public static Checked check(RequestHead head) {
        Optional<String> objection = objection(head);
        if (objection.isPresent()) {
            return new Checked.Rejected(objection.get());
        }
        Optional<String> host = Authority.host(head.authority());
        if (host.isEmpty()) {
            return new Checked.Rejected("The request does not name the host that it is for, or not properly");
        }
        RequestPath path = RequestPath.of(head.target());
        return path.danger()
                .<Checked>map(Checked.Rejected::new)
                .orElseGet(() -> new Checked.Accepted(host.get(), path.path(), path.loose()));
    }

    /**
     * What speaks against how a request of HTTP/1 says where its body ends. A proxy takes the chunks apart and makes new
     * ones; whatever else was done to the body, it could not undo. HTTP/1.0 knows no chunks, so who sends some in it has not
     * made the request in one piece.
     *
     * @param transferEncodings the values of its {@code Transfer-Encoding} fields
     * @param chunksKnown whether its version is one that has them
     * @return for {@link Refusals#badRequest}; empty if there are none, or one that is {@code chunked}
     */
    public static Optional<String> objectionToCoding(List<String> transferEncodings, boolean chunksKnown) {
        if (transferEncodings.isEmpty()) {
            return Optional.empty();
        }
        if (!chunksKnown) {
            return Optional.of("The request has a Transfer-Encoding, which HTTP/1.0 does not know");
        }
        boolean fine = transferEncodings.size() == 1 && transferEncodings.get(0).equalsIgnoreCase("chunked");
        return fine ? Optional.empty() : Optional.of("The request has a Transfer-Encoding other than chunked");
    }

    /**
     * Whether a text could be the path and query of a request.
     *
     * @param target to look at
     * @return false if it does not begin with a slash, or has characters that must be percent-encoded
     */
    public static boolean isWellFormed(String target) {
        return RequestPath.objection(target).isEmpty();
    }

    private static Optional<String> objection(RequestHead head) {
        return isRefused(head.method())
                ? Optional.of("This method is not served")
                : RequestPath.objection(head.target());
    }

    /** CONNECT asks for a tunnel, TRACE shows headers that scripts must not see. */
    private static boolean isRefused(String method) {
        return method.isEmpty() || method.equalsIgnoreCase("CONNECT") || method.equalsIgnoreCase("TRACE");
    }
}
