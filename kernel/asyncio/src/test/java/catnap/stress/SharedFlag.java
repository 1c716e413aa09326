package catnap.stress;

import static catnap.asyncio.Asyncio.await;

import catnap.asyncio.AsyncEvent;

/// An event: nobody waits while it is set.
final class SharedFlag implements Shared {
    private final AsyncEvent event = new AsyncEvent();
    private int waiting;

    @Override
    public void use(Turmoil turmoil) {
        switch (turmoil.random(3)) {
            case 0 -> event.set();
            case 1 -> event.clear();
            default -> turmoil.limited(this::waitSet);
        }
    }

    private void waitSet() {
        waiting++;
        try {
            await(event.waitSet());
        } finally {
            waiting--;
        }
    }

    @Override
    public String wrongWhileIdle() {
        return event.isSet() && waiting > 0 ? waiting + " wait for an event that is set" : "";
    }

    @Override
    public String wrongAtTheEnd() {
        return waiting > 0 ? "left behind: " + event : "";
    }
}
