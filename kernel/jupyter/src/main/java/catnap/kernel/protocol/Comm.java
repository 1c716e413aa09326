package catnap.kernel.protocol;

import com.google.gson.JsonObject;

/// One open line between a front end and the kernel, with messages of any shape both ways.
public interface Comm {
    String id();

    String target();

    /// Sends a message to the front ends. Any thread.
    void send(JsonObject data);

    /// Closes the line from this side. Any thread; a second time does nothing.
    void close(JsonObject data);
}
