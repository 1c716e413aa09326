package catnap.asyncio;

import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where in the user's code something happened.
final class Places {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String OURS = Places.class.getPackageName() + ".";
    private static final String OUR_HTTP = "catnap.http.";
    private static final String OUR_HOST = "catnap.kernel."; // runs the code of cells, and stands below it

    /// The innermost frame on this stack that is neither the library's nor the JDK's, or `null` if there is none.
    static @Nullable StackTraceElement caller() {
        return WALKER.walk(frames ->
                        frames.filter(frame -> isUsers(frame.getClassName())).findFirst())
                .map(StackFrame::toStackTraceElement)
                .orElse(null);
    }

    static boolean isUsers(String name) {
        return !name.startsWith(OURS)
                && !name.startsWith(OUR_HTTP)
                && !name.startsWith("java.")
                && !name.startsWith("jdk.");
    }

    private static boolean isLearners(String name) {
        return isUsers(name) && !name.startsWith(OUR_HOST);
    }

    /// Those of the frames that are the user's, down to the bottom of the task, if there is one.
    static List<StackTraceElement> users(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .takeWhile(frame -> !isBottomOfTask(frame.getClassName(), frame.getMethodName()))
                .filter(frame -> isLearners(frame.getClassName()))
                .toList();
    }

    /// Those of the frames of the task that runs now, newest first.
    static List<StackTraceElement> ofRunningTask() {
        return WALKER.walk(
                frames -> frames.takeWhile(frame -> !isBottomOfTask(frame.getClassName(), frame.getMethodName()))
                        .filter(frame -> isLearners(frame.getClassName()))
                        .map(StackFrame::toStackTraceElement)
                        .toList());
    }

    private static boolean isBottomOfTask(String className, String method) {
        return className.equals(Task.class.getName()) && method.equals("body");
    }

    /// `getCatFact at Lesson.java:12`. A lambda is called by the method that holds it.
    static String describe(StackTraceElement place) {
        return method(place) + " at " + place.getFileName() + ":" + place.getLineNumber();
    }

    /// `File 'Lesson.java', line 12, in getCatFact()`; without the method where no person gave it a name, as in a cell.
    static String line(StackTraceElement place) {
        String method = method(place);
        return "File '" + place.getFileName() + "', line " + place.getLineNumber()
                + (method.contains("$") ? "" : ", in " + method + "()");
    }

    /// ` 'getCatFact'`; nothing where that is not known, or a name that no person gave.
    static String named(@Nullable StackTraceElement origin) {
        String name = origin == null ? "$" : method(origin);
        return name.contains("$") ? "" : " '" + name + "'";
    }

    /// ` (created at Lesson.java:12)`; nothing where that is not known.
    static String madeAt(@Nullable StackTraceElement origin) {
        return origin == null ? "" : " (created at " + origin.getFileName() + ":" + origin.getLineNumber() + ")";
    }

    static String method(StackTraceElement place) {
        String name = place.getMethodName();
        if (!name.startsWith("lambda$")) return name;
        int end = name.lastIndexOf('$');
        return end > 7 ? name.substring(7, end) : name;
    }

    private Places() {}
}
