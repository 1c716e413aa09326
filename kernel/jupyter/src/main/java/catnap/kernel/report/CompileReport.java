package catnap.kernel.report;

import catnap.kernel.java.Problem;
import catnap.kernel.java.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the learner reads when a cell does not compile: place, words, the line with a caret, a hint.
public final class CompileReport {
    private static final int MOST = 5;
    private static final int MOST_DETAILS = 6;

    private CompileReport() {}

    /// One sentence for all of it.
    public static String headline(List<Problem> problems) {
        if (problems.isEmpty()) return "the cell does not compile";
        Problem first = problems.getFirst();
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        return first.source().label() + ", line " + first.line() + ": " + first.headline() + more;
    }

    /// The lines to show, problem by problem; beyond the fifth they are only counted.
    public static List<String> lines(List<Problem> problems) {
        var lines = new ArrayList<String>();
        for (Problem problem : problems.subList(0, Math.min(MOST, problems.size()))) {
            if (!lines.isEmpty()) lines.add("");
            lines.addAll(lines(problem));
        }
        if (problems.size() > MOST) lines.add("… and " + (problems.size() - MOST) + " more errors");
        return lines;
    }

    private static List<String> lines(Problem problem) {
        Source source = problem.source();
        int line = problem.line();
        var lines = new ArrayList<String>();
        lines.add(Ansi.blue(source.label() + ", line " + line) + ": " + Ansi.red(problem.headline()));
        lines.add("    " + source.line(line));
        lines.add("    " + caret(problem, source.line(line)));
        Optional<String> hint = Hints.of(problem);
        // Where the hint says it better, why each overload does not fit is noise.
        boolean noise = hint.isPresent() && problem.message().contains("is not applicable");
        problem.details().stream().limit(noise ? 0 : MOST_DETAILS).forEach(detail -> lines.add("  " + detail.strip()));
        hint.ifPresent(text -> lines.add(Ansi.bold("hint: ") + text));
        return lines;
    }

    /// Underlines the faulty text as far as it is on the caret's line; tabs keep their width.
    private static String caret(Problem problem, String text) {
        Source source = problem.source();
        int column = source.columnOf(problem.position());
        boolean spans = source.lineOf(problem.start()) == problem.line();
        int from = spans ? Math.min(column, source.columnOf(problem.start())) : column;
        int to = Math.min(
                from + Math.max(1, problem.end() - Math.max(problem.start(), problem.position() - column)),
                Math.max(text.length(), column + 1));
        int end = Math.max(to, column + 1);
        String marked = text.substring(Math.min(from, text.length()), Math.min(end, text.length()));
        int beyond = end - Math.max(from, Math.min(end, text.length()));
        return Ansi.red(Columns.blank(text.substring(0, Math.min(from, text.length())))
                + "^".repeat(Math.max(1, Columns.of(marked) + beyond)));
    }
}
