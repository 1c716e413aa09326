package catnap.asyncio;

import static catnap.asyncio.Asyncio.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class RangeTest {
    @Test
    void itCountsFromZeroAndLeavesTheEndOut() {
        assertThat(range(3)).containsExactly(0, 1, 2);
        assertThat(range(0)).isEmpty();
    }

    @Test
    void itCanBeWalkedAgain() {
        Iterable<Integer> numbers = range(2);

        List<Integer> twice = new ArrayList<>();
        numbers.forEach(twice::add);
        numbers.forEach(twice::add);

        assertThat(twice).containsExactly(0, 1, 0, 1);
    }

    @Test
    void aLambdaMayUseItsNumber() {
        List<IntSupplier> suppliers = new ArrayList<>();
        for (int i : range(3)) suppliers.add(() -> i);

        assertThat(suppliers).extracting(IntSupplier::getAsInt).containsExactly(0, 1, 2);
    }
}
