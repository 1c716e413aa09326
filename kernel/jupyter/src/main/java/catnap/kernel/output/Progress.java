package catnap.kernel.output;

import java.util.concurrent.TimeUnit;

/// A bar that grows in its place, at most five times a second.
final class Progress {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int WIDTH = 20;

    private final Display display;
    private final String label;
    private final int total;
    private int done; // under this
    private boolean ended; // under this
    private boolean resting; // under this; the cell has ended, and the loop that is walked perhaps with it
    private int shown; // under this
    private long shownNanos; // under this

    /// @param total how many steps there are, or -1 if nobody knows
    private Progress(Surroundings surroundings, Publisher publisher, String label, int total) {
        this.label = label;
        this.total = total;
        this.shownNanos = System.nanoTime();
        this.display = Display.show(surroundings, publisher, view());
    }

    /// Shows a bar that has not begun.
    static Progress begin(Surroundings surroundings, Publisher publisher, String label, int total) {
        var progress = new Progress(surroundings, publisher, label, total);
        // A loop that is left early has its true count shown when the cell ends.
        surroundings.atCellEnd(progress::settle);
        return progress;
    }

    /// One more step is done.
    synchronized void step() {
        done++;
        resting = false;
        if (System.nanoTime() - shownNanos >= PAUSE_NANOS) show();
    }

    /// The last step is done.
    synchronized void end() {
        if (ended) return;
        ended = true;
        show();
    }

    private synchronized void settle() {
        if (ended) return;
        resting = true;
        if (shown != done || total < 0) show();
    }

    private void show() {
        shown = done;
        shownNanos = System.nanoTime();
        display.update(view());
    }

    private Rich view() {
        return new Rich(MimeBundle.of("text/html", html(), plain()));
    }

    private String html() {
        int most = ended ? done : total;
        // Without a value it moves, as if somebody were at work.
        String bar = most < 0
                ? resting ? "<progress max=\"1\" value=\"0\"></progress>" : "<progress></progress>"
                : "<progress max=\"" + Math.max(1, most) + "\" value=\"" + (most == 0 ? 1 : done) + "\"></progress>";
        return bar + " " + Html.escape(words());
    }

    private String plain() {
        int filled = ended ? WIDTH : total <= 0 ? 0 : (int) ((long) WIDTH * Math.min(done, total) / total);
        return "█".repeat(filled) + "░".repeat(WIDTH - filled) + " " + words();
    }

    /// `7/10 facts`, with the state in words: no bar alone says whether it is at its end.
    private String words() {
        String count = total < 0 || (ended && done != total) ? String.valueOf(done) : done + "/" + total;
        return (label.isEmpty() ? "" : label + " ") + count + (ended ? " ✓" : "");
    }
}
