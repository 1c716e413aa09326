package catnap.kernel.weave;

import java.io.BufferedReader;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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

    /// For `lock.lock()`. What a learner's own kind of lock does is theirs.
    public static void lock(Lock lock) {
        boolean isJdks = lock.getClass().getClassLoader() == null;
        untilOver(isJdks ? lock::lockInterruptibly : lock::lock);
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
        StopCheck.closesWithCell(() -> {
            // Those it has started hold the other end of the pipe too.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
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
