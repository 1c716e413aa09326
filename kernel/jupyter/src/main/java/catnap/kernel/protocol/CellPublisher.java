package catnap.kernel.protocol;

import catnap.kernel.output.MimeBundle;
import catnap.kernel.output.Publisher;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;

/// The way out for one cell, also after it has ended: whatever is sent here has that cell's request as its parent.
///
/// Printed text is gathered into few messages. It leaves after 50 ms at the latest, before anything else of the cell
/// is published, and before the cell's reply. Any thread.
final class CellPublisher implements Publisher {
    static final long HOLD_NANOS = Duration.ofMillis(50).toNanos();

    // One message of text: large enough to be cheap, small enough to appear soon.
    private static final int CHUNK_CHARS = 1 << 15;

    // What is printed at once goes out in pieces: the reader takes the first while the next is made, and none of the
    // copies on the way (text, JSON, bytes, the system's) is large.
    private static final int PIECE_CHARS = 1 << 18;
    private static final int LONGEST_PROMPT = 1_000;

    private final Request request;
    private final boolean takesInput;
    private final Desk desk;
    private final StringBuilder text = new StringBuilder(); // guarded by this
    private Stream stream = Stream.STDOUT; // guarded by this; of the text
    private long dueNanos; // guarded by this; of the text
    private final JsonArray payload = new JsonArray(); // guarded by this

    CellPublisher(Request request, boolean takesInput, Desk desk) {
        this.request = request;
        this.takesInput = takesInput;
        this.desk = desk;
    }

    @Override
    public void stream(Stream stream, String added) {
        append(stream, added);
        desk.io().awaitRoom();
    }

    private synchronized void append(Stream stream, String added) {
        if (added.isEmpty()) {
            return;
        }
        if (this.stream != stream) {
            flush();
            this.stream = stream;
        }
        for (int start = 0; start < added.length(); start += PIECE_CHARS) {
            append(added, start, Math.min(added.length(), start + PIECE_CHARS));
        }
    }

    private synchronized void append(String added, int start, int end) {
        boolean first = text.isEmpty();
        text.append(added, start, end);
        if (text.length() >= CHUNK_CHARS) {
            flushBut(Character.isHighSurrogate(text.charAt(text.length() - 1)) ? 1 : 0);
        }
        if (first && !text.isEmpty()) {
            dueNanos = System.nanoTime() + HOLD_NANOS;
            desk.heldText().add(this);
        }
    }

    @Override
    public synchronized void display(MimeBundle bundle, String displayId) {
        publish("display_data", displayContent(bundle, displayId));
    }

    @Override
    public synchronized void updateDisplay(MimeBundle bundle, String displayId) {
        publish("update_display_data", displayContent(bundle, displayId));
    }

    private static JsonObject displayContent(MimeBundle bundle, String displayId) {
        var passing = new JsonObject();
        if (!displayId.isEmpty()) {
            passing.addProperty("display_id", displayId);
        }
        var content = Contents.bundle(bundle);
        content.add("transient", passing);
        return content;
    }

    @Override
    public synchronized void clearOutput(boolean wait) {
        var content = new JsonObject();
        content.addProperty("wait", wait);
        publish("clear_output", content);
    }

    @Override
    public synchronized void replaceCell(String code) {
        var next = new JsonObject();
        next.addProperty("source", "set_next_input");
        next.addProperty("text", code);
        next.addProperty("replace", true);
        payload.add(next);
    }

    /// What the reply asks the front end to do.
    synchronized JsonArray payload() {
        return payload.deepCopy();
    }

    @Override
    public String input(String prompt, boolean password) throws InterruptedException {
        if (!takesInput) {
            throw new IllegalStateException("this front end takes no input (allow_stdin is false)");
        }
        var asked = prompt.isEmpty() ? takeOpenLine() : prompt;
        flush();
        return desk.questions().ask(request, asked, password);
    }

    /// What was printed since the last line end, and not yet sent: `IO.readln("name? ")` prints its prompt.
    private synchronized String takeOpenLine() {
        if (stream != Stream.STDOUT) return "";
        int start = text.lastIndexOf("\n") + 1;
        if (text.length() - start > LONGEST_PROMPT) return "";
        var line = text.substring(start);
        text.setLength(start);
        return line;
    }

    /// Publishes anything else of this cell, after the text that was printed before it.
    synchronized void publish(String type, JsonObject content) {
        flush();
        desk.post().publish(request.header(), type, content);
    }

    /// Sends what is held back, now.
    synchronized void flush() {
        flushBut(0);
    }

    /// Sends what is held back if its time has come.
    ///
    /// @return in how many nanoseconds it comes; 0 if nothing is held back any more
    synchronized long flushIfDue(long nowNanos) {
        long left = dueNanos - nowNanos;
        if (left <= 0) {
            flush();
        }
        return text.isEmpty() ? 0 : left;
    }

    /// @param kept how many chars stay: one, if the text ends inside a surrogate pair
    private void flushBut(int kept) {
        int end = text.length() - kept;
        if (end > 0) {
            var content = new JsonObject();
            content.addProperty("name", stream == Stream.STDOUT ? "stdout" : "stderr");
            content.addProperty("text", text.substring(0, end));
            text.delete(0, end);
            desk.post().publish(request.header(), "stream", content);
        }
    }
}
