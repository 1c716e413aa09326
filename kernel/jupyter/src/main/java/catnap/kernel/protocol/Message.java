package catnap.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/// One message of the Jupyter protocol, version 5.
///
/// @param identities the routing frames before the delimiter: who sent it, or on iopub its topic
/// @param header who, when and what; at least `msg_id` and `msg_type`
/// @param parent the header of the request that caused this message, or empty
/// @param buffers binary frames after the content; the signature does not cover them
record Message(
        List<byte[]> identities,
        JsonObject header,
        JsonObject parent,
        JsonObject metadata,
        JsonObject content,
        List<byte[]> buffers) {

    String type() {
        return header.get("msg_type").getAsString();
    }

    String id() {
        return header.get("msg_id").getAsString();
    }
}
