package catnap.kernel.session;

/// TEMPORARY on branch protocol.
public record Completeness(Status status, String indent) {
    public enum Status {
        COMPLETE,
        INCOMPLETE,
        INVALID,
        UNKNOWN
    }
}
