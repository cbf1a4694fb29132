package dev.upkeep.route;

import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of single requests, by which the logs of all who have to do with one find together. */
public final class RequestIds {
    /** The field that carries it, in both directions. */
    public static final String FIELD = "X-Request-Id";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._~+/=:@-]{1,128}");

    private static final HexFormat HEX = HexFormat.of();

    private RequestIds() {}

    /**
     * The id of a request: what was sent, if nobody could do harm with it, or else a new one.
     *
     * @param sent the value of its {@link #FIELD}, or null if there is none
     * @param dice asked twice for a new one, for all bits of a number
     * @return 1 to 128 letters, digits and some signs; a new one has 32 hexadecimal digits, and is no secret
     */
    public static String of(@Nullable String sent, LongSupplier dice) {
        if (sent != null && WELL_FORMED.matcher(sent).matches()) {
            return sent;
        }
        return HEX.toHexDigits(dice.getAsLong()).concat(HEX.toHexDigits(dice.getAsLong()));
    }
}
