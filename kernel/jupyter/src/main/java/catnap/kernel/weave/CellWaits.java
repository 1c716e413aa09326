package catnap.kernel.weave;

import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/// Stands in for the calls of cell code that wait where no interrupt wakes them: when the cell is stopped, an interrupt
/// does. To everybody else they are what the JDK has, which keeps an interrupt until the wait is over.
public final class CellWaits {
    /// The JDK's own lock around the reading of lines is one that no interrupt wakes.
    private static final ReentrantLock READING = new ReentrantLock();

    /// A wait that an interrupt ends.
    @FunctionalInterface
    private interface Wait {
        void run() throws InterruptedException;
    }

    private CellWaits() {}

    /// For `future.join()`.
    public static @Nullable Object join(CompletableFuture<?> future) {
        untilOver(() -> {
            try {
                var _ = future.get();
            } catch (ExecutionException | CancellationException _) {
                // As join will tell.
            }
        });
        return future.join();
    }

    /// For `task.join()`.
    public static @Nullable Object join(ForkJoinTask<?> task) {
        untilDone(task);
        return task.join();
    }

    /// For `task.quietlyJoin()`.
    public static void quietlyJoin(ForkJoinTask<?> task) {
        untilDone(task);
        task.quietlyJoin();
    }

    /// For `pool.invoke(task)`.
    public static @Nullable Object invoke(ForkJoinPool pool, ForkJoinTask<?> task) {
        return join(pool.submit(task));
    }

    /// A pool's own thread works while it waits, and is told by the code that it runs.
    private static void untilDone(ForkJoinTask<?> task) {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread) return;
        untilOver(() -> {
            try {
                var _ = task.get();
            } catch (ExecutionException | CancellationException _) {
                // As join will tell.
            }
        });
    }

    /// For `phaser.arriveAndAwaitAdvance()`.
    public static int arriveAndAwaitAdvance(Phaser phaser) {
        return isJdks(phaser, "arriveAndAwaitAdvance")
                ? awaitAdvance(phaser, phaser.arrive())
                : phaser.arriveAndAwaitAdvance();
    }

    /// For `phaser.awaitAdvance(phase)`.
    public static int awaitAdvance(Phaser phaser, int phase) {
        if (isJdks(phaser, "awaitAdvance", int.class)) untilOver(() -> phaser.awaitAdvanceInterruptibly(phase));
        return phaser.awaitAdvance(phase);
    }

    /// Learners write kinds of phasers, to be told of each advance; what waits in them is the JDK's.
    private static boolean isJdks(Phaser phaser, String method, Class<?>... parameters) {
        if (phaser.getClass() == Phaser.class) return true;
        try {
            return phaser.getClass().getMethod(method, parameters).getDeclaringClass() == Phaser.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For `lock.lock()`. What a learner's own kind of lock does is theirs.
    public static void lock(Lock lock) {
        untilOver(isJdks(lock) ? lock::lockInterruptibly : lock::lock);
    }

    /// For `condition.awaitUninterruptibly()`.
    public static void awaitUninterruptibly(Condition condition) {
        untilOver(isJdks(condition) ? condition::await : condition::awaitUninterruptibly);
    }

    private static boolean isJdks(Object thing) {
        return thing.getClass().getClassLoader() == null;
    }

    /// For `lock.readLock()`.
    public static long readLock(StampedLock lock) {
        var stamp = new long[1];
        untilOver(() -> stamp[0] = lock.readLockInterruptibly());
        return stamp[0];
    }

    /// For `lock.writeLock()`.
    public static long writeLock(StampedLock lock) {
        var stamp = new long[1];
        untilOver(() -> stamp[0] = lock.writeLockInterruptibly());
        return stamp[0];
    }

    /// For `LockSupport.park()`: in a loop it would pass for code that cleans up.
    public static void park() {
        LockSupport.park();
        if (Thread.currentThread().isInterrupted()) StopCheck.checkHandler();
    }

    /// For `LockSupport.park(blocker)`.
    public static void park(Object blocker) {
        LockSupport.park(blocker);
        if (Thread.currentThread().isInterrupted()) StopCheck.checkHandler();
    }

    /// For `semaphore.acquireUninterruptibly()`.
    public static void acquireUninterruptibly(Semaphore semaphore) {
        untilOver(semaphore::acquire);
    }

    /// For `semaphore.acquireUninterruptibly(permits)`.
    public static void acquireUninterruptibly(Semaphore semaphore, int permits) {
        untilOver(() -> semaphore.acquire(permits));
    }

    /// For `IO.readln()`.
    public static @Nullable String readln() {
        lock(READING);
        try {
            return IO.readln();
        } finally {
            READING.unlock();
        }
    }

    /// For `IO.readln(prompt)`. Who waits for their turn has not shown the prompt yet.
    public static @Nullable String readln(String prompt) {
        lock(READING);
        try {
            return IO.readln(prompt);
        } finally {
            READING.unlock();
        }
    }

    /// For `process.getInputStream()`: nothing but its end ends what a process is going to say.
    public static InputStream getInputStream(Process process) {
        endsWithCell(process);
        return process.getInputStream();
    }

    /// For `process.getErrorStream()`.
    public static InputStream getErrorStream(Process process) {
        endsWithCell(process);
        return process.getErrorStream();
    }

    /// For `process.inputReader()`.
    public static BufferedReader inputReader(Process process) {
        endsWithCell(process);
        return process.inputReader();
    }

    /// For `process.inputReader(charset)`.
    public static BufferedReader inputReader(Process process, Charset charset) {
        endsWithCell(process);
        return process.inputReader(charset);
    }

    /// For `process.errorReader()`.
    public static BufferedReader errorReader(Process process) {
        endsWithCell(process);
        return process.errorReader();
    }

    /// For `process.errorReader(charset)`.
    public static BufferedReader errorReader(Process process, Charset charset) {
        endsWithCell(process);
        return process.errorReader(charset);
    }

    private static void endsWithCell(Process process) {
        StopCheck.closesWithCell(process, ended -> {
            // Those it has started hold the other end of the pipe too.
            ended.descendants().forEach(ProcessHandle::destroy);
            ended.destroy();
        });
    }

    private static void untilOver(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    wait.run();
                    return;
                } catch (InterruptedException _) {
                    StopCheck.checkHandler();
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
