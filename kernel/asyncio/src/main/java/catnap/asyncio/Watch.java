package catnap.asyncio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One channel's place in the loop's selector. It asks for nothing until [#read] or [#write] says so.
final class Watch { // loop thread only
    private static final int READ_OPS = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;

    private final Selection selection;
    private final SelectionKey key;
    private final Handle reader;
    private final Handle writer;
    private Watcher watcher;

    Watch(Selection selection, SelectionKey key, Watcher watcher, Context context) {
        this.selection = selection;
        this.key = key;
        this.watcher = watcher;
        this.reader = new Handle(this::readable, context);
        this.writer = new Handle(this::writable, context);
    }

    Watcher watcher() {
        return watcher;
    }

    /// Hands the channel over: a connection that is made has another owner than one that is being made.
    void handOver(Watcher heir) {
        watcher = heir;
    }

    /// Asks to be told when there is something to read, or no longer.
    void read(boolean on) {
        ask(key.channel().validOps() & READ_OPS, on);
    }

    /// Asks to be told when something can be written, or no longer; while the channel connects: when that is over.
    void write(boolean on) {
        if (!on) ask(SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT, false);
        else ask(isConnecting() ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE, true);
    }

    boolean asksToRead() {
        return key.isValid() && (key.interestOps() & READ_OPS) != 0;
    }

    private boolean asksToWrite() {
        return key.isValid() && (key.interestOps() & ~READ_OPS) != 0;
    }

    private boolean isConnecting() {
        return key.channel() instanceof SocketChannel socket && socket.isConnectionPending();
    }

    private void ask(int ops, boolean on) {
        if (!key.isValid()) return;
        int before = key.interestOps();
        int after = on ? before | ops : before & ~ops;
        if (after == before) return;
        key.interestOps(after);
        selection.noteInterest(before, after);
    }

    /// Puts into the queue what the selector has found, the reader before the writer.
    void enqueue(ReadyQueue ready) {
        int found = key.readyOps();
        if ((found & READ_OPS) != 0) ready.add(reader);
        if ((found & ~READ_OPS) != 0) ready.add(writer);
    }

    // Between the selector's word and the turn in the queue the owner may have changed its mind.

    private void readable() {
        if (asksToRead()) watcher.readable();
    }

    private void writable() {
        if (asksToWrite()) watcher.writable();
    }

    /// Closes the channel and leaves the selector. The system's socket lives until the selector runs once more: in
    /// the loop's next pass at the latest.
    void close() {
        if (!key.isValid()) return;
        selection.noteInterest(key.interestOps(), 0);
        key.cancel();
        close(key.channel());
        selection.noteCancelled();
    }

    static void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
