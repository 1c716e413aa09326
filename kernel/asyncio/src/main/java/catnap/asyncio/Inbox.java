package catnap.asyncio;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Where other threads leave work for a loop. Wake-ups coalesce: only the thread that finds the loop asleep wakes it.
final class Inbox { // any thread, but for drainTo and the sleep methods: loop thread
    private final ConcurrentLinkedQueue<Due> queue = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;
    private final AtomicReference<@Nullable Runnable> alarm = new AtomicReference<>(); // set while the loop sleeps

    /// Leaves an entry and wakes the loop if it sleeps.
    ///
    /// @return false if the loop is closed
    boolean offer(Due due) {
        if (closed) return false;
        queue.add(due);
        if (alarm.get() != null) ring();
        return true;
    }

    /// Whoever takes the alarm rings it: taken by two, or taken and not rung, a loop would sleep on.
    private void ring() {
        Runnable taken = alarm.getAndSet(null);
        if (taken != null) taken.run();
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /// Says how to wake the loop, which is going to sleep. It must look at [#isEmpty] once more after this.
    void aboutToSleep(Runnable waker) {
        alarm.set(waker);
    }

    void awake() {
        alarm.set(null);
    }

    void drainTo(ReadyQueue ready) {
        if (queue.isEmpty()) return;
        for (Due due = queue.poll(); due != null; due = queue.poll()) ready.add(due);
    }

    void copyTo(List<Due> list) {
        list.addAll(queue);
    }

    void close() {
        closed = true;
        queue.clear();
    }
}
