package catnap.kernel.weave;

/// Stands in for `System.exit` and its kin in cells: the kernel lives on.
public final class CellExit {
    private CellExit() {}

    /// @throws IllegalStateException always
    public static void exit(int status) {
        throw new IllegalStateException("exit(" + status + ") would end the kernel; a cell ends with its last line");
    }

    /// @throws IllegalStateException always
    public static void exit(Runtime ignored, int status) {
        exit(status);
    }
}
