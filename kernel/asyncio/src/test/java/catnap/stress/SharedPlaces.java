package catnap.stress;

import static catnap.asyncio.Asyncio.await;

import catnap.asyncio.AsyncBoundedSemaphore;
import catnap.asyncio.AsyncSemaphore;

/// A bounded semaphore: never more users than places, and no place lost.
final class SharedPlaces implements Shared {
    private final int places;
    private final AsyncSemaphore semaphore;
    private int taken;
    private int waiting;

    SharedPlaces(int places) {
        this.places = places;
        semaphore = new AsyncBoundedSemaphore(places);
    }

    @Override
    public void use(Turmoil turmoil) {
        try (var _ = acquire()) {
            if (++taken > places) turmoil.wrong(taken + " have one of " + places + " places");
            try {
                turmoil.pause();
            } finally {
                taken--;
            }
        }
    }

    private AsyncSemaphore acquire() {
        waiting++;
        try {
            return await(semaphore.acquire());
        } finally {
            waiting--;
        }
    }

    @Override
    public String wrongWhileIdle() {
        if (taken < places && waiting > 0) return waiting + " wait for a free place";
        return semaphore.locked() != (taken == places) ? taken + " of " + places + " taken, yet " + semaphore : "";
    }

    /// Each place can be taken without waiting.
    @Override
    public String wrongAtTheEnd() {
        if (taken > 0 || waiting > 0) return "left behind: " + semaphore;
        int free = 0;
        while (!semaphore.locked() && free <= places) {
            await(semaphore.acquire());
            free++;
        }
        for (int i = 0; i < free; i++) semaphore.release();
        return free == places ? "" : free + " of " + places + " places are left";
    }
}
