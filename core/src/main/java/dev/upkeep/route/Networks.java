package dev.upkeep.route;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Some networks of the internet (RFC 4632, RFC 4291), such as those whose proxies are believed.
 *
 * @param blocks none, or more
 */
public record Networks(List<Block> blocks) {
    /** No network at all. */
    public static final Networks NONE = new Networks(List.of());

    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Copies the list. */
    public Networks {
        blocks = List.copyOf(blocks);
    }

    /**
     * One network.
     *
     * @param address one address in it, 4 or 16 bytes as numbers
     * @param bits how many of its leading bits all others in it share
     */
    public record Block(List<Byte> address, int bits) {
        private boolean includes(List<Byte> other) {
            if (other.size() != address.size()) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((other.get(bit / 8) & mask) != (address.get(bit / 8) & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads one network.
     *
     * @param text an address, alone or with {@code /} and a number of bits: {@code 10.0.0.0/8}, {@code ::1}
     * @return the network; empty if the text is none
     */
    public static Optional<Block> block(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        return bytes(literal)
                .flatMap(bytes -> bits(slash < 0 ? "" : text.substring(slash + 1), slash < 0, bytes.size())
                        .map(bits -> new Block(bytes, bits)));
    }

    private static Optional<Integer> bits(String text, boolean all, int bytes) {
        if (all) {
            return Optional.of(8 * bytes);
        }
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(bits -> bits <= 8 * bytes);
    }

    /** Only what is an address already; names are not looked up. */
    private static Optional<List<Byte>> bytes(String literal) {
        if (!LITERAL.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            List<Byte> bytes = new ArrayList<>();
            for (byte one : InetAddress.getByName(literal).getAddress()) {
                bytes.add(one);
            }
            return Optional.of(List.copyOf(bytes));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether an address lies in one of them.
     *
     * @param address as digits, IPv6 with or without brackets
     * @return true if it does
     */
    public boolean includes(String address) {
        if (blocks.isEmpty()) {
            return false;
        }
        String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        int zone = bare.indexOf('%');
        Optional<List<Byte>> bytes = bytes(zone < 0 ? bare : bare.substring(0, zone));
        return bytes.isPresent() && blocks.stream().anyMatch(block -> block.includes(bytes.get()));
    }
}
