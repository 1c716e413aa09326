package catnap.kernel.magic;

/// A magic was called wrongly: one sentence says what was found, what was expected, what to do.
public final class UsageError extends Exception {
    private static final long serialVersionUID = 1;

    public UsageError(String message) {
        super(message);
    }
}
