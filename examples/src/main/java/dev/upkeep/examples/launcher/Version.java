package dev.upkeep.examples.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the build has noted it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** Such as {@code Upkeep 1.0.0 (Java 17.0.15, Linux amd64)}. */
    static String line() {
        return "Upkeep " + number() + " (Java " + System.getProperty("java.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ")";
    }

    /** Such as {@code 1.0.0}. */
    static String number() {
        try (InputStream in = Version.class.getResourceAsStream("/dev/upkeep/examples/launcher/version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
