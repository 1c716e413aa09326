package catnap.kernel.session;

import java.util.List;

/// What could stand at the cursor.
///
/// @param start where the text to be replaced begins, in UTF-16 units
/// @param end where it ends
public record Completions(List<Match> matches, int start, int end) {
    /// One proposal.
    ///
    /// @param text what to put there
    /// @param type `function`, `class`, `instance`, `keyword` …: what JupyterLab shows as its kind
    /// @param signature parameters and result, or empty
    public record Match(String text, String type, String signature) {}
}
