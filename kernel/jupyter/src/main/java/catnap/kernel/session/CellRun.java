package catnap.kernel.session;

import catnap.asyncio.Task;
import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import catnap.kernel.weave.StopToken;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One execution of a cell: its publisher, its right to run, and how it ended. It outlives its end, because
/// tasks that the cell left behind go on belonging to it. Where magics stand between its Java, its parts begin
/// and end one after another; a Stop is for all of them.
final class CellRun {
    /// How the code of the cell, or of its last part so far, ended: with a value to show, or an error.
    record Ending(Optional<MimeBundle> result, @Nullable Throwable error) {}

    private static final AtomicLong BEGUN = new AtomicLong();

    private final long order = BEGUN.incrementAndGet();
    private final int number;
    private final Publisher publisher;
    private final StopToken token;
    private volatile CompletableFuture<Ending> ending = new CompletableFuture<>(); // any thread
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet(); // any thread
    private volatile @Nullable Task<?> task; // any thread
    private volatile boolean begun; // any thread
    private volatile boolean over; // any thread
    private volatile boolean stopped; // any thread
    private volatile boolean abandoned; // any thread
    private volatile List<StackTraceElement> stoppedAt = List.of(); // any thread
    private final Queue<Runnable> last = new ConcurrentLinkedQueue<>(); // any thread
    private @Nullable Object value; // loop thread only
    private final Set<String> slowPlaces = new HashSet<>(); // loop thread only

    CellRun(int number, Publisher publisher) {
        this.number = number;
        this.publisher = publisher;
        this.token = new StopToken("cell " + number);
    }

    /// Whether this one began later; every run is later than none.
    boolean isAfter(@Nullable CellRun other) {
        return other == null || order > other.order;
    }

    int number() {
        return number;
    }

    Publisher publisher() {
        return publisher;
    }

    StopToken token() {
        return token;
    }

    /// Notes what the last expression gave: it is the learner's to look at, so nobody complains about it.
    void value(@Nullable Object value) {
        this.value = value;
    }

    @Nullable
    Object value() {
        return value;
    }

    /// Has something done when the part that is running ends.
    void atEnd(Runnable action) {
        if (!ended()) last.add(action);
    }

    /// Does what is to be done at the end of a part. Loop thread only.
    void finish() {
        for (Runnable action = last.poll(); action != null; action = last.poll()) action.run();
    }

    /// Notes where the cell was when it was stopped, unless that is known already.
    void waitingAt(List<StackTraceElement> frames) {
        if (stoppedAt.isEmpty()) stoppedAt = List.copyOf(frames);
    }

    List<StackTraceElement> stoppedAt() {
        return stoppedAt;
    }

    /// Whether this place of slow code has not been told of yet. Loop thread only.
    boolean isFirstOf(String slowPlace) {
        return slowPlaces.add(slowPlace);
    }

    void task(Task<?> task) {
        this.task = task;
    }

    @Nullable
    Task<?> task() {
        return task;
    }

    /// The next part of the cell begins. Shell thread only, after the part before has ended.
    void beginPart() {
        if (ending.isDone()) ending = new CompletableFuture<>();
        begun = true;
    }

    /// Whether code of the cell was run; before that it is compiled.
    boolean hasBegun() {
        return begun;
    }

    /// Nothing of the cell is left to be done here; it has been told how it ended.
    void finishUp() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    CompletableFuture<Ending> ending() {
        return ending;
    }

    boolean ended() {
        return ending.isDone();
    }

    void markStopped() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /// Gives the code up: it is held where nothing reaches it, and must not go on if it comes back.
    void abandon() {
        abandoned = true;
    }

    /// Ends a Stop: nothing of the cell is left that it should end.
    void release() {
        if (!abandoned) token.release();
    }

    /// An executor's thread begins to work for this cell.
    void entered(Thread worker) {
        workers.add(worker);
    }

    void left(Thread worker) {
        workers.remove(worker);
        if (stopped) Thread.interrupted();
    }

    Set<Thread> workers() {
        return workers;
    }
}
