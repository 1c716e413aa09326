package catnap.kernel.protocol;

import com.google.gson.JsonObject;

/// A message that came in, with the channel its reply goes back on.
record Request(Channel channel, Message message) {
    JsonObject content() {
        return message.content();
    }

    /// The parent of everything this request causes.
    JsonObject header() {
        return message.header();
    }

    /// `execute_reply` for an `execute_request`.
    String replyType() {
        return message.type().replace("_request", "_reply");
    }
}
