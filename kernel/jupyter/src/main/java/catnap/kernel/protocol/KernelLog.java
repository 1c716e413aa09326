package catnap.kernel.protocol;

import java.io.PrintStream;

/// Lines for whoever runs the server: on the stream the process began with, never in a learner's cell. Any thread.
public final class KernelLog {
    private final PrintStream stream;

    public KernelLog(PrintStream stream) {
        this.stream = stream;
    }

    /// Says in one line that something odd came and was dropped.
    void dropped(Channel channel, String reason) {
        say("dropped a message on " + channel + ": " + reason);
    }

    /// Says something in one line.
    void say(String sentence) {
        stream.println("catnap: " + sentence);
    }

    /// Tells of a failure of the kernel itself, with its stack: whoever mends it needs that.
    void failed(String doing, Throwable failure) {
        try {
            synchronized (stream) {
                stream.println("catnap: " + doing + " failed: " + failure);
                failure.printStackTrace(stream);
            }
        } catch (OutOfMemoryError _) {
            // Whoever runs out of memory must not end because the log cannot say so.
        }
    }
}
