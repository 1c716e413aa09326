package catnap.kernel.magic;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One line of a cell's output that says what is going on, and changes in its place at most five times a
/// second. Any thread.
final class StatusLine implements Consumer<String> {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Publisher publisher;
    private final String id = UUID.randomUUID().toString();
    private long shownNanos; // under this
    private boolean shown; // under this

    StatusLine(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public synchronized void accept(String text) {
        if (!shown || System.nanoTime() - shownNanos >= PAUSE_NANOS) end(text);
    }

    /// The last word, which is shown in any case.
    synchronized void end(String text) {
        if (shown) publisher.updateDisplay(MimeBundle.text(text), id);
        else publisher.display(MimeBundle.text(text), id);
        shown = true;
        shownNanos = System.nanoTime();
    }
}
