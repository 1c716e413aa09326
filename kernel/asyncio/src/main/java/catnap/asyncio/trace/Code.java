package catnap.asyncio.trace;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Places in the learner's code, as pictures name them.
public final class Code {
    private static final String[] OURS = {"catnap.asyncio.", "catnap.http.", "catnap.cats.", "catnap.kernel."};

    private Code() {}

    /// The innermost place of these frames that is the learner's: `cell 3, line 4`, `Lesson.java, line 12`.
    static @Nullable String place(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .filter(Code::isLearners)
                .findFirst()
                .map(Code::place)
                .orElse(null);
    }

    /// Whether this is neither the library's, nor the kernel's, nor the JDK's.
    public static boolean isLearners(StackTraceElement frame) {
        if (frame.getModuleName() != null) return false; // the JDK's; nothing else here has modules
        for (String ours : OURS) if (frame.getClassName().startsWith(ours)) return false;
        return true;
    }

    /// `cell 3, line 4`.
    public static String place(StackTraceElement frame) {
        return frame.getFileName() + ", line " + frame.getLineNumber();
    }

    /// The method, also of code in a lambda of it.
    public static Optional<String> method(StackTraceElement frame) {
        String name = frame.getMethodName();
        if (name.startsWith("lambda$")) {
            int end = name.lastIndexOf('$');
            name = end > 7 ? name.substring(7, end) : name;
        }
        return name.matches("[a-z]\\w*") ? Optional.of(name) : Optional.empty();
    }
}
