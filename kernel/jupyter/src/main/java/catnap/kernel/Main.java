package catnap.kernel;

import catnap.kernel.protocol.CannotServe;
import catnap.kernel.protocol.CatnapKernel;
import catnap.kernel.protocol.ConnectionFile;
import catnap.kernel.protocol.KernelLog;
import catnap.kernel.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/// Starts the kernel as Jupyter does: one process, one connection file, one learner.
///
/// Whatever prevents that is one sentence on the error stream and an exit code of its own.
public final class Main {
    static final int WRONG_USAGE = 64;
    static final int BAD_CONNECTION_FILE = 65;
    static final int CANNOT_RUN_HERE = 69;
    static final int FAILED = 70;

    private Main() {}

    public static void main(String[] words) {
        // Kept before the session takes System.err for the learner.
        var errors = System.err;
        int code = run(List.of(words), errors);
        errors.flush();
        System.exit(code);
    }

    private static int run(List<String> words, PrintStream errors) {
        var missing = Requirements.missing();
        if (missing.isPresent()) {
            return refuse(errors, CANNOT_RUN_HERE, missing.get());
        }
        Requirements.hint().ifPresent(hint -> errors.println("catnap: " + hint));
        return Arguments.parse(words)
                .map(arguments -> serve(arguments, errors))
                .orElseGet(() -> refuse(errors, WRONG_USAGE, Arguments.USAGE));
    }

    private static int serve(Arguments arguments, PrintStream errors) {
        try {
            var connection = ConnectionFile.read(arguments.connectionFile());
            try (var session = Session.start()) {
                var kernel = new CatnapKernel(connection, session, new KernelLog(errors));
                kernel.whenStopping(LastResort::arm);
                ParentWatch.from(System.getenv(), kernel::stop).ifPresent(kernel::add);
                kernel.serve();
            }
            return 0;
        } catch (ConnectionFile.Unusable e) {
            return refuse(errors, BAD_CONNECTION_FILE, String.valueOf(e.getMessage()));
        } catch (CannotServe e) {
            return refuse(errors, CANNOT_RUN_HERE, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            errors.println("catnap: the kernel failed");
            e.printStackTrace(errors);
            return FAILED;
        }
    }

    private static int refuse(PrintStream errors, int code, String sentence) {
        errors.println("catnap: " + sentence);
        return code;
    }
}
