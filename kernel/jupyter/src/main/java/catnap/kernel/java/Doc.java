package catnap.kernel.java;

/// A declaration and its comment.
///
/// @param declaration in one or a few lines of Java
/// @param comment Markdown; may be empty
/// @param place where it is declared; may be empty
/// @param source its text, body and all; may be empty
record Doc(String declaration, String comment, String place, String source) {
    Doc(String declaration, String comment, String place) {
        this(declaration, comment, place, "");
    }

    Doc at(String otherPlace) {
        return new Doc(declaration, comment, otherPlace, source);
    }

    String markdown() {
        var text = new StringBuilder("```java\n").append(declaration).append("\n```\n");
        if (!place.isEmpty()) text.append('*').append(place).append("*\n");
        if (!comment.isEmpty()) text.append('\n').append(comment).append('\n');
        return text.toString();
    }

    String plain() {
        var text = new StringBuilder(declaration);
        if (!place.isEmpty()) text.append("   (").append(place).append(')');
        if (!comment.isEmpty()) text.append("\n\n").append(withoutMarks(comment));
        return text.toString();
    }

    private static String withoutMarks(String markdown) {
        return markdown.replaceAll("(?m)^```\\w*\\n?", "")
                .replaceAll("\\*\\*(.+?)\\*\\*", "$1")
                .replaceAll("`([^`]+)`", "$1")
                .strip();
    }
}
