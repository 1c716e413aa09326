package catnap.kernel.protocol;

/// The kernel cannot do what its connection file asks, as one sentence for the person who started it.
public final class CannotServe extends Exception {
    private static final long serialVersionUID = 1;

    CannotServe(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
