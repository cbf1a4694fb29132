package dev.upkeep.internal.probe;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A regular expression that looks at lines of any length in bounded time: only the beginning of a line is looked at, and
 * an expression that tries too many ways to match is given up for that line. Thread-safe.
 */
final class LinePattern {
    private static final Logger LOG = LoggerFactory.getLogger(LinePattern.class);
    private static final int LONGEST = 2000;
    private static final int MOST_STEPS = 100_000;

    private final Pattern pattern;
    private boolean complained; // written by one thread at a time; to complain twice does no harm

    LinePattern(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** Whether it is found in a line. */
    boolean isIn(String line) {
        try {
            return pattern.matcher(new Steps(line))
                    .region(0, Math.min(line.length(), LONGEST))
                    .useAnchoringBounds(false)
                    .find();
        } catch (TooMany | StackOverflowError e) { // what the JDK does with deep nesting
            complain();
            return false;
        }
    }

    private void complain() {
        if (!complained) {
            complained = true;
            LOG.warn("The pattern `{}` takes too long for some lines, which are taken not to match", pattern);
        }
    }

    /** Thrown where no result can be returned. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany() {
            super("too many steps", null, false, false);
        }
    }

    /** A text that can be read only so often. */
    private static final class Steps implements CharSequence {
        private final String text;
        private int left = MOST_STEPS;

        Steps(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
