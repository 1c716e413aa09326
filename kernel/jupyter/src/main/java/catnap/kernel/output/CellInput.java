package catnap.kernel.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Standard input, line by line, from the learner who looks at the cell that reads.
final class CellInput extends InputStream {
    private final Supplier<@Nullable Publisher> owner;
    private final InputStream real;
    private final ReentrantLock turn = new ReentrantLock(); // not a monitor: whoever waits for one cannot be stopped
    private byte[] line = new byte[0]; // under turn
    private int at; // under turn

    CellInput(Supplier<@Nullable Publisher> owner, InputStream real) {
        this.owner = owner;
        this.real = real;
    }

    @Override
    public int read() throws IOException {
        Publisher publisher = owner.get();
        if (publisher == null) return real.read();
        var one = new byte[1];
        var _ = read(publisher, one, 0, 1);
        return one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) return 0;
        Publisher publisher = owner.get();
        return publisher == null ? real.read(target, offset, length) : read(publisher, target, offset, length);
    }

    @Override
    public int available() {
        if (!turn.tryLock()) return 0;
        try {
            return line.length - at;
        } finally {
            turn.unlock();
        }
    }

    private int read(Publisher publisher, byte[] target, int offset, int length) throws InterruptedIOException {
        try {
            turn.lockInterruptibly();
            try {
                if (at == line.length) ask(publisher);
                int count = Math.min(length, line.length - at);
                System.arraycopy(line, at, target, offset, count);
                at += count;
                return count;
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the cell was stopped while it waited for input");
        }
    }

    private void ask(Publisher publisher) throws InterruptedException {
        line = (publisher.input("", false) + "\n").getBytes(StandardCharsets.UTF_8);
        at = 0;
    }
}
