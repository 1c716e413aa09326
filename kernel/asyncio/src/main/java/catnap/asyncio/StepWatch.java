package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Times every step of a loop, and of the loops run inside its steps, and reports the slow ones. A thread beside the
/// loop looks where a step is while it is slow: afterwards nobody could tell. It sleeps while the loop does.
///
/// A step that is stuck at a monitor may never be over: whoever wants to know is told while it lasts.
final class StepWatch {
    private static final long NO_STEP = 0;
    private static final int LOOKS_BEFORE_SLEEP = 4;
    private static final long SHORTEST_PAUSE_NANOS = 1_000_000; // between two looks, whatever the limit

    // A step that computes may be slow because the machine is; one that waits has only itself to blame.
    private static final int CERTAIN = 3;

    /// What the observer saw of a slow step, known by the time it began.
    ///
    /// @param signs how often it was seen in code that is slow by itself
    /// @param blocked how often in a row it was seen waiting for a monitor
    private record Sight(long step, List<StackTraceElement> frames, boolean heldOthers, int signs, int blocked) {
        Sight again(Thread.State state, boolean loading) {
            int more = loading ? 0 : state == Thread.State.RUNNABLE ? 1 : CERTAIN;
            boolean stuck = state == Thread.State.BLOCKED && !loading;
            return new Sight(step, frames, heldOthers, signs + more, stuck ? blocked + 1 : 0);
        }

        boolean itsOwnDoing() {
            return signs >= CERTAIN;
        }
    }

    private final EventLoop owner;
    private final Consumer<SlowStep> report; // called by the loop's thread
    private final @Nullable Consumer<StuckStep> alarm; // called by the observer
    private final Thread observer;
    private final long limitNanos;
    private volatile boolean ended; // any thread
    private volatile boolean asleep; // any thread; the observer
    private volatile long began = NO_STEP; // any thread
    private volatile @Nullable Sight sight; // any thread
    private volatile EventLoop running; // any thread; whose step it is
    private volatile @Nullable Thread loopThread; // any thread
    private volatile @Nullable Due step; // any thread; kept for the alarm only

    /// @param alarm is told of steps that are stuck, by a thread of the watch's own; `null` if nobody wants to know
    StepWatch(EventLoop owner, double limitSeconds, Consumer<SlowStep> report, @Nullable Consumer<StuckStep> alarm) {
        this.owner = owner;
        this.running = owner;
        this.report = report;
        this.alarm = alarm;
        limitNanos = Seconds.toNanos(limitSeconds);
        observer = Thread.ofPlatform().daemon().name("catnap-step-watch").unstarted(this::observe);
    }

    void start() {
        observer.start();
    }

    /// Ends the watch if it is this loop's; for a loop inside a step it goes on.
    void end(EventLoop loop) {
        if (!loop.equals(owner)) return;
        ended = true;
        LockSupport.unpark(observer);
    }

    /// Runs one entry of a loop's queue.
    ///
    /// @param another who times it too; null if nobody does
    void run(Due due, EventLoop loop, @Nullable StepWatch another) {
        Due outer = step;
        if (alarm != null) step = due;
        begin(loop);
        if (another == null) due.run(loop);
        else another.run(due, loop, null);
        long start = began;
        began = NO_STEP;
        if (alarm != null) step = outer;
        long took = System.nanoTime() - start;
        if (took >= limitNanos) report(due, start, took, loop);
    }

    private void report(Due due, long step, long took, EventLoop loop) {
        try {
            report.accept(slow(due, step, took, loop));
        } catch (RuntimeException | Error error) { // the loop goes on, whatever its watch thinks
            loop.callExceptionHandler(
                    new ErrorContext("Unhandled error in the report of a slow step", error, null, null));
        }
    }

    private void begin(EventLoop loop) {
        if (loopThread == null) loopThread = Thread.currentThread();
        running = loop;
        began = now();
        if (asleep) {
            asleep = false;
            LockSupport.unpark(observer);
        }
    }

    private static long now() {
        long now = System.nanoTime();
        return now == NO_STEP ? 1 : now;
    }

    private SlowStep slow(Due due, long step, long took, EventLoop loop) {
        Sight seen = sight;
        if (seen == null || seen.step() != step) return new SlowStep(due, took / 1e9, List.of(), false, false);
        boolean heldOthers = seen.heldOthers() || hasDueTimers(loop) || !loop.agenda.inbox.isEmpty();
        return new SlowStep(due, took / 1e9, seen.frames(), heldOthers, seen.itsOwnDoing());
    }

    private static boolean hasDueTimers(EventLoop loop) {
        return !loop.agenda.timers.isEmpty() && loop.agenda.timers.firstDue() <= loop.agenda.clock.nanoTime();
    }

    /// A loop inside the step that runs now takes over: its steps and its sleep are not the outer step's.
    void enterInnerLoop() {
        began = NO_STEP;
    }

    /// The inner loop is over, and the outer step goes on: as if it began now.
    void leaveInnerLoop(EventLoop outer) {
        begin(outer);
    }

    private void observe() {
        int idle = 0;
        while (!ended) {
            idle = began == NO_STEP ? idle + 1 : 0;
            if (idle > LOOKS_BEFORE_SLEEP) {
                asleep = true;
                // Whoever begins a step after this look sees that the observer sleeps.
                if (began == NO_STEP && !ended) LockSupport.park(this);
                asleep = false;
            } else {
                LockSupport.parkNanos(this, Math.max(limitNanos / 2, SHORTEST_PAUSE_NANOS));
                tryLook(began);
            }
        }
    }

    private void tryLook(long start) {
        try {
            look(start);
        } catch (OutOfMemoryError _) {
            // The step has used up the memory; its report will have no line.
        }
    }

    private void look(long start) {
        Thread runner = loopThread;
        if (start == NO_STEP || runner == null) return;
        long age = System.nanoTime() - start;
        if (age < limitNanos) return;
        Thread busy = Fiber.atWorkFor(runner);
        Thread.State state = busy.getState();
        StackTraceElement[] stack = busy.getStackTrace();
        Sight before = sight;
        if (before == null || before.step() != start) {
            before = new Sight(start, Places.users(stack), !running.agenda.ready.isEmpty(), 0, 0);
        }
        Sight now = before.again(state, isLoading(stack));
        Due stuck = step;
        if (began != start) return;
        sight = now;
        if (now.blocked() == CERTAIN && stuck != null) raise(new StuckStep(stuck, age / 1e9, Places.users(stack)));
    }

    private void raise(StuckStep stuck) {
        try {
            if (alarm != null) alarm.accept(stuck);
        } catch (RuntimeException error) { // the observer goes on, whatever others think of it
            ErrorLog.write(new ErrorContext("Unhandled error in the report of a stuck step", error, null, null));
        }
    }

    /// Whether classes are being loaded or initialised, which happens once and is nobody's mistake.
    private static boolean isLoading(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getMethodName().equals("<clinit>")
                        || frame.getMethodName().equals("loadClass")
                        || frame.getMethodName().equals("linkCallSite"));
    }
}
