package catnap.stress;

import static catnap.asyncio.Asyncio.allTasks;
import static catnap.asyncio.Asyncio.async;
import static catnap.asyncio.Asyncio.asyncWith;
import static catnap.asyncio.Asyncio.await;
import static catnap.asyncio.Asyncio.createTask;
import static catnap.asyncio.Asyncio.gather;
import static catnap.asyncio.Asyncio.getRunningLoop;
import static catnap.asyncio.Asyncio.shield;
import static catnap.asyncio.Asyncio.sleep;
import static catnap.asyncio.Asyncio.timeout;
import static catnap.asyncio.Asyncio.waitFor;

import catnap.asyncio.AsyncFuture;
import catnap.asyncio.AsyncTimeoutException;
import catnap.asyncio.Body;
import catnap.asyncio.CancelledError;
import catnap.asyncio.Coroutine;
import catnap.asyncio.ExceptionGroup;
import catnap.asyncio.Instrument;
import catnap.asyncio.LoopClock;
import catnap.asyncio.Runner;
import catnap.asyncio.Task;
import catnap.asyncio.TaskGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Actors that do what the dice say: spawn, cancel, time out, lock, queue, gather. They come in batches; after each
/// one everybody is cancelled, and then the books must balance. Whenever the loop has nothing to do in between, nobody
/// may be waiting for what is there: that is how a lost wake-up shows at once.
///
/// Time is virtual, so a task that nobody wakes makes hours go by instead of hanging the test.
final class Turmoil {
    private static final int ACTORS = 40; // at the start of a batch
    private static final int CROWD = 150; // no more of them at a time
    private static final int STEPS = 25; // of an actor, if nothing ends it before
    private static final int DEPTH = 3; // of actors inside actors
    private static final double BATCH_SECONDS = 20;
    private static final double MOST_SECONDS = 3600;

    private final Random random;
    private final int operations;
    private final List<Shared> things = List.of(
            new SharedLock(),
            new SharedLock(),
            new SharedPlaces(1),
            new SharedPlaces(3),
            new SharedQueue(1),
            new SharedQueue(5),
            new SharedStock(),
            new SharedStock(),
            new SharedFlag());
    private final List<Task<?>> alive = new ArrayList<>();
    private final Map<Task<?>, Integer> guarded =
            new HashMap<>(); // those whom a deadline, a group or a parent may cancel
    private final List<String> wrongs = new ArrayList<>();
    private int done;
    private int spawned;
    private int ended;
    private int cancelled;
    private long story;

    private Turmoil(long seed, int operations) {
        this.random = new Random(seed);
        this.operations = operations;
    }

    /// What a run came to.
    ///
    /// @param story a number that stands for everything that happened, in order
    /// @param wrongs what must not be; empty
    record Report(int operations, int spawned, int cancelled, long story, List<String> wrongs) {}

    /// Runs so many operations.
    static Report of(long seed, int operations) {
        var turmoil = new Turmoil(seed, operations);
        var watcher = new Instrument() {
            @Override
            public void idleBegan() {
                turmoil.lookWhileIdle();
            }

            @Override
            public void cancelRequested(Task<?> task, @Nullable Task<?> by) {
                if (by == null && !turmoil.guarded.containsKey(task)) turmoil.wrong("nobody may cancel " + task);
            }
        };
        try (var runner =
                Runner.builder().clock(LoopClock.virtual()).instrument(watcher).build()) {
            runner.getLoop().setExceptionHandler((_, context) -> turmoil.wrong("lost: " + context));
            runner.run(async(turmoil::batches));
        }
        return new Report(turmoil.done, turmoil.spawned, turmoil.cancelled, turmoil.story, turmoil.wrongs);
    }

    private void batches() {
        while (done < operations && wrongs.isEmpty()) {
            for (int i = 0; i < ACTORS; i++) spawn(0);
            await(sleep(BATCH_SECONDS));
            endBatch();
        }
    }

    private void endBatch() {
        var left = List.copyOf(alive);
        for (Task<?> task : left) task.cancel();
        try {
            await(waitFor(gather(left).returnExceptions(), MOST_SECONDS));
        } catch (AsyncTimeoutException _) {
            wrong("cancelled, and yet not ended: " + alive);
        }
        await(sleep(1)); // for those whose parents have ended before them
        if (ended != spawned || !alive.isEmpty()) wrong(spawned + " spawned, " + ended + " ended: " + alive);
        if (!allTasks().equals(Set.of(Shared.me()))) wrong("tasks are left: " + allTasks());
        things.stream().map(Shared::wrongAtTheEnd).forEach(this::wrong);
    }

    private void lookWhileIdle() {
        for (Shared thing : things) wrong(thing.wrongWhileIdle());
    }

    /// Takes note of something that must not be.
    void wrong(String what) {
        if (!what.isEmpty() && wrongs.size() < 10) wrongs.add("after " + done + " operations: " + what);
    }

