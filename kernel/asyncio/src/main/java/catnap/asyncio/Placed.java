package catnap.asyncio;

import org.jspecify.annotations.Nullable;

/// A lambda with the place where it was handed to the loop. A lambda has no name of its own that says anything.
record Placed(Runnable callback, StackTraceElement place) implements Runnable {
    /// The callback, with its place if it is a lambda of the user's and places are looked at: in debug mode and in a
    /// notebook.
    static Runnable of(Runnable callback) {
        StackTraceElement place = place(callback);
        return place == null ? callback : new Placed(callback, place);
    }

    /// Where a lambda is handed over by the code that calls this, if that is to be known.
    static @Nullable StackTraceElement place(Object callback) {
        Class<?> type = callback.getClass();
        return Leftovers.tracking && type.isHidden() && Places.isUsers(type.getName()) ? Places.caller() : null;
    }

    /// `a lambda in Lesson.java, line 12`.
    static String describe(StackTraceElement place) {
        return "a lambda in " + place.getFileName() + ", line " + place.getLineNumber();
    }

    @Override
    public void run() {
        callback.run();
    }

    @Override
    public String toString() {
        return describe(place);
    }
}
