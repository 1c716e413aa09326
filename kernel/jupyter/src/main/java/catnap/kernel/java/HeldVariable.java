package catnap.kernel.java;

import org.jspecify.annotations.Nullable;

/// A variable of the learner's, as it is at this moment.
///
/// @param type its declared or inferred type, without packages
/// @param value what it holds
public record HeldVariable(
        String name, String type, @Nullable Object value) {}
