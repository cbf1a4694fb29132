package dev.upkeep.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A whole HTTP/1.1 message. */
record Message(Head head, byte[] body, List<Head.Field> trailers) {
    int status() {
        return head.status();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
