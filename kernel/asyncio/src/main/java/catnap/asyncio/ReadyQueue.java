package catnap.asyncio;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The queue of what is due, first in, first out: a ring that doubles when it is full.
final class ReadyQueue { // loop thread only
    private @Nullable Due[] ring = new Due[64];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(Due due) {
        if (size == ring.length) grow();
        ring[(head + size++) & (ring.length - 1)] = due;
    }

    /// Takes the oldest entry; the queue must not be empty.
    Due poll() {
        Due due = at(head);
        ring[head] = null;
        head = (head + 1) & (ring.length - 1);
        size--;
        return due;
    }

    void copyTo(List<Due> list) {
        for (int i = 0; i < size; i++) list.add(at((head + i) & (ring.length - 1)));
    }

    void clear() {
        while (size > 0) poll();
    }

    /// Puts everything that waits now into an order of the generator's choosing.
    void shuffle(RandomGenerator random) {
        for (int i = size - 1; i > 0; i--) {
            int a = (head + i) & (ring.length - 1);
            int b = (head + random.nextInt(i + 1)) & (ring.length - 1);
            Due swapped = ring[a];
            ring[a] = ring[b];
            ring[b] = swapped;
        }
    }

    @SuppressWarnings("NullAway") // a place inside the queue holds an entry
    private Due at(int index) {
        return ring[index];
    }

    private void grow() {
        var larger = new Due[ring.length * 2];
        for (int i = 0; i < size; i++) larger[i] = at((head + i) & (ring.length - 1));
        ring = larger;
        head = 0;
    }
}
