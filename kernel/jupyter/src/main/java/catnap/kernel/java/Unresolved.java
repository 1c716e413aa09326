package catnap.kernel.java;

/// Complaints about a plain name that nothing declares: a later cell may yet declare it.
final class Unresolved {
    private Unresolved() {}

    /// Whether the name stands alone, not behind a dot: a missing method of a `String` will stay missing.
    static boolean isName(Problem problem) {
        if (!problem.code().startsWith("compiler.err.cant.resolve")) return false;
        String text = problem.source().text();
        if (name(problem).isEmpty()) return false;
        int before = problem.position() - 1;
        while (before >= 0 && Character.isWhitespace(text.charAt(before))) before--;
        return before < 0 || (text.charAt(before) != '.' && text.charAt(before) != ':');
    }

    static String name(Problem problem) {
        String text = problem.source().text();
        int end = problem.position();
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) end++;
        return text.substring(problem.position(), end);
    }
}
