package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Value;
import java.util.EnumSet;
import java.util.Optional;

/**
 * A number of bytes: a plain number, or one with a unit.
 *
 * @param least the smallest that is allowed, as it is written
 * @param zero whether zero is allowed besides
 */
public record SizeType(String least, boolean zero) implements Type<Long> {
    private static final String HELP = "write bytes as a plain number, or a unit: `512KB`, `10MB`, `1GB`";

    @Override
    public Shape shape() {
        return Shape.single(EnumSet.of(Scalar.Kind.WHOLE, Scalar.Kind.TEXT));
    }

    @Override
    public String noun() {
        return "a size";
    }

    @Override
    public String example() {
        return "10MB";
    }

    @Override
    public Optional<Long> read(Value value) {
        return value.scalar(noun(), HELP).flatMap(scalar -> switch (scalar.kind()) {
            case WHOLE, TEXT -> read(value, scalar);
            case DECIMAL, BOOLEAN, NOTHING -> {
                value.wrongType(noun(), scalar.kind().noun(), HELP);
                yield Optional.<Long>empty();
            }
        });
    }

    private Optional<Long> read(Value value, Scalar scalar) {
        Optional<Long> bytes = Sizes.parse(scalar.text());
        Optional<Long> allowed =
                bytes.filter(b -> b == 0 ? zero : b >= Sizes.parse(least).orElse(0L));
        if (allowed.isEmpty()) {
            refuse(value, scalar, bytes.isPresent());
        }
        return allowed;
    }

    private void refuse(Value value, Scalar scalar, boolean tooSmall) {
        value.report(
                Code.INVALID_VALUE,
                value.name() + " is " + Words.quoted(scalar.text())
                        + (tooSmall ? ", which is too small" : ", which is not a size that can be used"),
                tooSmall
                        ? "write `" + least + "` or more; a plain number is bytes" + (zero ? ", `0` is no limit" : "")
                        : HELP);
    }
}
