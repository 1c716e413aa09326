package catnap.stress;

import static catnap.asyncio.Asyncio.await;

import catnap.asyncio.AsyncCondition;

/// A stock under a condition: whoever adds to it signals one who waits.
final class SharedStock implements Shared {
    private final AsyncCondition condition = new AsyncCondition();
    private int stock;
    private int waiting;

    @Override
    public void use(Turmoil turmoil) {
        if (turmoil.random(3) == 0) add(turmoil);
        else turmoil.limited(() -> take(turmoil));
    }

    private void add(Turmoil turmoil) {
        try (var _ = await(condition.acquire())) {
            turmoil.pause();
            stock++;
            condition.signal();
            turmoil.pause(); // time for the one who was signalled to be cancelled while it waits for the lock
        }
    }

    private void take(Turmoil turmoil) {
        try (var _ = await(condition.acquire())) {
            waiting++;
            try {
                await(condition.waitFor(() -> stock > 0));
            } finally {
                waiting--;
            }
            if (!condition.locked()) turmoil.wrong("a wait has returned without the lock");
            if (--stock < 0) turmoil.wrong("more was taken than there was");
        }
    }

    @Override
    public String wrongWhileIdle() {
        return !condition.locked() && stock > 0 && waiting > 0 ? waiting + " wait for a stock of " + stock : "";
    }

    @Override
    public String wrongAtTheEnd() {
        return condition.locked() || waiting > 0 ? "left behind: " + condition : "";
    }
}
