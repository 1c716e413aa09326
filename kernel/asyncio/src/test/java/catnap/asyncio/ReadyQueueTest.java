package catnap.asyncio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadyQueueTest {
    private final ReadyQueue queue = new ReadyQueue();

    private static Due entry() {
        return new Handle(() -> {}, new Context());
    }

    private List<Due> fill(int n) {
        var made = new ArrayList<Due>();
        for (int i = 0; i < n; i++) {
            made.add(entry());
            queue.add(made.getLast());
        }
        return made;
    }

    private List<Due> drain() {
        var all = new ArrayList<Due>();
        while (!queue.isEmpty()) all.add(queue.poll());
        return all;
    }

    @Test
    void firstInIsFirstOutHoweverItGrowsAndTurns() {
        var random = new Random(3);
        var expected = new ArrayDeque<Due>();
        for (int step = 0; step < 100_000; step++) {
            if (random.nextInt(100) < 52 || expected.isEmpty()) {
                expected.add(entry());
                queue.add(expected.getLast());
            } else assertThat(queue.poll()).isSameAs(expected.poll());
            assertThat(queue.size()).isEqualTo(expected.size());
        }
        assertThat(drain()).containsExactlyElementsOf(expected);
    }

    @Test
    void shufflingKeepsEveryEntryOnce() {
        var made = fill(100);
        queue.shuffle(new Random(1));
        var shuffled = drain();
        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(made).isNotEqualTo(made);
        made.forEach(queue::add);
        queue.shuffle(new Random(1));
        assertThat(drain()).isEqualTo(shuffled);
    }

    @Test
    void clearLeavesNothing() {
        fill(70);
        queue.clear();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
        var made = fill(3);
        assertThat(drain()).isEqualTo(made);
    }
}
