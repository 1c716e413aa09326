package catnap.asyncio.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a [Recorder] has seen, entry by entry: when, what, who, and one thing more. Columns and not objects, because
/// nothing may be slow here. One thread writes, the loop's; any thread may read what is there.
final class Log {
    private static final int MOST = 1_000_000;
    private static final VarHandle SIZE = sizeHandle();

    /// The sorts of entries.
    enum Kind {
        CREATED,
        STEP_BEGAN,
        STEP_ENDED,
        WAITING,
        WOKEN_UP,
        CANCEL_REQUESTED,
        CANCEL_DELIVERED,
        ENDED,
        IDLE_BEGAN,
        IDLE_ENDED,
        HANDED_OVER,
        BLOCKED
    }

    private double[] times = new double[256];
    private Kind[] kinds = new Kind[256];
    private @Nullable Object[] whos = new Object[256];
    private @Nullable Object[] whats = new Object[256];

    @SuppressWarnings("UnusedVariable") // through SIZE alone
    private int size; // written last, so that a reader who sees it sees the entries

    private static VarHandle sizeHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Log.class, "size", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("a class knows its own field", impossible);
        }
    }

    int size() {
        return (int) SIZE.getAcquire(this);
    }

    boolean full() {
        return size() >= MOST;
    }

    void add(double time, Kind kind, @Nullable Object who, @Nullable Object what) {
        int at = size;
        if (at == MOST) return;
        if (at == times.length) grow();
        times[at] = time;
        kinds[at] = kind;
        whos[at] = who;
        whats[at] = what;
        SIZE.setRelease(this, at + 1);
    }

    private void grow() {
        int length = Math.min(times.length * 2, MOST);
        times = Arrays.copyOf(times, length);
        kinds = Arrays.copyOf(kinds, length);
        whos = Arrays.copyOf(whos, length);
        whats = Arrays.copyOf(whats, length);
    }

    double time(int at) {
        return times[at];
    }

    Kind kind(int at) {
        return kinds[at];
    }

    @Nullable
    Object who(int at) {
        return whos[at];
    }

    @Nullable
    Object what(int at) {
        return whats[at];
    }
}
