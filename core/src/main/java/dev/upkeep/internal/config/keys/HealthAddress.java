package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.keys.HealthDraft.Address;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.rules.Addresses;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Where a connection is opened to, and which line is looked for, as they are written. */
final class HealthAddress {
    private static final Pattern ADDRESS = Pattern.compile("(?:(\\[[^\\]]+\\]|[^:\\[\\]]*):)?(\\d{1,5})");
    private static final int MOST_PORTS = 65535;
    private static final int LONGEST = 1000;

    static final Type<Address> TYPE =
            SingleType.of("an address", "localhost:5432", HealthAddress::address, Scalar.Kind.TEXT, Scalar.Kind.WHOLE);
    static final Type<String> PATTERN =
            SingleType.of("a regular expression", "\"listening on port\"", HealthAddress::pattern, Scalar.Kind.TEXT);

    private HealthAddress() {}

    private static Address address(String text) throws Unfit {
        boolean known = ScaleKeys.sample(text).equals(text);
        Matcher parts = ADDRESS.matcher(ScaleKeys.asNumber(text).strip());
        if (!parts.matches()) {
            throw unfit(text, "which is no address to connect to");
        }
        int port = Integer.parseInt(parts.group(2));
        String host = parts.group(1) == null || parts.group(1).isEmpty() ? "localhost" : parts.group(1);
        if (port < 1 && known || port > MOST_PORTS) {
            throw unfit(text, "which has a port out of range");
        }
        if (!Addresses.isHost(host)) {
            throw unfit(text, "which has no valid host");
        }
        return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port);
    }

    private static Unfit unfit(String text, String problem) {
        boolean isUrl = text.contains("://");
        return new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", " + problem,
                isUrl
                        ? "for `type: tcp`, write host and port only; for HTTP, write `url: " + Words.printable(text)
                                + "`"
                        : "write host and port, `localhost:5432`, or the port alone");
    }

    private static String pattern(String text) throws Unfit {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    text.isEmpty()
                            ? "is empty, and would be found in every line"
                            : "is longer than " + LONGEST + " characters",
                    "write a regular expression for the line that tells it is ready");
        }
        try {
            Pattern.compile(text);
            return text;
        } catch (PatternSyntaxException e) {
            throw new Unfit(
                    Code.INVALID_VALUE,
                    "is " + Words.quoted(text) + ", which is no regular expression: "
                            + Words.printable(e.getDescription()) + at(e),
                    "put a backslash before each of `\\ ^ $ . | ? * + ( ) [ ] { }` that stands for itself, and single"
                            + " quotes around the whole");
        }
    }

    private static String at(PatternSyntaxException e) {
        return e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1);
    }
}
