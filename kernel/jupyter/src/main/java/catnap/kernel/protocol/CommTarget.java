package catnap.kernel.protocol;

import com.google.gson.JsonObject;

/// What answers when a front end opens a comm under a name, such as the kernel's half of a widget.
@FunctionalInterface
public interface CommTarget {
    /// A front end has opened a comm. An exception closes it again.
    ///
    /// @return what hears the comm's messages from now on
    Listener open(Comm comm, JsonObject data);

    /// The kernel's ear at one comm. Called on one thread, in the order of the messages, also while a cell runs.
    @FunctionalInterface
    interface Listener {
        void message(JsonObject data);

        /// The front end has closed the comm.
        default void closed(JsonObject data) {}
    }
}
