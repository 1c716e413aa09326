package catnap.kernel.protocol;

/// A message that breaks the protocol or is not signed by our front end. It is logged and dropped, never answered.
final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1;

    MalformedMessage(String found) {
        super(found);
    }
}
