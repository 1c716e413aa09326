package catnap.kernel.java;

/// What there is to say about a name.
///
/// @param plain as text
/// @param markdown the same with marks
/// @param source how it is written, body and all; empty if that cannot be found, or is as long as a class of a library
public record Inspection(String plain, String markdown, String source) {
    /// The same with the source below it.
    public Inspection withSource() {
        if (source.isEmpty()) return this;
        return new Inspection(plain + "\n\n" + source, markdown + "\n```java\n" + source + "\n```\n", source);
    }
}
