package dev.upkeep.testkit;

import java.util.List;
import java.util.Optional;

/** The head of an HTTP/1.1 message, as it stood on the wire. */
record Head(String startLine, List<Field> fields) {
    /** A header or trailer field; the value is trimmed. */
    record Field(String name, String value) {
        @Override
        public String toString() {
            return name + ": " + value;
        }
    }

    Head {
        fields = List.copyOf(fields);
    }

    String method() {
        return startLine.split(" ", 3)[0];
    }

    String target() {
        return startLine.split(" ", 3)[1];
    }

    int status() {
        return Integer.parseInt(startLine.split(" ", 3)[1]);
    }

    /** The values of all fields of this name, in their order. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    Optional<String> value(String name) {
        return values(name).stream().findFirst();
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    boolean isChunked() {
        return value("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
    }

    Optional<Long> contentLength() {
        return value("Content-Length").map(Long::valueOf);
    }
}
