package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SizeType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spec.LogSpec.Format;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of {@code log}. */
final class LogKeys {
    private static final Type<Long> SIZE = new SizeType("1KB", true);
    private static final Type<Format> FORMAT = Types.word("`text` or `json`", formats());

    static final Section<LogSpec.Builder> ALL = new Section<LogSpec.Builder>()
            .key("maxSize", SIZE, "10MB", "how large a file may become", LogSpec.Builder::maxSize)
            .key("maxFiles", Types.whole(0, 1000, "5"), "5", "how many full files are kept", LogSpec.Builder::maxFiles)
            .key("interval", DurationType.POSITIVE, "", "how often a new file is begun", LogSpec.Builder::interval)
            .key("maxAge", DurationType.POSITIVE, "", "how long lines are kept", LogSpec.Builder::maxAge)
            .key("compress", Types.YES_NO, "false", "whether full files are compressed", LogSpec.Builder::compress)
            .key("format", FORMAT, "text", "what a line looks like", LogSpec.Builder::format)
            .key(
                    "errorFile",
                    Types.path("./app-error.log"),
                    "",
                    "takes what is printed to standard error instead",
                    LogSpec.Builder::errorFile);

    private LogKeys() {}

    private static Map<String, Format> formats() {
        Map<String, Format> words = new LinkedHashMap<>();
        words.put("text", Format.TEXT);
        words.put("json", Format.JSON);
        return words;
    }
}
