package catnap.kernel.report;

import catnap.asyncio.AwaitedBy;
import catnap.asyncio.ExceptionGroup;
import catnap.kernel.java.CodePlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What the learner reads when a cell throws: the error, then their own lines from the innermost out, then causes.
public final class Traceback {
    private static final int MOST_FRAMES = 20;
    private static final String PASSES = "catnap.asyncio.Agenda";
    private static final List<String> HIDDEN =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "com.google.gson.", "catnap.", "REPL.");

    private final Function<StackTraceElement, Optional<CodePlace>> places;
    private final UnaryOperator<String> readable;

    /// @param places finds the cell's line behind a frame, if the frame is the learner's
    /// @param readable takes away names that the learner did not write
    public Traceback(Function<StackTraceElement, Optional<CodePlace>> places, UnaryOperator<String> readable) {
        this.places =
                frame -> places.apply(frame).filter(place -> place.source().isSeen());
        this.readable = readable;
    }

    /// The error's class as the learner calls it.
    public String name(Throwable error) {
        Class<?> type = error.getClass();
        while (type.isAnonymousClass()) type = type.getSuperclass();
        String name = readable.apply(type.getName());
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    /// The error's message; empty if it has none. A broken `getMessage` is told, not thrown.
    public String message(Throwable error) {
        try {
            String message = error.getLocalizedMessage();
            return message == null ? "" : readable.apply(message);
        } catch (RuntimeException | StackOverflowError broken) {
            return "its getMessage() threw " + broken.getClass().getName();
        }
    }

    /// Whether the error knows a line of the learner's.
    public boolean hasPlace(Throwable error) {
        return Arrays.stream(error.getStackTrace())
                .anyMatch(frame -> places.apply(frame).isPresent());
    }

    /// `'Thread.sleep(300)' (cell 7, line 3)` for a frame of the learner's.
    public Optional<String> place(StackTraceElement frame) {
        return places.apply(frame)
                .map(found -> "'" + found.text().strip().replaceFirst(";$", "") + "' ("
                        + found.source().label() + ", line " + found.line() + ")");
    }

    /// All lines to show.
    public List<String> lines(Throwable error) {
        return lines(error, name(error), message(error));
    }

    /// All lines to show, under another name and message than the error's own.
    public List<String> lines(Throwable error, String name, String message) {
        var lines = new ArrayList<String>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(error);
        describe(error, title(name, message), lines, seen);
        hint(error).ifPresent(text -> lines.add(Ansi.bold("hint: ") + text));
        return lines;
    }

    private static Optional<String> hint(Throwable error) {
        return switch (error) {
            case IllegalMonitorStateException _ ->
                Optional.of(
                        "wait(), notify() and notifyAll() are Object's and need synchronized; AsyncCondition has waitSignal(),"
                                + " signal() and signalAll()");
            default -> Optional.empty();
        };
    }

    private static String title(String name, String message) {
        return Ansi.red(name) + (message.isEmpty() ? "" : ": " + message);
    }

    private void describe(Throwable error, String title, List<String> lines, Set<Throwable> seen) {
        lines.add(title);
        var stack = List.of(error.getStackTrace());
        int task = whereTheLoopBegins(stack);
        frames(stack.subList(0, task), lines);
        for (AwaitedBy awaiter : AwaitedBy.of(error)) {
            lines.add("awaited by Task '" + awaiter.task() + "'");
            frames(awaiter.frames(), lines);
        }
        frames(stack.subList(task, stack.size()), lines);
        String relation = error instanceof ExceptionGroup ? "In the group: " : "Suppressed: ";
        for (Throwable other : error.getSuppressed()) describeOnce(relation, other, lines, seen);
        Throwable cause = error.getCause();
        if (cause != null) describeOnce("Caused by: ", cause, lines, seen);
    }

    private void describeOnce(String relation, Throwable error, List<String> lines, Set<Throwable> seen) {
        if (seen.add(error)) describe(error, relation + title(name(error), message(error)), lines, seen);
    }

    /// Below a task's own frames stand those of whoever runs its loop: a cell that says `run(main())`.
    private static int whereTheLoopBegins(List<StackTraceElement> stack) {
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i).getClassName().equals(PASSES)) return i;
        }
        return stack.size();
    }

    private void frames(List<StackTraceElement> stack, List<String> lines) {
        var frames = stack.stream().flatMap(frame -> line(frame).stream()).toList();
        int shown = 0;
        for (int i = 0; i < frames.size() && shown < MOST_FRAMES; shown++) {
            int same = i + 1;
            while (same < frames.size() && frames.get(same).equals(frames.get(i))) same++;
            lines.add(frames.get(i));
            if (same - i > 1) lines.add("     … the same " + again(same - i - 1));
            i = same;
        }
    }

    private Optional<String> line(StackTraceElement frame) {
        var place = places.apply(frame);
        if (place.isPresent()) {
            CodePlace found = place.get();
            return Optional.of("  at " + Ansi.blue(found.source().label() + ", line " + found.line()) + method(frame)
                    + ": " + found.text().strip());
        }
        if (HIDDEN.stream().anyMatch(frame.getClassName()::startsWith)) return Optional.empty();
        return Optional.of("  at " + frame);
    }

    /// A lambda is called by the method that holds it; the cell's own statements have no name.
    private static String method(StackTraceElement frame) {
        String name = frame.getMethodName();
        if (name.startsWith("lambda$")) {
            int end = name.lastIndexOf('$');
            name = end > 7 ? name.substring(7, end) : name;
        }
        if (name.contains("$")) return "";
        if (name.equals("<init>")) return ", in a constructor";
        if (name.equals("<clinit>")) return ", in a static initialiser";
        return ", in " + name;
    }

    private static String again(int times) {
        return times == 1 ? "once more" : times + " more times";
    }
}
