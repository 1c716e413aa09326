package catnap.kernel.java;

import java.util.List;

/// What could stand at a place of a cell.
///
/// @param start where the text to be replaced begins
/// @param end where it ends: the cursor
public record Completion(List<Proposal> proposals, int start, int end) {
    /// One name.
    ///
    /// @param kind `function`, `class`, `instance`, `property`, `module` or `keyword`
    /// @param signature parameters and result, or a type; may be empty
    public record Proposal(String text, String kind, String signature) {}
}
