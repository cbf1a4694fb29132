package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

class JsonFormatProperties {
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    /** What RFC 8259 allows between the quotes of a string. */
    private static final String STRING = "\"([^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-f]{4})*\"";

    private static final String OBJECT = "\\{\"time\":\"2024-01-01T12:00:00.000Z\",\"process\":\"web\","
            + "\"stream\":\"stderr\",\"message\":" + STRING + ",\"truncated\":true}\n";

    @Property
    void anyTextIsOneObjectInOneLineAndCanBeReadBack(@ForAll String text) {
        String valid = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

        assertThat(message(Lines.of(Stream.STDERR, NOON, text, true))).isEqualTo(valid);
    }

    @Property
    void anyBytesAreOneObjectInOneLineAndCanBeReadBack(@ForAll @Size(max = 50) byte[] bytes) {
        Lines lines = LineSplitter.split(bytes, bytes.length, true, Stream.STDERR, NOON)
                .lines();
        for (int i = 0; i < lines.count(); i++) {
            Lines line = new Lines.Builder(bytes, 1)
                    .add(lines.from(i), lines.to(i), lines.isPlain(i), true)
                    .build(Stream.STDERR, NOON);
            assertThat(message(line)).isEqualTo(lines.text(i));
        }
    }

    private static Object message(Lines line) {
        Gathered written = new Gathered();
        new JsonFormat(new ProcessId("web")).add(line, 0, written);
        String json = new String(written.bytes(), 0, written.size(), StandardCharsets.UTF_8);
        assertThat(json).matches(OBJECT);
        LoadSettings settings =
                LoadSettings.builder().setSchema(new JsonSchema()).build();
        return ((Map<?, ?>) new Load(settings).loadFromString(json)).get("message");
    }
}
