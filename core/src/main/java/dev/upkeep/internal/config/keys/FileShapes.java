package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.Shape;
import java.util.Map;

/** What the two files look like as a whole. */
public final class FileShapes {
    private FileShapes() {}

    /** Of {@code processes.yaml}: the processes below {@code processes}, or alone. */
    public static Map<String, Object> processes() {
        return ProcessesFile.SHAPE.json().get();
    }

    /** Of {@code proxy.yaml}. */
    public static Map<String, Object> proxy() {
        return Shape.section(ProxyKeys.ALL).json().get();
    }
}
