package dev.upkeep.rest.http;

import java.time.Duration;

/** Is told what the management interface answers, for metrics. Called on the threads of requests; must not block or throw. */
public interface ApiListener {
    /** Takes no notice. */
    ApiListener NOBODY = new ApiListener() {};

    /**
     * A request that was let through has been answered; a stream, once it has begun.
     *
     * @param method of HTTP
     * @param path with {@code {id}} in the place of ids, so that there are few
     * @param status of HTTP
     * @param took from the request to the answer
     */
    default void answered(String method, String path, int status, Duration took) {}

    /**
     * A request was not let through for want of rights, a right host or a right origin, or because there were too many.
     *
     * @param reason the code of the problem, such as {@code unauthorized}
     */
    default void refused(String reason) {}

    /**
     * A stream of events or lines was opened or has ended.
     *
     * @param open how many there are now
     */
    default void streams(int open) {}
}
