package catnap.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `-Dstress.operations=1000000` makes the run as long as one likes; `-Dstress.seed=…` tells one story again.
class StressTest {
    private static final int SEEDS = 4;
    private static final int OPERATIONS = Integer.getInteger("stress.operations", 100_000) / SEEDS;
    private static final long SEED = Long.getLong("stress.seed", 0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheDiceSayNoWakeUpIsLostAndTheBooksBalance(long number) {
        var report = Turmoil.of(SEED + number, OPERATIONS);

        assertThat(report.wrongs()).as("seed %d", SEED + number).isEmpty();
        assertThat(report.operations()).isGreaterThanOrEqualTo(OPERATIONS);
        assertThat(report.cancelled()).as("some were cancelled").isPositive().isLessThan(report.spawned());
    }

    @Test
    void aSeedTellsTheSameStoryEachTime() {
        assertThat(Turmoil.of(7, 2_000)).isEqualTo(Turmoil.of(7, 2_000));
        assertThat(Turmoil.of(7, 2_000).story())
                .isNotEqualTo(Turmoil.of(8, 2_000).story());
    }
}
