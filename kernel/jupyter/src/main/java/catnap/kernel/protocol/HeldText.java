package catnap.kernel.protocol;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The cells whose printed text is held back for a moment. The I/O thread sends it when its time has come.
final class HeldText implements Chore {
    private final Set<CellPublisher> cells = ConcurrentHashMap.newKeySet();
    private final IoLoop io;

    HeldText(IoLoop io) {
        this.io = io;
    }

    /// Takes note that a cell has begun to hold text back. Any thread.
    void add(CellPublisher cell) {
        if (cells.add(cell)) {
            io.wakeUp();
        }
    }

    @Override
    public long attend(long nowNanos) {
        long next = WHENEVER;
        for (var cell : List.copyOf(cells)) {
            // Out first, back if need be: what is printed in between is noted again by its printer.
            cells.remove(cell);
            long left = cell.flushIfDue(nowNanos);
            if (left > 0) {
                cells.add(cell);
                next = Math.min(next, left);
            }
        }
        return next;
    }
}
