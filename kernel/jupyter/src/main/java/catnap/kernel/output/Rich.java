package catnap.kernel.output;

/// A value made to be shown, in the forms it was made in. Made by [Displays].
///
/// @param bundle all its forms
record Rich(MimeBundle bundle) implements Shown {
    /// Its text.
    @Override
    public String toString() {
        return String.valueOf(bundle.data().get("text/plain"));
    }
}
