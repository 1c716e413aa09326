package catnap.stress;

import static catnap.asyncio.Asyncio.currentTask;
import static java.util.Objects.requireNonNull;

import catnap.asyncio.Task;

/// Something that actors use together, with books of its own on who holds it and who waits for it.
interface Shared {
    /// Has the current task do one thing with it; suspends, and may be cancelled anywhere.
    void use(Turmoil turmoil);

    /// Says what is wrong at a moment when no task of the loop can go on by itself; `""` if nothing is.
    String wrongWhileIdle();

    /// Says what is wrong when every actor has ended, and cleans up; `""` if nothing is.
    String wrongAtTheEnd();

    /// The task that runs this.
    static Task<?> me() {
        return requireNonNull(currentTask());
    }
}
