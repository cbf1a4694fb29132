package dev.upkeep.examples.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The text of a {@code processes.yaml}. */
final class ProcessesText {
    private static final DumpSettings BLOCKS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(120)
            .build();

    private ProcessesText() {}

    /** With what was not carried over as comments at the top. */
    static String of(Import imported) {
        StringBuilder text = new StringBuilder();
        imported.notes()
                .forEach(note ->
                        text.append("# ").append(note.replace('\n', ' ')).append('\n'));
        Map<String, Object> all = new LinkedHashMap<>();
        imported.entries().forEach(entry -> all.put(entry.id(), entry.keys()));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("processes", all);
        return text.append(new Dump(BLOCKS).dumpToString(file)).toString();
    }
}
