package catnap.kernel.weave;

/// Stands in for `System.exit` and its kin in cells: the kernel lives on.
public final class CellExit {
    private CellExit() {}

    /// Refuses to end the JVM, always.
    ///
    /// @throws IllegalStateException always
    @SuppressWarnings("DoNotCallSuggester") // woven code calls it
    public static void exit(int status) {
        throw new IllegalStateException("exit(" + status + ") would end the kernel; a cell ends with its last line");
    }

    /// The same for `Runtime.exit` and `halt`.
    ///
    /// @throws IllegalStateException always
    public static void exit(Runtime ignored, int status) {
        exit(status);
    }
}
