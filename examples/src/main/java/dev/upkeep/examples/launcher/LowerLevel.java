package dev.upkeep.examples.launcher;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Locale;

/** The level of a log line in lower case, for Logback's pattern. */
public final class LowerLevel extends ClassicConverter {
    /** Made by Logback. */
    public LowerLevel() {}

    @Override
    public String convert(ILoggingEvent event) {
        return event.getLevel().toString().toLowerCase(Locale.ROOT);
    }
}
