package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// Those who wait for the same thing, first come, first served. Leaving takes no time, wherever one stands.
final class WaitList { // loop thread only
    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return first == null;
    }

    /// The one that has waited longest, if any.
    @Nullable
    Waiter first() {
        return first;
    }

    void add(Waiter waiter) {
        Waiter tail = last;
        waiter.previous = tail;
        if (tail == null) first = waiter;
        else tail.next = waiter;
        last = waiter;
        waiter.listed = true;
        size++;
    }

    /// Takes this one out; does nothing if it is out already.
    void remove(Waiter waiter) {
        if (!waiter.listed) return;
        Waiter before = waiter.previous;
        Waiter after = waiter.next;
        if (before == null) first = after;
        else before.next = after;
        if (after == null) last = before;
        else after.previous = before;
        waiter.previous = null;
        waiter.next = null;
        waiter.listed = false;
        size--;
    }

    boolean contains(Waiter wanted) {
        Waiter waiter = first;
        while (waiter != null && waiter != wanted) waiter = waiter.next;
        return waiter != null;
    }

    /// Tells whether all of them have been cancelled and are only about to leave.
    boolean allCancelled() {
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            if (!waiter.cancelled()) return false;
        }
        return true;
    }

    /// Wakes that many of those who still wait; they leave the list themselves when they run.
    void wake(int most) {
        int woken = 0;
        for (Waiter waiter = first; waiter != null && woken < most; waiter = waiter.next) {
            if (waiter.wake()) woken++;
        }
    }

    /// Wakes the first who still waits.
    ///
    /// @return false if there is none
    boolean wakeOne() {
        Waiter waiter = first;
        while (waiter != null && !waiter.wake()) waiter = waiter.next;
        return waiter != null;
    }

    /// Takes from the front until one is found who still waits, and wakes that one.
    ///
    /// @return false if there is none
    boolean removeAndWakeOne() {
        for (Waiter waiter = first; waiter != null; waiter = first) {
            remove(waiter);
            if (waiter.wake()) return true;
        }
        return false;
    }
}
