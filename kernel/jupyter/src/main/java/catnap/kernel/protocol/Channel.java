package catnap.kernel.protocol;

import java.util.Locale;

/// The sockets that carry messages. The fifth, the heartbeat, only echoes bytes.
public enum Channel {
    SHELL,
    CONTROL,
    STDIN,
    IOPUB;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
