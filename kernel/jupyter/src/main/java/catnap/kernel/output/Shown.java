package catnap.kernel.output;

/// A value that knows how it is to be shown: a class of the learner's too may implement this.
///
/// ```java
/// record Money(long cents) implements Shown {
///     public MimeBundle bundle() {
///         return MimeBundle.of("text/html", "<b>" + cents / 100.0 + " €</b>", cents / 100.0 + " €");
///     }
/// }
/// ```
public interface Shown {
    /// The value in one form or more, by MIME type; what is missing of `text/plain` is filled in from
    /// `toString`.
    MimeBundle bundle();
}
