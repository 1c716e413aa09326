package catnap.stress;

import static catnap.asyncio.Asyncio.await;

import catnap.asyncio.AsyncLock;
import catnap.asyncio.Task;
import org.jspecify.annotations.Nullable;

/// A lock, held by one task at a time.
final class SharedLock implements Shared {
    private final AsyncLock lock = new AsyncLock();
    private @Nullable Task<?> holder;
    private int waiting;

    @Override
    public void use(Turmoil turmoil) {
        try (var _ = acquire()) {
            Task<?> before = holder;
            if (before != null) turmoil.wrong("two hold a lock: " + before + " and " + Shared.me());
            holder = Shared.me();
            try {
                turmoil.pause();
            } finally {
                holder = null;
            }
        }
    }

    private AsyncLock acquire() {
        waiting++;
        try {
            return await(lock.acquire());
        } finally {
            waiting--;
        }
    }

    @Override
    public String wrongWhileIdle() {
        if (!lock.locked() && waiting > 0) return waiting + " wait for a free lock";
        if (lock.locked() && holder == null) return "a lock is held by nobody";
        Task<?> owner = holder;
        return owner != null && owner.done() ? "a lock is held by the dead " + owner : "";
    }

    @Override
    public String wrongAtTheEnd() {
        return lock.locked() || waiting > 0 ? "left behind: " + lock : "";
    }
}
