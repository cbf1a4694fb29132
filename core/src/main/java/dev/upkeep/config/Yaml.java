package dev.upkeep.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Makes a tree of nodes out of YAML 1.2. */
final class Yaml {
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setUseMarks(true)
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(TextFile.MOST_BYTES)
            .build();

    private Yaml() {}

    /** The only document of a text; empty if there is none or it is not valid, which is reported. */
    static Optional<Node> parse(String text, Problems problems) {
        try {
            Optional<Node> root = compose(text);
            if (root.isEmpty()) {
                problems.error(
                        Code.EMPTY_VALUE,
                        Span.NONE,
                        "",
                        problems.file() + " is empty",
                        "write `{}` if it shall say nothing");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Syntax.report(e, problems);
        } catch (BoundedParser.Exceeded e) {
            problems.error(Code.TOO_LARGE, e.at(), "", String.valueOf(e.getMessage()), e.help());
        } catch (RuntimeException e) {
            String reason = Words.printable(String.valueOf(e.getMessage()));
            problems.error(Code.NOT_YAML, Span.NONE, "", problems.file() + " is not valid YAML: " + reason, "");
        }
        return Optional.empty();
    }

    /** The only document of a text, or the exceptions of the parser. */
    static Optional<Node> compose(String text) {
        StreamReader reader = new StreamReader(SETTINGS, text);
        return new Composer(SETTINGS, new BoundedParser(new ParserImpl(SETTINGS, reader))).getSingleNode();
    }
}
