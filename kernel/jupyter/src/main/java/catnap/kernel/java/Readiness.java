package catnap.kernel.java;

/// Whether a text is a whole cell, as a console asks before it runs a line.
///
/// @param kind the answer
/// @param depth how far the next line is to be indented
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
        var last = split.chunks().getLast();
        boolean lacksMore = problems.stream().allMatch(problem -> lacksMore(problem, last));
        return new Readiness(lacksMore ? Kind.INCOMPLETE : Kind.INVALID, 0);
    }

    private static boolean lacksMore(Problem problem, Chunk last) {
        if (problem.code().equals("compiler.err.try.without.catch.finally.or.resource.decls")) {
            return problem.position() >= last.start();
        }
        boolean atClosingSign = last.endsWith(";") && problem.position() == last.end() - 1;
        return problem.position() >= last.end() - 1 && !atClosingSign;
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
