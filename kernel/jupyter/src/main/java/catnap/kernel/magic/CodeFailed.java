package catnap.kernel.magic;

/// Code that a magic ran did not come to its end: it did not compile, it threw, or it was stopped. The session
/// knows which, and the learner is told when the magic lets this pass.
public abstract class CodeFailed extends Exception {
    private static final long serialVersionUID = 1;

    protected CodeFailed(String message) {
        super(message);
    }
}
