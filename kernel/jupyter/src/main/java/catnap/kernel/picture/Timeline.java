package catnap.kernel.picture;

import catnap.asyncio.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run that was recorded, as a picture: who ran when, and what everybody else waited for. Made by
/// [Pictures#timeline(catnap.asyncio.Awaitable)].
///
/// A failure of the code is part of the picture; [#result] throws it.
///
/// @param <T> what the code gave back
public final class Timeline<T extends @Nullable Object> extends Panels {
    private final Trace trace;
    private final @Nullable T value;
    private final @Nullable Throwable error;

    Timeline(Trace trace, @Nullable T value, @Nullable Throwable error) {
        super("Timeline", List.of(new Panel("", ChartBuilder.of(trace))));
        this.trace = trace;
        this.value = value;
        this.error = error;
    }

    /// What the code gave back; throws the error that it failed with, as itself.
    @SuppressWarnings("NullAway") // where T is not nullable the value is not null
    public T result() {
        if (error != null) throw Recording.rethrow(error);
        return value;
    }

    /// The events that the picture was made of.
    public Trace trace() {
        return trace;
    }

    Chart chart() {
        return panels().getFirst().chart();
    }
}