    // What the actors do.

    int random(int bound) {
        int number = random.nextInt(bound);
        story = story * 31 + number;
        return number;
    }

    /// A failure on purpose.
    private static final class Mishap extends IllegalStateException {
        private static final long serialVersionUID = 1;
    }

    private Coroutine<Integer> actor(int depth) {
        return async(() -> {
            int steps = 0;
            while (steps < STEPS && done < operations) {
                step(depth);
                steps++;
            }
            return steps;
        });
    }

    private Task<?> spawn(int depth) {
        Task<?> task = createTask(actor(depth));
        return depth == 0 ? watched(task) : member(task);
    }

    private Task<?> watched(Task<?> task) {
        spawned++;
        alive.add(task);
        task.addDoneCallback(_ -> {
            ended++;
            alive.remove(task);
            if (task.cancelled()) wasCancelled(task);
            else if (task.exception() != null && !(task.exception() instanceof Mishap)) wrong("failed: " + task);
            story = story * 31 + Double.hashCode(getRunningLoop().time());
        });
        return task;
    }

    private void wasCancelled(Task<?> task) {
        cancelled++;
        if (task.cancelling() == 0) wrong("cancelled by nobody: " + task);
    }

    private void step(int depth) {
        done++;
        try {
            switch (random(12)) {
                case 0 -> await(sleep(0));
                case 1 -> pause();
                case 2 -> cancelSomebody();
                case 3 -> limited(() -> things.get(random(things.size())).use(this));
                case 4 -> parent(depth);
                default -> things.get(random(things.size())).use(this);
            }
        } catch (AsyncTimeoutException _) {
            random(2); // a turn of the story; the actor goes on
        }
    }

    /// Suspends for one pass or some time.
    void pause() {
        double seconds = random(4) == 0 ? random(1000) / 1000.0 : 0;
        double due = getRunningLoop().time() + seconds;
        await(sleep(seconds));
        double late = getRunningLoop().time() - due;
        if (Math.abs(late) > 1e-8) wrong("a sleep of " + seconds + " s came " + late + " s late");
    }

    /// Runs the body under a deadline that often comes first.
    void limited(Body body) {
        Task<?> me = Shared.me();
        int requestsBefore = me.cancelling();
        double seconds = (1 + random(500)) / 1000.0;
        guarded.merge(me, 1, Integer::sum);
        try {
            if (random(2) == 0) await(waitFor(async(body), seconds));
            else asyncWith(timeout(seconds), body);
        } catch (AsyncTimeoutException timeIsUp) {
            if (me.cancelling() > requestsBefore) wrong("a deadline has swallowed a cancellation of " + me);
            throw timeIsUp;
        } finally {
            unguard(me);
        }
    }

    private void unguard(Task<?> task) {
        guarded.computeIfPresent(task, (_, depth) -> depth == 1 ? null : depth - 1);
    }

    private void cancelSomebody() {
        Task<?> victim = alive.get(random(alive.size()));
        if (random(3) == 0) victim.cancel("by chance");
    }

    private void parent(int depth) {
        if (depth == DEPTH || alive.size() > CROWD) return;
        switch (random(5)) {
            case 0 -> spawn(depth + 1);
            case 1 -> child(spawn(depth + 1));
            case 2 -> await(gather(spawn(depth + 1), spawn(depth + 1)).returnExceptions());
            case 3 -> shieldedChild(spawn(depth + 1));
            default -> group(depth);
        }
    }

    private void child(Task<?> child) {
        awaited(child, child);
    }

    private void shieldedChild(Task<?> child) {
        awaited(child, shield(child));
    }

    /// Waits for another, and goes on if that one is cancelled and not this.
    private void awaited(Task<?> child, AsyncFuture<?> future) {
        try {
            await(future);
        } catch (CancelledError cancelled) {
            if (Shared.me().cancelling() > 0 || !child.cancelled()) throw cancelled;
        }
    }

    private void group(int depth) {
        Task<?> me = Shared.me();
        guarded.merge(me, 1, Integer::sum);
        try {
            asyncWith(new TaskGroup(), group -> {
                for (int i = 0; i < 3; i++) member(group.createTask(actor(depth + 1)));
                if (random(2) == 0) member(group.createTask(mishap()));
                pause();
            });
        } catch (ExceptionGroup failures) {
            if (!failures.exceptions().stream().allMatch(Mishap.class::isInstance))
                wrong("a group failed: " + failures);
        } finally {
            unguard(me);
        }
    }

    private Task<?> member(Task<?> task) {
        guarded.merge(task, 1, Integer::sum);
        task.addDoneCallback(_ -> unguard(task));
        return watched(task);
    }

    private Coroutine<Integer> mishap() {
        return async(() -> {
            pause();
            throw new Mishap();
        });
    }
}
