package catnap.asyncio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The timers that are not due yet, soonest first; equal ones in the order they were made. Four children a node in
/// flat arrays, because comparing neighbours in one cache line is what makes a heap fast.
///
/// Cancelled timers stay until they come up, or until they are more than half of over a hundred (as CPython does).
final class TimerHeap { // loop thread only
    private static final int PURGE_ABOVE = 100;

    private long[] when = new long[64];
    private @Nullable TimerHandle[] timers = new TimerHandle[64];
    private int size;
    private int cancelled;
    private long made;

    boolean isEmpty() {
        return size == 0;
    }

    /// Adds the timer; if there is no memory or no stack for that, nothing has changed.
    void add(TimerHandle timer) {
        reserve();
        timer.number = made++;
        up(size, timer);
        size++;
    }

    /// Makes room for one more.
    void reserve() {
        if (size == when.length) grow();
    }

    /// When the first timer is due, in the clock's nanoseconds; the heap must not be empty.
    long firstDue() {
        return when[0];
    }

    /// Takes the first timer; the heap must not be empty.
    TimerHandle poll() {
        TimerHandle first = at(0);
        TimerHandle last = at(--size);
        timers[size] = null;
        if (size > 0) down(0, last);
        first.scheduled = false;
        if (first.cancelled()) cancelled--;
        return first;
    }

    /// Drops cancelled timers from the front, or from everywhere if they are many.
    void dropCancelled() {
        if (cancelled == 0) return;
        if (size > PURGE_ABOVE && cancelled * 2 > size) purge();
        while (size > 0 && at(0).cancelled()) poll();
    }

    /// Takes note that one of these timers has been cancelled.
    void noteCancelled() {
        cancelled++;
    }

    /// Those that have not been cancelled, soonest first.
    List<TimerHandle> sorted() {
        var all = new ArrayList<TimerHandle>(size);
        for (int i = 0; i < size; i++) {
            if (!at(i).cancelled()) all.add(at(i));
        }
        all.sort(Comparator.<TimerHandle>comparingLong(timer -> timer.due).thenComparingLong(timer -> timer.number));
        return all;
    }

    void clear() {
        Arrays.fill(timers, 0, size, null);
        size = 0;
        cancelled = 0;
    }

    private void purge() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            TimerHandle timer = at(i);
            if (timer.cancelled()) timer.scheduled = false;
            else timers[kept++] = timer;
        }
        Arrays.fill(timers, kept, size, null);
        cancelled = 0;
        for (size = 0; size < kept; size++) up(size, at(size));
    }

    /// Looks first and moves then, without a call: a stack that overflows finds the heap whole.
    private void up(int index, TimerHandle timer) {
        int target = index;
        while (target > 0 && before(timer, (target - 1) >> 2)) target = (target - 1) >> 2;
        for (int i = index; i != target; i = (i - 1) >> 2) {
            when[i] = when[(i - 1) >> 2];
            timers[i] = timers[(i - 1) >> 2];
        }
        when[target] = timer.due;
        timers[target] = timer;
    }

    private void down(int index, TimerHandle timer) {
        int i = index;
        for (int child = 4 * i + 1; child < size; child = 4 * i + 1) {
            int least = child;
            for (int other = child + 1, end = Math.min(child + 4, size); other < end; other++) {
                if (before(at(other), least)) least = other;
            }
            if (before(timer, least)) break;
            move(least, i);
            i = least;
        }
        put(i, timer);
    }

    private boolean before(TimerHandle timer, int other) {
        return timer.due < when[other] || (timer.due == when[other] && timer.number < at(other).number);
    }

    private void move(int from, int to) {
        when[to] = when[from];
        timers[to] = timers[from];
    }

    private void put(int index, TimerHandle timer) {
        when[index] = timer.due;
        timers[index] = timer;
    }

    @SuppressWarnings("NullAway") // a place inside the heap holds a timer
    private TimerHandle at(int index) {
        return timers[index];
    }

    private void grow() {
        long[] longer = Arrays.copyOf(when, size * 2);
        timers = Arrays.copyOf(timers, size * 2);
        when = longer;
    }
}
