package catnap.kernel.picture;

import catnap.asyncio.EventLoop;
import catnap.asyncio.Task;
import catnap.asyncio.trace.Recorder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A picture of code that is still running, drawn anew a few times a second by a thread beside the loop, and a last
/// time when the code has ended.
public final class LiveTimeline {
    private static final long PAUSE_NANOS = 200_000_000;
    private static final int REST = 4; // it rests so many times as long as it draws

    private final Recorder recorder;
    private final Task<?> root;
    private final Consumer<Picture> screen;
    private final Thread painter =
            Thread.ofPlatform().daemon().name("catnap-live-timeline").unstarted(this::paint);
    private boolean ended; // under this

    private LiveTimeline(Recorder recorder, Task<?> root, Consumer<Picture> screen) {
        this.recorder = recorder;
        this.root = root;
        this.screen = screen;
    }

    /// Begins to record this task, whose step is running, and to show the picture.
    ///
    /// @param screen shows a picture in the place of the one before; called by one thread at a time
    public static LiveTimeline start(EventLoop loop, Task<?> running, Consumer<Picture> screen) {
        var live = new LiveTimeline(Recorder.start(loop, running), running, screen);
        live.painter.start();
        return live;
    }

    /// Shows the last picture: of a task that has ended so. To be called by the task itself.
    public void end(@Nullable Throwable error) {
        recorder.taskEnded(root, error);
        recorder.stepEnded(root, true);
        recorder.stop();
        show(true);
        LockSupport.unpark(painter);
    }

    /// Once the last picture is shown no other takes its place.
    ///
    /// @return whether there may be more
    private synchronized boolean show(boolean last) {
        if (ended) return false;
        ended = last;
        screen.accept(new Timeline<@Nullable Object>(recorder.trace(root), null, null));
        return !last;
    }

    private synchronized boolean hasEnded() {
        return ended;
    }

    private void paint() {
        long pause = PAUSE_NANOS;
        do {
            LockSupport.parkNanos(this, pause);
            if (hasEnded()) return;
            long began = System.nanoTime();
            if (!show(false)) return;
            pause = Math.max(PAUSE_NANOS, REST * (System.nanoTime() - began));
        } while (true);
    }
}
