package catnap.kernel.java;

import java.util.ArrayDeque;
import java.util.Deque;

/// The comments of a cell.
final class Comments {
    private Comments() {}

    /// The comment that stands right before a place, with its marks: `/* … */`, or lines of `//` or `///`.
    static String before(String text, int offset) {
        String before = text.substring(0, offset).stripTrailing();
        if (before.endsWith("*/")) return before.substring(Math.max(0, before.lastIndexOf("/*")));
        Deque<String> lines = new ArrayDeque<>();
        for (String line : before.lines().toList().reversed()) {
            if (!line.strip().startsWith("//")) break;
            lines.push(line);
        }
        return String.join("\n", lines);
    }

    /// Whether a comment is written for those who use what it stands before.
    static boolean isDocumentation(String comment) {
        return comment.startsWith("/**")
                || (!comment.isEmpty()
                        && comment.lines().allMatch(line -> line.strip().startsWith("///")));
    }

    static String plain(String comment) {
        return comment.replaceAll("^/\\*+|\\*/$", "")
                .replaceAll("(?m)^\\s*(//+|\\*) ?", "")
                .strip();
    }
}
