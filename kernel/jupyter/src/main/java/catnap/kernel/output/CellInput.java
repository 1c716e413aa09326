package catnap.kernel.output;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Standard input, line by line, from the learner who looks at the cell that reads.
final class CellInput extends InputStream {
    private final Supplier<@Nullable Publisher> owner;
    private final InputStream real;
    private byte[] line = new byte[0]; // under this
    private int at; // under this

    CellInput(Supplier<@Nullable Publisher> owner, InputStream real) {
        this.owner = owner;
        this.real = real;
    }

    @Override
    public synchronized int read() throws IOException {
        Publisher publisher = owner.get();
        if (publisher == null) return real.read();
        fill(publisher);
        return line[at++] & 0xff;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) return 0;
        Publisher publisher = owner.get();
        if (publisher == null) return real.read(target, offset, length);
        fill(publisher);
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - at;
    }

    private void fill(Publisher publisher) throws IOException {
        if (at < line.length) return;
        try {
            line = (publisher.input("", false) + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the cell was stopped while it waited for input");
        }
    }
}
