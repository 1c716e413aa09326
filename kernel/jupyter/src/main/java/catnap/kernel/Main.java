package catnap.kernel;

import catnap.kernel.protocol.CannotServe;
import catnap.kernel.protocol.CatnapKernel;
import catnap.kernel.protocol.ConnectionFile;
import catnap.kernel.protocol.KernelLog;
import catnap.kernel.protocol.Rehearsal;
import catnap.kernel.session.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Starts the kernel as Jupyter does: one process, one connection file, one learner.
///
/// Whatever prevents that is one sentence on the error stream and an exit code of its own, after BSD's `sysexits.h`.
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
        try {
            var missing = Requirements.missing();
            if (missing.isPresent()) {
                return refuse(errors, CANNOT_RUN_HERE, missing.get());
            }
            Requirements.hint().ifPresent(hint -> errors.println("catnap: " + hint));
            if (words.equals(List.of(Arguments.REHEARSE))) {
                return rehearse(new KernelLog(errors));
            }
            var arguments = Arguments.parse(words);
            return arguments.isPresent()
                    ? serve(arguments.get(), new KernelLog(errors))
                    : refuse(errors, WRONG_USAGE, Arguments.USAGE);
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

    private static int serve(Arguments arguments, KernelLog log)
            throws ConnectionFile.Unusable, CannotServe, IOException {
        return serve(arguments, log, System.getenv(), LastResort::arm);
    }

    private static int serve(Arguments arguments, KernelLog log, Map<String, String> environment, Runnable stopping)
            throws ConnectionFile.Unusable, CannotServe, IOException {
        var connection = ConnectionFile.read(arguments.connectionFile());
        try (var session = Session.start()) {
            var kernel = new CatnapKernel(connection, session, log);
            InterruptSignal.handle(session::interrupt);
            kernel.whenStopping(stopping);
            ParentWatch.from(environment, kernel::stop).ifPresent(kernel::add);
            HistoryPlace.from(environment, System.getProperty("user.home"), System.getProperty("os.name"))
                    .ifPresent(kernel::keepHistory);
            kernel.add(new MemoryGuard(kernel::stopForMemory));
            kernel.serve();
            return 0;
        }
    }

    /// The same way that a learner's kernel goes, or what is recorded would not be what is needed. It has its own
    /// history; and it may take its time to end, because the record is written then.
    private static int rehearse(KernelLog log) throws ConnectionFile.Unusable, CannotServe, IOException {
        try (var rehearsal = Rehearsal.begin(log, () -> System.exit(FAILED))) {
            var environment = new HashMap<>(System.getenv());
            environment.put(HistoryPlace.VARIABLE, rehearsal.history().toString());
            return serve(new Arguments(rehearsal.connectionFile()), log, environment, () -> {});
        }
    }

    private static int refuse(PrintStream errors, int code, String sentence) {
        errors.println("catnap: " + sentence);
        return code;
    }
}
