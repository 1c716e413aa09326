package catnap.kernel.output;

import catnap.kernel.output.Publisher.Stream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `System.out`, `System.err` and `System.in` while cells run: what is printed goes to the publisher of the cell that
/// prints, and what is read comes from the learner at that cell.
public final class CellStreams {
    private static final PrintStream REAL_OUT = System.out;
    private static final PrintStream REAL_ERR = System.err;
    private static final InputStream REAL_IN = System.in;

    private CellStreams() {}

    /// Replaces the three streams. A second call replaces the replacement.
    ///
    /// @param owner finds the publisher of the code that is running on the calling thread; null if it is no cell's
    public static void install(Supplier<@Nullable Publisher> owner) {
        System.setOut(new CellPrintStream(Stream.STDOUT, owner, REAL_OUT));
        System.setErr(new CellPrintStream(Stream.STDERR, owner, REAL_ERR));
        System.setIn(new CellInput(owner, REAL_IN));
    }

    /// The JVM's own error stream: for the kernel's log, wherever it is called from.
    public static PrintStream realErr() {
        return REAL_ERR;
    }
}
