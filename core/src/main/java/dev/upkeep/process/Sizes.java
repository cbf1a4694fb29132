package dev.upkeep.process;

/** Amounts of memory, as people say them in a {@link Reason}. */
public final class Sizes {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};
    private static final double STEP = 1024;

    private Sizes() {}

    /**
     * An amount in its largest sensible unit; a kilobyte has 1024 bytes.
     *
     * @param bytes not negative
     * @return such as {@code 512 B}, {@code 1.5 MB} or {@code 640 MB}
     */
    public static String say(long bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= STEP && unit < UNITS.length - 1) {
            left /= STEP;
            unit++;
        }
        long tenths = Math.round(left * 10);
        boolean whole = tenths % 10 == 0 || tenths >= 100;
        return (whole ? String.valueOf(Math.round(left)) : tenths / 10 + "." + tenths % 10) + " " + UNITS[unit];
    }
}
