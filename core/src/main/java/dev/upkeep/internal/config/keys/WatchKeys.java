package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Value;
import dev.upkeep.spec.SourceWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands at {@code watch}: true, a list of paths, or a map. */
final class WatchKeys implements Type<Optional<SourceWatch>> {
    private static final Type<List<Path>> PATHS = Types.list("a list of paths", "[./src]", Types.path("./src"));

    private static final Section<Draft> ALL = new Section<Draft>()
            .key("paths", PATHS, "[cwd]", "folders and files that are watched", (d, v) -> d.paths = v)
            .key(
                    "ignore",
                    Types.list("a list of names", "[dist]", Types.text("dist")),
                    "[]",
                    "names that do not count, besides the usual ones",
                    (d, v) -> d.ignore = v);

    private static final class Draft {
        List<Path> paths = List.of();
        List<String> ignore = List.of();
    }

    @Override
    public Shape shape() {
        return Shape.anyOf(Shape.YES_NO, PATHS.shape(), Shape.section(ALL));
    }

    @Override
    public String noun() {
        return "true, false, a list of paths or a map";
    }

    @Override
    public String example() {
        return "[./src]";
    }

    @Override
    public Optional<Optional<SourceWatch>> read(Value value) {
        if (value.isSingle()) {
            return Types.YES_NO
                    .read(value)
                    .map(on -> Optional.of(SourceWatch.USUAL).filter(w -> on));
        }
        Draft draft = new Draft();
        if (value.isList()) {
            PATHS.read(value).ifPresent(paths -> draft.paths = paths);
        } else {
            ALL.bind(value, draft);
        }
        List<String> ignore = Stream.concat(SourceWatch.USUALLY_IGNORED.stream(), draft.ignore.stream())
                .toList();
        return Optional.of(Optional.of(new SourceWatch(draft.paths, ignore)));
    }
}
