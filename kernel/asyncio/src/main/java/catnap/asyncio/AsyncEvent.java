package catnap.asyncio;

/// A flag that tasks can wait for (asyncio's `Event`).
public final class AsyncEvent extends LoopBound {
    private final WaitList waiters = new WaitList();
    private final String setter; // who puts the flag up, in words
    private boolean flag;

    /// An event that is not set.
    public AsyncEvent() {
        this("set() of the event");
    }

    AsyncEvent(String setter) {
        this.setter = setter;
    }

    /// Tells whether the flag is up.
    public boolean isSet() {
        return flag;
    }

    /// Puts the flag up and wakes everybody who waits for it, even if it is taken down at once.
    public void set() {
        if (flag) return;
        flag = true;
        waiters.wake(Integer.MAX_VALUE);
    }

    /// Takes the flag down: from now on [#waitSet] waits again.
    public void clear() {
        flag = false;
    }

    /// Suspends the task that awaits it until the flag is put up; gives `true`, at once if the flag is up (asyncio's
    /// `wait`, a name that `Object` has taken).
    public Coroutine<Boolean> waitSet() {
        return new Coroutine<>(() -> {
            waitForFlag();
            return true;
        });
    }

    /// Suspends the current task until the flag is put up.
    void waitForFlag() {
        if (flag) return;
        Waiter waiter = join(waiters);
        try {
            waiter.await();
        } finally {
            waiters.remove(waiter);
        }
    }

    @Override
    String wokenBy(Waiter waiter) {
        return setter;
    }

    /// `<AsyncEvent [unset, waiters:2]>`.
    @Override
    public String toString() {
        return describe(flag ? "set" : "unset", waiters);
    }
}
