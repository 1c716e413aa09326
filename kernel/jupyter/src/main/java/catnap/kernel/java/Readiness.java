package catnap.kernel.java;

/// Whether a text is a whole cell, as a console asks before it runs a line.
///
/// @param kind the answer
/// @param depth how many brackets are open at its end
public record Readiness(Kind kind, int depth) {
    /// The possible answers.
    public enum Kind {
        /// It can be run.
        COMPLETE,
        /// More text is needed.
        INCOMPLETE,
        /// More text cannot help.
        INVALID
    }

    static Readiness of(Javac javac, String text) {
        var source = new Source(0, text);
        var split = Splitter.split(source);
        if (split.problem().isPresent()) {
            var problem = split.problem().get();
            return new Readiness(problem.incomplete() ? Kind.INCOMPLETE : Kind.INVALID, problem.depth());
        }
        if (!split.chunks().isEmpty() && lacksBody(split.chunks().getLast())) return new Readiness(Kind.INCOMPLETE, 1);
        var problems = OutlineParser.parse(javac, source).problems();
        if (problems.isEmpty()) return new Readiness(Kind.COMPLETE, 0);
        int end = split.chunks().getLast().end();
        boolean atEnd = problems.stream().allMatch(problem -> problem.position() >= end - 1);
        return new Readiness(atEnd ? Kind.INCOMPLETE : Kind.INVALID, 0);
    }

    /// `for (…)` and `else`: a `;` would complete it, but nobody means that.
    private static boolean lacksBody(Chunk chunk) {
        var tokens = chunk.tokens();
        boolean head = tokens.getFirst().is("for")
                || tokens.getFirst().is("while")
                || tokens.getFirst().is("if");
        return chunk.endsWith("else") || (head && Splitter.pastGroup(tokens, 1) == tokens.size());
    }
}
