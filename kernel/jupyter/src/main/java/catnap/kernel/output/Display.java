package catnap.kernel.output;

import catnap.asyncio.AsyncFuture;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something shown under a cell that can be changed in its place. Any thread may change it, also when the
/// cell has ended.
public final class Display {
    private static final MimeBundle NOTHING = MimeBundle.text("");

    private final Surroundings surroundings;
    private final Publisher publisher;
    private final String id = UUID.randomUUID().toString();

    private Display(Surroundings surroundings, Publisher publisher) {
        this.surroundings = surroundings;
        this.publisher = publisher;
    }

    /// Shows a future as it is, and how it ended when it has.
    public static void follow(Surroundings surroundings, Publisher publisher, AsyncFuture<?> future) {
        var display = show(surroundings, publisher, future);
        future.addDoneCallback(_ -> display.update(future));
    }

    static Display show(Surroundings surroundings, Publisher publisher, @Nullable Object value) {
        var display = new Display(surroundings, publisher);
        publisher.display(surroundings.render(value), display.id);
        return display;
    }

    /// Shows another value in its place.
    public void update(@Nullable Object value) {
        publisher.updateDisplay(surroundings.render(value), id);
    }

    /// Leaves nothing in its place. It can still be updated.
    public void clear() {
        publisher.updateDisplay(NOTHING, id);
    }

    @Override
    public String toString() {
        return "<display>";
    }
}
