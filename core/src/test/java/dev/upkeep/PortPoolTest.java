package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.spec.Ports;
import java.util.List;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortPoolTest {
    private static final Ports TWO = new Ports(3000, 3001);

    private final PrimitiveIterator.OfInt chosen =
            IntStream.of(4000, 4000, 4001).iterator();
    private final PortPool pool = new PortPool(
            () -> chosen.hasNext() ? OptionalInt.of(chosen.next()) : OptionalInt.empty(), port -> port != 3000);

    @Test
    void ofARangeTheFirstIsGivenThatNobodyHas() {
        assertThat(pool.take(TWO)).hasValue(3001);
        assertThat(pool.take(TWO)).isEmpty();
        pool.giveBack(3001);
        assertThat(pool.take(TWO)).hasValue(3001);
    }

    @Test
    void noPortIsGivenTwice() {
        assertThat(List.of(pool.take(Ports.AUTO), pool.take(Ports.AUTO)))
                .containsExactly(OptionalInt.of(4000), OptionalInt.of(4001));
        assertThat(pool.take(Ports.AUTO)).isEmpty();
    }

    @Test
    void whatAnEarlierSupervisorGaveIsTaken() {
        pool.keep(3001);
        assertThat(pool.take(TWO)).isEmpty();
    }

    @Test
    void aPortThatIsAlwaysTheSameIsGivenInAnyCase() {
        assertThat(pool.take(Ports.fixed(3000))).hasValue(3000);
        assertThat(pool.take(Ports.fixed(3000))).hasValue(3000);
    }
}
