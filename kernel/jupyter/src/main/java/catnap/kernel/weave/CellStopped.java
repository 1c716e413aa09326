package catnap.kernel.weave;

/// Thrown inside a cell that was stopped. An `Error`, as `ThreadDeath` was: `catch (Exception e)` must not keep a
/// cell alive.
public final class CellStopped extends Error {
    private static final long serialVersionUID = 1;

    public CellStopped() {
        super("stopped");
    }
}
