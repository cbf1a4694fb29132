package dev.upkeep.internal.linux;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large a page of memory is, which is what the kernel counts in. */
final class PageSize {
    private static final long USUAL = 4096;
    private static final int FIRST_MAPPING = 4096;
    private static final Pattern LINE = Pattern.compile("KernelPageSize:\\s+(\\d+) kB");

    private PageSize() {}

    /** In bytes; the usual size if the kernel does not say. */
    static long read(Path mappings) {
        try (FileInputStream in = new FileInputStream(mappings.toFile())) {
            Matcher line = LINE.matcher(new String(in.readNBytes(FIRST_MAPPING), StandardCharsets.ISO_8859_1));
            return line.find() ? Long.parseLong(line.group(1)) * 1024 : USUAL;
        } catch (IOException e) {
            return USUAL; // kernels without this file have pages of this size on the machines that Java runs on
        }
    }
}
