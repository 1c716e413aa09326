package catnap.kernel.java;

import catnap.kernel.weave.LineMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The lines of one compiled class: the cell's own keep their numbers; those of declarations that came along from
/// older cells get numbers beyond any cell's, because a class file can name only one source.
final class CellLines implements LineMap {
    private static final int FOREIGN = 40_000;

    private final Source source;
    private final List<Optional<UnitText.Place>> lines;
    private final List<UnitText.Place> foreign = new ArrayList<>(); // under this
    private boolean asCompiled; // under this

    CellLines(Source source, UnitText unit) {
        this.source = source;
        this.lines = unit.lines();
    }

    @Override
    public String sourceFile() {
        return source.label();
    }

    @Override
    public synchronized int line(int unitLine) {
        var place = unitLine < lines.size() ? lines.get(unitLine) : Optional.<UnitText.Place>empty();
        if (place.isEmpty()) return 0;
        if (place.get().source().equals(source)) return place.get().line();
        foreign.add(place.get());
        return FOREIGN + foreign.size() - 1;
    }

    @Override
    public synchronized void asCompiled() {
        asCompiled = true;
    }

    /// The cell and line that a line number of the woven class stands for.
    synchronized Optional<CodePlace> place(int line) {
        if (line >= FOREIGN && line < FOREIGN + foreign.size()) {
            var place = foreign.get(line - FOREIGN);
            return Optional.of(new CodePlace(place.source(), place.line()));
        }
        return line > 0 ? Optional.of(new CodePlace(source, line)) : Optional.empty();
    }

    /// Gives an error that leaves a class which was not woven the lines that a woven one would have.
    synchronized void correct(Throwable error, String className) {
        if (!asCompiled) return;
        StackTraceElement[] frames = error.getStackTrace();
        Arrays.setAll(frames, i -> frames[i].getClassName().equals(className) ? corrected(frames[i]) : frames[i]);
        error.setStackTrace(frames);
    }

    private StackTraceElement corrected(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), sourceFile(), line(frame.getLineNumber()));
    }
}
