package catnap.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The Java twin of the Python scenario of the same name: `cancelBeforeStart` is that of `cancel_before_start`.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Twin {
    /// Whether the scenario runs outside of a loop, as a plain `def` does.
    boolean outside() default false;
}
