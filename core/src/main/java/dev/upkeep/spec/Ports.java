package dev.upkeep.spec;

/**
 * Which ports the instances of a process are given, each its own, in the variable {@code PORT}.
 *
 * @param first the lowest; 0 if any free one will do
 * @param last the highest; as {@code first}, if there is but one
 */
public record Ports(int first, int last) {
    /** Any that are free. */
    public static final Ports AUTO = new Ports(0, 0);

    /** Refuses numbers out of range or order, with {@link IllegalArgumentException}. */
    public Ports {
        if (first < 0 || last > 65535 || last < first || first == 0 && last != 0) {
            throw new IllegalArgumentException(
                    "ports: " + first + "-" + last + " (expected: from 1 to 65535, the lowest first)");
        }
    }

    /**
     * One port, always the same.
     *
     * @param port 1 to 65535
     * @return a range of one
     */
    public static Ports fixed(int port) {
        return new Ports(port, port);
    }

    /**
     * Whether any free port will do.
     *
     * @return true for {@link #AUTO}
     */
    public boolean isAuto() {
        return first == 0;
    }

    /**
     * Whether there is but one.
     *
     * @return true if it is always the same port
     */
    public boolean isFixed() {
        return first == last && !isAuto();
    }

    /**
     * How many instances can have one at the same time.
     *
     * @return no limit for {@link #AUTO}
     */
    public int size() {
        return isAuto() ? Integer.MAX_VALUE : last - first + 1;
    }

    @Override
    public String toString() {
        return isAuto() ? "auto" : isFixed() ? Integer.toString(first) : first + "-" + last;
    }
}
