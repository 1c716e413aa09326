package catnap.kernel.output;

import catnap.kernel.output.Publisher.Stream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A print stream that hands whole texts to the cell they belong to. Nothing is encoded on the way, and no lock is
/// held: two tasks that print at once are two calls of their publishers.
final class CellPrintStream extends PrintStream {
    private static final byte[] NOTHING = new byte[0];

    private final Stream stream;
    private final Supplier<@Nullable Publisher> owner;
    private final PrintStream real;
    private final ThreadLocal<byte[]> begun = ThreadLocal.withInitial(() -> NOTHING); // of a character, by one thread

    CellPrintStream(Stream stream, Supplier<@Nullable Publisher> owner, PrintStream real) {
        super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.stream = stream;
        this.owner = owner;
        this.real = real;
    }

    private void emit(String text) {
        Publisher publisher = owner.get();
        if (publisher == null) real.print(text);
        else publisher.stream(stream, text);
    }

    private void emitLine(String text) {
        emit(text + "\n");
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /// Bytes are taken for UTF-8. A character that is written in parts appears with the last of them.
    @Override
    public void write(byte[] bytes, int offset, int length) {
        byte[] before = begun.get();
        byte[] all = Arrays.copyOf(before, before.length + length);
        System.arraycopy(bytes, offset, all, before.length, length);
        int whole = whole(all);
        if (whole < all.length) begun.set(Arrays.copyOfRange(all, whole, all.length));
        else if (before.length > 0) begun.remove();
        if (whole > 0) emit(new String(all, 0, whole, StandardCharsets.UTF_8));
    }

    /// How many of the bytes are left without a last character that has only begun.
    private static int whole(byte[] bytes) {
        for (int i = bytes.length - 1; i >= Math.max(0, bytes.length - 3); i--) {
            int lead = bytes[i] & 0xff;
            if (lead < 0x80) break;
            int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
            if (lead >= 0xc0) return i + needed > bytes.length ? i : bytes.length;
        }
        return bytes.length;
    }

    @Override
    public void flush() {
        if (owner.get() == null) real.flush();
    }

    @Override
    public void close() {
        flush();
    }

    @Override
    public boolean checkError() {
        return false;
    }

    @Override
    public void print(boolean value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(char value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(int value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(long value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(float value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(double value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(char[] value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(@Nullable String value) {
        emit(String.valueOf(value));
    }

    @Override
    public void print(@Nullable Object value) {
        emit(String.valueOf(value));
    }

    @Override
    public void println() {
        emit("\n");
    }

    @Override
    public void println(boolean value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(char value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(int value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(long value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(float value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(double value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(char[] value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(@Nullable String value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public void println(@Nullable Object value) {
        emitLine(String.valueOf(value));
    }

    @Override
    public PrintStream append(@Nullable CharSequence text) {
        emit(String.valueOf(text));
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // that annotation is Error Prone's own; the JDK's method has none
    public PrintStream format(String format, @Nullable Object... arguments) {
        emit(String.format(format, arguments));
        return this;
    }
}
