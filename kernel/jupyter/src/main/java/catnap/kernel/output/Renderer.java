package catnap.kernel.output;

import java.util.Optional;

/// One way to show values of some kind.
public interface Renderer {
    /// The value as a bundle, or nothing if it is not of this renderer's kind. May run the learner's code
    /// (`toString`), so it is called where cells run.
    Optional<MimeBundle> render(Object value);
}
