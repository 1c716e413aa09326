package catnap.kernel.output;

import catnap.asyncio.EventLoop;
import catnap.asyncio.Instrument;
import catnap.kernel.picture.LoopView;
import catnap.kernel.picture.Pictures;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The view of a loop, drawn anew in its place when the loop has been stepped by hand: at most five times a second,
/// and when the cell that stepped it ends. Only the newest view of a loop is; the others stay as they are.
///
/// A step is not drawn at once but when its cell next waits: if the cell shows a new view, the old one is not to look
/// the same.
final class LoopDisplay implements Instrument {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    // The loop itself keeps its display, as an instrument.
    private static final Map<EventLoop, WeakReference<LoopDisplay>> NEWEST =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final EventLoop loop;
    private final Surroundings surroundings;
    private final Display display;
    private boolean stepped; // since it was drawn
    private boolean planned; // it will be drawn
    private long drawnNanos = System.nanoTime() - PAUSE_NANOS;

    private LoopDisplay(EventLoop loop, Surroundings surroundings, Display display) {
        this.loop = loop;
        this.surroundings = surroundings;
        this.display = display;
    }

    /// Whether the view may change: somebody may step the loop.
    static boolean changes(LoopView view) {
        return !view.loop().isRunning() && !view.loop().isClosed();
    }

    static void show(Surroundings surroundings, Publisher publisher, LoopView view) {
        EventLoop loop = view.loop();
        var shown = new LoopDisplay(loop, surroundings, Display.show(surroundings, publisher, view));
        var before = NEWEST.put(loop, new WeakReference<>(shown));
        LoopDisplay old = before == null ? null : before.get();
        if (old != null) loop.removeInstrument(old);
        loop.addInstrument(shown);
    }

    @Override
    public void stepped() {
        stepped = true;
        EventLoop here = Loops.running(); // of the cell that steps
        if (planned || here == null) return;
        planned = true;
        double pause = (drawnNanos + PAUSE_NANOS - System.nanoTime()) / 1e9;
        Publisher cell = surroundings.publisher();
        here.callLater(Math.max(0, pause), () -> draw(cell));
        surroundings.atCellEnd(() -> draw(cell));
    }

    /// Front ends that run a notebook without anybody looking on expect the picture from the cell that stepped.
    private void draw(@Nullable Publisher cell) {
        var newest = NEWEST.get(loop);
        if (!stepped || newest == null || !newest.refersTo(this) || loop.isRunning()) return;
        stepped = false;
        planned = false;
        drawnNanos = System.nanoTime();
        var view = Pictures.loopView(loop);
        if (cell == null) display.update(view);
        else display.update(cell, view);
    }
}
