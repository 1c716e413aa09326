package catnap.asyncio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private final EventLoop loop = new EventLoop();
    private final TimerHeap heap = loop.agenda.timers;

    private TimerHandle add(long due) {
        var timer = new TimerHandle(() -> {}, new Context(), due, loop);
        heap.add(timer);
        return timer;
    }

    private List<TimerHandle> drain() {
        var all = new ArrayList<TimerHandle>();
        for (heap.dropCancelled(); !heap.isEmpty(); heap.dropCancelled()) all.add(heap.poll());
        return all;
    }

    @Test
    void theSoonestComesFirst() {
        for (long due : new long[] {5, 3, 9, 1, 7}) add(due);
        assertThat(heap.firstDue()).isEqualTo(1);
        assertThat(drain()).extracting(timer -> timer.due).containsExactly(1L, 3L, 5L, 7L, 9L);
    }

    @Test
    void equalTimersComeInCreationOrder() {
        var made = new ArrayList<TimerHandle>();
        for (int i = 0; i < 500; i++) made.add(add(7));
        assertThat(drain()).containsExactlyElementsOf(made);
    }

    /// A TreeMap of (due, number) is the heap's specification.
    @Test
    void itAgreesWithASortedMapWhateverHappens() {
        var random = new Random(7);
        var expected = new TreeMap<Long, TimerHandle>();
        long number = 0;
        for (int step = 0; step < 50_000; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    TimerHandle timer = add(random.nextInt(200));
                    expected.put(timer.due << 32 | number++, timer);
                }
                case 2, 3 -> cancelAny(random, expected);
                default -> {
                    heap.dropCancelled();
                    assertThat(heap.isEmpty()).isEqualTo(expected.isEmpty());
                    if (expected.isEmpty()) continue;
                    assertThat(heap.firstDue()).isEqualTo(expected.firstEntry().getValue().due);
                    assertThat(heap.poll()).isSameAs(expected.pollFirstEntry().getValue());
                }
            }
        }
        assertThat(drain()).containsExactlyElementsOf(expected.values());
    }

    private static void cancelAny(Random random, NavigableMap<Long, TimerHandle> expected) {
        Map.Entry<Long, TimerHandle> found = expected.ceilingEntry((long) random.nextInt(200) << 32);
        if (found == null) return;
        found.getValue().cancel();
        expected.remove(found.getKey());
    }

    @Test
    void cancelledTimersArePurgedWhenTheyAreTheMajority() {
        var kept = add(1);
        var far = new ArrayList<TimerHandle>();
        for (int i = 0; i < 150; i++) far.add(add(1_000 + i));
        for (int i = 0; i < 100; i++) far.get(i).cancel();
        assertThat(far).allMatch(timer -> timer.scheduled);
        heap.dropCancelled();
        assertThat(far.subList(0, 100)).noneMatch(timer -> timer.scheduled);
        assertThat(far.subList(100, 150)).allMatch(timer -> timer.scheduled);
        assertThat(drain()).startsWith(kept).endsWith(far.getLast()).hasSize(51);
    }

    @Test
    void aTimerMayBeCancelledTwiceAndAfterItCame() {
        var first = add(1);
        var second = add(2);
        assertThat(heap.poll()).isSameAs(first);
        first.cancel();
        second.cancel();
        second.cancel();
        assertThat(drain()).isEmpty();
        var third = add(3);
        assertThat(drain()).containsExactly(third);
    }
}
