package catnap.kernel.protocol;

/// The kernel cannot listen where its connection file tells it to.
public final class CannotListen extends Exception {
    private static final long serialVersionUID = 1;

    CannotListen(String address, Throwable cause) {
        super("cannot listen on " + address + ": " + cause.getMessage(), cause);
    }
}
