package catnap.kernel.session;

/// The event loop had to be given up: code of the JDK holds its thread, and neither an interrupt nor a stop check
/// reaches it.
final class LoopHeld extends IllegalStateException {
    private static final long serialVersionUID = 1;

    LoopHeld(StackTraceElement[] where) {
        super(
                "the cell could not be stopped inside code of the JDK: the session goes on with a new event loop. Variables are kept;"
                        + " tasks in the background are lost: run the cells that create them again");
        setStackTrace(where);
    }
}
