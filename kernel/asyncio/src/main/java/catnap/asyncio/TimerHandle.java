package catnap.asyncio;

/// A callback that the loop will run at a certain time, as [EventLoop#callLater] gives it. Unlike other handles it
/// is to be cancelled on the loop's thread only.
public sealed class TimerHandle extends Handle permits Sleep {
    final long due; // the clock's nanoseconds
    long number; // set by the heap: who came first
    boolean scheduled = true; // in the heap

    private final EventLoop loop;

    TimerHandle(Runnable callback, Context context, long due, EventLoop loop) {
        super(callback, context);
        this.due = due;
        this.loop = loop;
    }

    /// When it is due, in seconds of [EventLoop#time].
    public final double when() {
        return due / 1e9;
    }

    @Override
    public void cancel() {
        if (scheduled && !cancelled()) loop.agenda.timers.noteCancelled();
        super.cancel();
    }
}
