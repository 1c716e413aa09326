package catnap.asyncio;

import catnap.asyncio.fiber.Fiber;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Times every step of a loop, and of the loops run inside its steps, and reports the slow ones. A thread beside the
/// loop looks where a step is while it is slow: afterwards nobody could tell. It sleeps while the loop does.
final class StepWatch {
    private static final long NO_STEP = 0;
    private static final int LOOKS_BEFORE_SLEEP = 4;
    private static final long SHORTEST_PAUSE_NANOS = 1_000_000; // between two looks, whatever the limit

    // A step that computes may be slow because the machine is; one that waits has only itself to blame.
    private static final int CERTAIN = 3;

    /// What the observer saw of a slow step, known by the time it began.
    ///
    /// @param signs how often it was seen in code that is slow by itself
    private record Sight(long step, List<StackTraceElement> frames, boolean heldOthers, int signs) {
        Sight again(int more) {
            return new Sight(step, frames, heldOthers, signs + more);
        }

        boolean itsOwnDoing() {
            return signs >= CERTAIN;
        }
    }

    private final EventLoop owner;
    private final Consumer<SlowStep> report;
    private final Thread observer;
    private final long limitNanos;
    private volatile boolean ended; // any thread
    private volatile boolean asleep; // any thread; the observer
    private volatile long began = NO_STEP; // any thread
    private volatile @Nullable Sight sight; // any thread
    private volatile EventLoop running; // any thread; whose step it is
    private volatile @Nullable Thread loopThread; // any thread

    StepWatch(EventLoop owner, double limitSeconds, Consumer<SlowStep> report) {
        this.owner = owner;
        this.running = owner;
        this.report = report;
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
    void run(Due due, EventLoop loop) {
        begin(loop);
        due.run(loop);
        long step = began;
        began = NO_STEP;
        long took = System.nanoTime() - step;
        if (took >= limitNanos) report(due, step, took, loop);
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

    private void tryLook(long step) {
        try {
            look(step);
        } catch (OutOfMemoryError _) {
            // The step has used up the memory; its report will have no line.
        }
    }

    private void look(long step) {
        Thread runner = loopThread;
        if (step == NO_STEP || runner == null) return;
        long age = System.nanoTime() - step;
        if (age < limitNanos) return;
        Thread busy = Fiber.atWorkFor(runner);
        Thread.State state = busy.getState();
        StackTraceElement[] stack = busy.getStackTrace();
        Sight before = sight;
        if (before == null || before.step() != step) {
            before = new Sight(step, Places.users(stack), !running.agenda.ready.isEmpty(), 0);
        }
        Sight now = before.again(isLoading(stack) ? 0 : state == Thread.State.RUNNABLE ? 1 : CERTAIN);
        if (began == step) sight = now;
    }

    /// Whether classes are being loaded or initialised, which happens once and is nobody's mistake.
    private static boolean isLoading(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getMethodName().equals("<clinit>")
                        || frame.getMethodName().equals("loadClass")
                        || frame.getMethodName().equals("linkCallSite"));
    }
}
