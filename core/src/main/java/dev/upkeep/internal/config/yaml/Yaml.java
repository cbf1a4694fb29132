package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Span;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Makes a tree of values out of YAML 1.2. */
public final class Yaml {
    /** Large, because the reader copies all of a long text again for each part that it reads of it. */
    private static final int BUFFER_SIZE = 1 << 16;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setBufferSize(BUFFER_SIZE)
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(TextFile.MOST_BYTES)
            .build();

    private Yaml() {}

    /**
     * Reads the only document of a file.
     *
     * @param file which one
     * @param scope takes what is wrong, and learns where values stand
     * @return all of it; empty if there is none or it is not valid, which is reported
     */
    public static Optional<Value> read(Path file, Scope scope) {
        return TextFile.read(file, scope.problems())
                .flatMap(text -> parse(text, scope.problems()))
                .map(root -> Value.of(scope, "", root, Marks.of(root)));
    }

    /** The only document of a text; empty if there is none or it is not valid, which is reported. */
    private static Optional<Node> parse(String text, Problems problems) {
        StreamReader reader = new StreamReader(SETTINGS, text);
        try {
            Optional<Node> root = compose(reader);
            if (root.isEmpty()) {
                String help = "write `{}` if it shall say nothing";
                problems.add(Code.EMPTY_VALUE, Span.NONE, "", problems.file() + " is empty", help);
            }
            root.ifPresent(node -> Tags.check(node, problems));
            return root;
        } catch (MarkedYamlEngineException e) {
            Syntax.report(e, problems);
        } catch (BoundedParser.Exceeded e) {
            problems.add(Code.TOO_LARGE, e.at(), "", String.valueOf(e.getMessage()), e.help());
        } catch (RuntimeException e) {
            Syntax.report(e, Marks.of(reader.getMark(), Optional.empty()), problems);
        }
        return Optional.empty();
    }

    /** The only document of a text, or the exceptions of the parser. */
    static Optional<Node> compose(String text) {
        return compose(new StreamReader(SETTINGS, text));
    }

    private static Optional<Node> compose(StreamReader reader) {
        return new Composer(SETTINGS, new BoundedParser(new ParserImpl(SETTINGS, reader))).getSingleNode();
    }
}
