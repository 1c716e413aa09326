package catnap.kernel.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/// One `execute_request`, read and found whole.
///
/// @param silent run without a trace: no output, no number, no history
/// @param storeHistory count it and remember it
/// @param expressions name to source; evaluated after the cell, if it went well
/// @param takesInput whether the front end would answer a question
/// @param stopOnError whether an error aborts the cells behind it
record Cell(
        Request request,
        String source,
        boolean silent,
        boolean storeHistory,
        Map<String, String> expressions,
        boolean takesInput,
        boolean stopOnError) {

    static Cell of(Request request) throws MalformedMessage {
        var content = request.content();
        var source = Fields.text(content, "code");
        boolean silent = Fields.flag(content, "silent", false);
        return new Cell(
                request,
                source,
                silent,
                Fields.flag(content, "store_history", !silent) && !silent && !source.isBlank(),
                expressions(request),
                Fields.flag(content, "allow_stdin", true),
                Fields.flag(content, "stop_on_error", true));
    }

    private static Map<String, String> expressions(Request request) throws MalformedMessage {
        var json = Fields.object(request.content(), "user_expressions");
        var expressions = new LinkedHashMap<String, String>();
        for (var name : json.keySet()) {
            expressions.put(name, Fields.text(json, name));
        }
        return expressions;
    }
}
