package catnap.asyncio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What one loop has to do, and when: the queue of what is due, the timers, what other threads and channels bring.
///
/// A pass takes in what is new, and then runs exactly what was in the queue at that moment.
final class Agenda { // loop thread only, but for the inbox
    private static final int FRAMES_OF_A_REST = 12;
    private static final int ELIDED_IN_A_ROW = 64;

    final ReadyQueue ready = new ReadyQueue();
    final TimerHeap timers = new TimerHeap();
    final Inbox inbox = new Inbox(); // any thread
    final Selection selection;
    final LoopClock clock;

    final Watches watches;

    private final EventLoop loop;
    private final @Nullable RandomGenerator shuffler;
    private boolean stopping;
    private boolean interrupted; // while it slept; told to whoever runs the loop
    private int owed; // answers of other threads
    private int elided;

    Agenda(EventLoop loop, LoopClock clock, @Nullable RandomGenerator shuffler) {
        this.loop = loop;
        this.clock = clock;
        this.shuffler = shuffler;
        this.selection = new Selection(loop, this);
        this.watches = new Watches(loop);
    }

    /// Runs passes until somebody calls [#stop]; called before, one pass.
    void runPasses() {
        try {
            do {
                takeIn();
                StepWatch watch = watches.first();
                StepWatch another = watches.second();
                for (int due = ready.size(); due > 0; due--) {
                    if (watch == null) ready.poll().run(loop);
                    else watch.run(ready.poll(), loop, another);
                }
            } while (!stopping);
        } finally {
            stopping = false;
            if (interrupted) Thread.currentThread().interrupt();
            interrupted = false;
        }
    }

    void stop() {
        stopping = true;
    }

    /// Queues what is new, and waits for it if nothing is due.
    private void takeIn() {
        timers.dropCancelled();
        if (ready.isEmpty() && !stopping) idle();
        else selection.poll();
        inbox.drainTo(ready);
        takeDueTimers();
        if (shuffler != null) ready.shuffle(shuffler);
    }

    private void takeDueTimers() {
        if (timers.isEmpty()) return;
        long now = clock.nanoTime();
        while (!timers.isEmpty() && timers.firstDue() <= now) ready.add(timers.poll());
    }

    /// Tells whether the thread rests in [#idle], by its stack: the loop keeps no account of that.
    static boolean idlesOn(Thread runner) {
        return Arrays.stream(runner.getStackTrace())
                .limit(FRAMES_OF_A_REST)
                .anyMatch(frame -> frame.getClassName().equals(Agenda.class.getName())
                        && frame.getMethodName().equals("idle"));
    }

    private void idle() {
        long deadline = timers.isEmpty() ? LoopClock.FOREVER : timers.firstDue();
        if (deadline != LoopClock.FOREVER && deadline <= clock.nanoTime()) {
            selection.poll();
            return;
        }
        Instrument instrument = loop.instrument;
        if (instrument != null) instrument.idleBegan();
        inbox.aboutToSleep(selection.alarm());
        if (inbox.isEmpty()) clock.awaitDeadline(deadline, selection);
        inbox.awake();
        interrupted |= Thread.interrupted(); // it stopped nobody's code, and nothing would sleep under it
        if (instrument != null) instrument.idleEnded();
    }

    /// Tells whether suspending the running task for one pass would bring it straight back: nothing is due, no timer
    /// runs, no channel is watched, no thread has left anything. One time in 64 the answer is no, for the sake of
    /// whoever else might want the thread.
    boolean wouldComeStraightBack() {
        return ready.isEmpty()
                && timers.isEmpty()
                && inbox.isEmpty()
                && !selection.isActive()
                && !stopping
                && ++elided % ELIDED_IN_A_ROW != 0;
    }

    /// What the next pass will run, as far as it is known now.
    List<Due> due() {
        var due = new ArrayList<Due>(ready.size());
        ready.copyTo(due);
        inbox.copyTo(due);
        return due;
    }

    /// Takes note that other threads owe so many answers more, or fewer.
    void owe(int answers) {
        owed += answers;
    }

    /// Tells whether a thread owes an answer.
    boolean isOwed() {
        return owed > 0;
    }

    /// Gives up everything.
    void close() {
        ready.clear();
        timers.clear();
        inbox.close();
    }

    /// Lets go of channels and threads.
    void release() {
        selection.close();
        watches.end();
    }
}
