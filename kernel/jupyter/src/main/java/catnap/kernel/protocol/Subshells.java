package catnap.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The shells of the kernel: the main one, and those that front ends ask for (JEP 91). Each runs its cells one after
/// another on a thread of its own. The cells of all are tasks of the session's one loop, so that a cell of a subshell
/// runs while one of the main shell awaits, and not while it computes.
///
/// Names, cell numbers and history are the session's. An error aborts the cells behind it in its own shell; Stop is for
/// all.
final class Subshells {
    // javac reads cells on a shell's thread, and goes down into what is nested in them.
    private static final long STACK_BYTES = 16L << 20;

    private final Supplier<Executions> maker;
    private final Executions main;
    private final Map<String, Executions> others = new LinkedHashMap<>(); // under this
    private int made; // under this

    /// @param maker makes a queue of cells for another shell
    Subshells(Supplier<Executions> maker) {
        this.maker = maker;
        this.main = maker.get();
    }

    /// Begins to run cells.
    void start() {
        begin(main, "catnap-shell");
    }

    private static void begin(Executions executions, String name) {
        var thread = new Thread(null, executions::run, name, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    /// Queues a cell in the shell that its header names, or in the main one.
    ///
    /// @return whether there is such a shell
    synchronized boolean submit(Request request) throws MalformedMessage {
        var id = Fields.optionalText(request.header(), "subshell_id");
        var shell = id.isEmpty() ? main : others.get(id.get());
        if (shell == null) return false;
        shell.submit(request);
        return true;
    }

    /// Answers a `create_subshell_request`.
    synchronized JsonObject create() {
        var id = "subshell-" + ++made;
        var executions = maker.get();
        others.put(id, executions);
        begin(executions, "catnap-" + id);
        var content = Contents.ok();
        content.addProperty("subshell_id", id);
        return content;
    }

    /// Answers a `delete_subshell_request`: the cell that is running there runs to its end, those behind it are
    /// aborted.
    synchronized JsonObject delete(JsonObject content) throws MalformedMessage {
        var id = Fields.text(content, "subshell_id");
        var shell = others.remove(id);
        if (shell == null) return unknown(id);
        shell.close();
        return Contents.ok();
    }

    /// Answers a `list_subshell_request`.
    synchronized JsonObject list() {
        var ids = new JsonArray();
        others.keySet().forEach(ids::add);
        var content = Contents.ok();
        content.add("subshell_id", ids);
        return content;
    }

    /// What is said of a shell that is not there.
    static JsonObject unknown(String id) {
        var content = new JsonObject();
        content.addProperty("status", "error");
        content.addProperty("ename", "UnknownSubshell");
        content.addProperty("evalue", "there is no subshell " + id);
        content.add("traceback", new JsonArray());
        return content;
    }

    /// Notes that all cells that are running are being stopped because the memory is used up. Any thread.
    synchronized void noteMemoryUsedUp() {
        main.noteMemoryUsedUp();
        others.values().forEach(Executions::noteMemoryUsedUp);
    }

    /// Takes no further cell. Their threads end, or are the JVM's to end.
    synchronized void close() {
        main.close();
        others.values().forEach(Executions::close);
    }
}
