package catnap.kernel.output;

import catnap.asyncio.AsyncFuture;
import catnap.kernel.picture.LoopView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something shown under a cell that can be changed in its place. Any thread may change it, also when the
/// cell has ended.
public final class Display {
    private static final MimeBundle NOTHING = MimeBundle.text("");

    private final Surroundings surroundings;
    private final Publisher publisher;
    private final String id = UUID.randomUUID().toString();
    private volatile boolean changed; // any thread; by whoever holds this

    private Display(Surroundings surroundings, Publisher publisher) {
        this.surroundings = surroundings;
        this.publisher = publisher;
    }

    /// Shows a value that is going to change, and changes what is shown with it: a future becomes its outcome, the
    /// view of a loop goes along when the loop is stepped.
    ///
    /// @return false if the value is none of these; then nothing is shown
    public static boolean follow(Surroundings surroundings, Publisher publisher, @Nullable Object value) {
        if (value instanceof AsyncFuture<?> future && !future.done()) {
            var _ = showUntilDone(surroundings, publisher, future);
            return true;
        }
        if (!(value instanceof LoopView view) || !LoopDisplay.changes(view)) return false;
        LoopDisplay.show(surroundings, publisher, view);
        return true;
    }

    /// Shows a value; a pending future becomes its outcome, unless something else is shown in its place by then.
    static Display showUntilDone(Surroundings surroundings, Publisher publisher, @Nullable Object value) {
        var display = show(surroundings, publisher, value);
        if (value instanceof AsyncFuture<?> future && !future.done() && Loops.isOurs(future.getLoop())) {
            future.addDoneCallback(_ -> display.settle(future));
        }
        return display;
    }

    private void settle(AsyncFuture<?> future) {
        if (!changed) update(publisher, future);
    }

    static Display show(Surroundings surroundings, Publisher publisher, @Nullable Object value) {
        var display = new Display(surroundings, publisher);
        publisher.display(surroundings.render(value), display.id);
        return display;
    }

    /// Shows another value in its place.
    public void update(@Nullable Object value) {
        changed = true;
        update(publisher, value);
    }

    /// The same, on behalf of another cell.
    void update(Publisher publisher, @Nullable Object value) {
        publisher.updateDisplay(surroundings.render(value), id);
    }

    /// Leaves nothing in its place. It can still be updated.
    public void clear() {
        changed = true;
        publisher.updateDisplay(NOTHING, id);
    }

    @Override
    public String toString() {
        return "<display>";
    }
}
