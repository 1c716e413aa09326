package catnap.kernel.java;

/// What there is to say about a name.
///
/// @param plain as text
/// @param markdown the same with marks
public record Inspection(String plain, String markdown) {}
