package catnap.kernel.session;

/// Whether a text is ready to run.
///
/// @param indent what the next line should begin with, if it is [Status#INCOMPLETE]
public record Completeness(Status status, String indent) {
    /// As Jupyter's `is_complete_reply` has it.
    public enum Status {
        /// It can be run.
        COMPLETE,
        /// More lines are needed.
        INCOMPLETE,
        /// No further line can make it right.
        INVALID,
        /// It cannot be said.
        UNKNOWN
    }
}
